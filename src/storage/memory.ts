import { StorageError } from './errors.ts';
import { sha256 } from './sha256.ts';
import type { Blobs, DocumentHead, DocumentStore, Patch, Records } from './types.ts';

/** Storage that lasts as long as the program: for the command line, for tests, and where the browser grants none. */
export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const put = async (bytes: Uint8Array): Promise<string> => {
    const hash = sha256(bytes);
    if (!kept.has(hash)) kept.set(hash, new Uint8Array(bytes));
    return hash;
  };
  return {
    put,
    get: async (hash) => kept.get(hash)?.slice() ?? null,
    async putStream(blob, progress) {
      const hash = await put(new Uint8Array(await blob.arrayBuffer()));
      progress?.(blob.size, blob.size);
      return hash;
    },
    async open(hash) {
      const bytes = kept.get(hash);
      return bytes ? new Blob([bytes]) : null;
    },
    has: async (hash) => kept.has(hash),
  };
}

export function memoryRecords(): Records {
  const kept = new Map<string, Uint8Array>();
  const name = (kind: string, key: string): string => `${kind}/${key}`;
  return {
    read: async (kind, key) => kept.get(name(kind, key))?.slice() ?? null,
    has: async (kind, key) => kept.has(name(kind, key)),
    write: async (kind, key, bytes) => void kept.set(name(kind, key), bytes.slice()),
    remove: async (kind, key) => void kept.delete(name(kind, key)),
  };
}

interface Kept {
  head: DocumentHead;
  document: unknown;
  revision: number;
  journal: { revision: number; patch: Patch }[];
  versions: { savedAt: string; revision: number; document: unknown }[];
}

const copy = <T>(value: T): T => structuredClone(value);

export function memoryDocuments(schema = 1): DocumentStore {
  const kept = new Map<string, Kept>();
  const sidecars = new Map<string, unknown>();
  let last: string | null = null;
  return {
    list: async () => [...kept.values()].map((k) => k.head).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1)),
    async load(id) {
      const found = kept.get(id);
      if (!found) return null;
      const document = found.journal.filter((j) => j.revision === found.revision).reduce<unknown>((d, j) => ({ ...(d as object), ...j.patch }), found.document);
      return { document: copy(document), revision: found.revision, schema };
    },
    async save(head, document, expected) {
      const found = kept.get(head.id);
      if ((found?.revision ?? 0) !== expected) throw new StorageError('conflict', 'This study was changed in another tab; the version there stays. Reload to see it.');
      const versions = found ? [{ savedAt: found.head.savedAt, revision: found.revision, document: found.document }, ...found.versions].slice(0, 10) : [];
      kept.set(head.id, { head, document: copy(document), revision: expected + 1, journal: [], versions });
      return expected + 1;
    },
    async append(id, revision, patch) {
      kept.get(id)?.journal.push({ revision, patch: copy(patch) });
    },
    versions: async (id) => copy(kept.get(id)?.versions ?? []),
    async remove(id) {
      kept.delete(id);
      sidecars.delete(id);
      if (last === id) last = null;
    },
    readSidecar: async (id) => copy(sidecars.get(id) ?? null),
    writeSidecar: async (id, value) => void sidecars.set(id, copy(value)),
    readLast: async () => last,
    async writeLast(id) {
      last = id;
    },
  };
}
