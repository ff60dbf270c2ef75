import type { Threads } from '../engine/core/threads.ts';

/**
 * What jobs ask of the outside: bytes by the hash of their content, and records by key. Storage implements it in OPFS and
 * IndexedDB for the tab, in memory and on disk for the command line and tests.
 */
export interface BlobStore {
  /** Keeps the bytes and answers their SHA-256 (hex). Writing what is there already costs nothing. */
  put(bytes: Uint8Array): Promise<string>;
  /** `null` where there is no such content. */
  get(hash: string): Promise<Uint8Array | null>;
  /** A large file, streamed; answers its hash. */
  putStream(blob: Blob, progress?: (done: number, total: number) => void): Promise<string>;
  /** The content as a Blob that is read only as needed. */
  open(hash: string): Promise<Blob | null>;
  has(hash: string): Promise<boolean>;
}

/** Bytes under a name that can be replaced: results by key, checkpoints by key. */
export interface RecordStore {
  read(kind: 'result' | 'checkpoint' | 'profile', key: string): Promise<Uint8Array | null>;
  write(kind: 'result' | 'checkpoint' | 'profile', key: string, bytes: Uint8Array): Promise<void>;
  remove(kind: 'result' | 'checkpoint' | 'profile', key: string): Promise<void>;
}

/** A shipped sample's bytes, by its file name under `public/samples/`. */
export type SampleReader = (file: string) => Promise<Blob>;

/** Addresses of ONNX Runtime's WebAssembly in the tab; Node finds it by itself. */
export interface OnnxPlace {
  readonly wasm: string;
  readonly mjs?: string;
}

export interface Ports {
  readonly blobs: BlobStore;
  readonly records: RecordStore;
  readonly sample: SampleReader;
  /** Bytes a table may take in memory before sampling is offered. */
  readonly memoryBudget: number;
  readonly onnx: OnnxPlace | null;
  /** Helper threads for kernels; left out, a job's own thread does everything. */
  readonly threads?: Threads | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
