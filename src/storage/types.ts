/** What storage keeps. It knows no study: a document is any JSON value with a few words for the list of recent ones. */
export interface DocumentHead {
  readonly id: string;
  readonly name: string;
  readonly dataName: string | null;
  readonly rows: number | null;
  readonly target: string | null;
  readonly savedAt: string;
}

export interface StoredDocument {
  readonly document: unknown;
  /** Counts the saves of this document; the next save must name it. */
  readonly revision: number;
  /** Schema of the page that saved it. */
  readonly schema: number;
}

/** Top-level entries of the document that changed; `null` cannot mean "removed", as documents have fixed keys. */
export type Patch = Readonly<Record<string, unknown>>;

/** Documents with versions, a journal of edits since the last save, and a sidecar of what is going on beside each. */
export interface DocumentStore {
  /** Most recently saved first. */
  list(): Promise<readonly DocumentHead[]>;
  /** The last saved version with the journal applied; `null` where there is none. */
  load(id: string): Promise<StoredDocument | null>;
  /**
   * Swaps the document in one durable transaction and empties its journal. Rejects with code 'storage' where `expected`
   * is not the stored revision (another tab has saved), where a newer page saved it, or where there is no room; what was
   * there before stays. `expected` 0 makes a new one. Answers the new revision.
   */
  save(head: DocumentHead, document: unknown, expected: number): Promise<number>;
  /** Adds to the journal: kept through a crash, applied by `load`. */
  append(id: string, revision: number, patch: Patch): Promise<void>;
  /** Saved versions before the current one, newest first; at most ten. */
  versions(id: string): Promise<readonly { readonly savedAt: string; readonly revision: number; readonly document: unknown }[]>;
  remove(id: string): Promise<void>;
  /** Any JSON value kept beside a document (its queue, its leaderboard); `null` where there is none. */
  readSidecar(id: string): Promise<unknown>;
  writeSidecar(id: string, value: unknown): Promise<void>;
  /** Id of the document that was open last. */
  readLast(): Promise<string | null>;
  writeLast(id: string): Promise<void>;
}

/** Bytes by the SHA-256 of their content. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<string>;
  get(hash: string): Promise<Uint8Array | null>;
  putStream(blob: Blob, progress?: (done: number, total: number) => void): Promise<string>;
  open(hash: string): Promise<Blob | null>;
  has(hash: string): Promise<boolean>;
}

/** Replaceable bytes by kind and key. */
export interface Records {
  read(kind: string, key: string): Promise<Uint8Array | null>;
  has(kind: string, key: string): Promise<boolean>;
  write(kind: string, key: string, bytes: Uint8Array): Promise<void>;
  remove(kind: string, key: string): Promise<void>;
}
