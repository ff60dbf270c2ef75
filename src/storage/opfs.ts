import { guarded, StorageError } from './errors.ts';
import { createSha256, sha256 } from './sha256.ts';
import type { Blobs } from './types.ts';

const PIECE = 4 * 1024 * 1024;

/** `move` is not in every browser, nor in the type library; writing in place is there in workers only. */
type Movable = FileSystemFileHandle & {
  move?: (to: FileSystemDirectoryHandle, name: string) => Promise<void>;
  createSyncAccessHandle(): Promise<{ write(bytes: Uint8Array, options: { readonly at: number }): number; flush(): void; close(): void }>;
};

async function platformHash(bytes: Uint8Array): Promise<string> {
  if (bytes.buffer instanceof ArrayBuffer) {
    const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
    return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('');
  }
  return sha256(bytes);
}

async function hashOf(file: Blob): Promise<string> {
  const hash = createSha256();
  for (let at = 0; at < file.size; at += PIECE) hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  return hash.hex();
}

/**
 * Content by hash in the origin's private file system; for workers, which alone may write in place. A blob is written
 * under a passing name, read back and compared, and only then gets the name of its content: what has a name is whole.
 */
export function createOpfsBlobs(root: () => Promise<FileSystemDirectoryHandle>): Blobs {
  const folder = async (name: string): Promise<FileSystemDirectoryHandle> => (await root()).getDirectoryHandle(name, { create: true });

  const find = async (hash: string): Promise<File | null> => {
    try {
      return await (await (await folder('blobs')).getFileHandle(hash)).getFile();
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
      throw thrown;
    }
  };

  /** Writes the pieces as they come; answers the hash of all of them. */
  const keep = async (pieces: AsyncIterable<Uint8Array>, known: string | null): Promise<string> => {
    const passing = await folder('passing');
    const name = crypto.randomUUID();
    const handle = await passing.getFileHandle(name, { create: true }) as Movable;
    try {
      const running = known === null ? createSha256() : null;
      const access = await handle.createSyncAccessHandle();
      let size = 0;
      try {
        for await (const piece of pieces) {
          running?.update(piece);
          const written = access.write(piece, { at: size });
          if (written !== piece.byteLength) throw new DOMException('The disk took only a part.', 'QuotaExceededError');
          size += written;
        }
        access.flush();
      } finally {
        access.close();
      }
      const hash = known ?? running!.hex();
      if (await find(hash)) return hash;
      const back = await handle.getFile();
      if (back.size !== size || await hashOf(back) !== hash) throw new StorageError('damaged', 'What was written to this device did not read back as it was. The disk may be full or failing; nothing was replaced.');
      await settle(handle, hash);
      return hash;
    } finally {
      // Gone already where it was moved.
      await passing.removeEntry(name).catch(() => null);
    }
  };

  const settle = async (handle: Movable, hash: string): Promise<void> => {
    const blobs = await folder('blobs');
    if (handle.move) {
      await handle.move(blobs, hash);
      return;
    }
    const target = await blobs.getFileHandle(hash, { create: true });
    try {
      await (await handle.getFile()).stream().pipeTo(await target.createWritable());
    } catch (thrown) {
      await blobs.removeEntry(hash).catch(() => null);
      throw thrown;
    }
  };

  async function* piecesOf(blob: Blob, progress: (done: number, total: number) => void): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < blob.size; at += PIECE) {
      yield new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer());
      progress(Math.min(at + PIECE, blob.size), blob.size);
    }
  }

  async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  }

  return {
    put: (bytes) => guarded('the data', async () => {
      const hash = await platformHash(bytes);
      return await find(hash) ? hash : keep(single(bytes), hash);
    }),
    get: (hash) => guarded('the data', async () => {
      const file = await find(hash);
      return file ? new Uint8Array(await file.arrayBuffer()) : null;
    }),
    putStream: (blob, progress = () => {}) => guarded('the file', () => keep(piecesOf(blob, progress), null)),
    open: (hash) => guarded('the file', () => find(hash)),
    has: (hash) => guarded('the data', async () => await find(hash) !== null),
  };
}

/** Names and ages of what is kept, and of what was being written when a tab ended. */
export async function* opfsEntries(root: FileSystemDirectoryHandle, name: 'blobs' | 'passing'): AsyncGenerator<{ readonly name: string; readonly modified: number; readonly size: number; remove(): Promise<void> }> {
  const folder = await root.getDirectoryHandle(name, { create: true });
  for await (const handle of folder.values()) {
    if (handle.kind !== 'file') continue;
    const file = await (handle as FileSystemFileHandle).getFile();
    yield { name: handle.name, modified: file.lastModified, size: file.size, remove: () => folder.removeEntry(handle.name) };
  }
}
