import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { createOpfsBlobs, opfsEntries } from './opfs.ts';

interface Disk {
  /** Bytes left. */
  room: number;
  /** Spoils what is written. */
  fails: boolean;
  writes: number;
}

/** The part of the origin's private file system that is used, in memory. */
function folder(disk: Disk, moves: boolean): FileSystemDirectoryHandle & { readonly files: Map<string, Uint8Array<ArrayBuffer>> } {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const folders = new Map<string, ReturnType<typeof folder>>();
  const missing = (): never => { throw new DOMException('No such entry.', 'NotFoundError'); };
  const handle = (name: string) => ({
    kind: 'file', name,
    getFile: async () => new File([files.get(name) ?? missing()], name, { lastModified: 5 }),
    async createSyncAccessHandle() {
      return {
        write(bytes: Uint8Array, { at }: { at: number }) {
          disk.writes++;
          const length = Math.min(bytes.length, disk.room);
          disk.room -= length;
          const next = new Uint8Array(Math.max(files.get(name)!.length, at + length));
          next.set(files.get(name)!);
          next.set(bytes.subarray(0, length), at);
          if (disk.fails) next[0]! ^= 1;
          files.set(name, next);
          return length;
        },
        flush() {},
        close() {},
      };
    },
    async createWritable() {
      const parts: Uint8Array[] = [];
      return new WritableStream<Uint8Array>({ write: (part) => void parts.push(part), close: () => void files.set(name, new Uint8Array(Buffer.concat(parts))) });
    },
    ...(moves ? { async move(to: { files: Map<string, Uint8Array> }, as: string) {
      to.files.set(as, files.get(name)!);
      files.delete(name);
    } } : {}),
  });
  return {
    files,
    async getDirectoryHandle(name: string) {
      if (!folders.has(name)) folders.set(name, folder(disk, moves));
      return folders.get(name)!;
    },
    async getFileHandle(name: string, options: { create?: boolean } = {}) {
      if (!files.has(name) && !options.create) missing();
      if (!files.has(name)) files.set(name, new Uint8Array());
      return handle(name);
    },
    async removeEntry(name: string) {
      if (!files.delete(name)) missing();
    },
    async *values() {
      for (const name of files.keys()) yield handle(name);
    },
  } as unknown as ReturnType<typeof folder>;
}

function fixture(moves = true) {
  const disk: Disk = { room: 1e9, fails: false, writes: 0 };
  const root = folder(disk, moves);
  const names = async (name: 'blobs' | 'passing'): Promise<readonly string[]> => {
    const found: string[] = [];
    for await (const entry of opfsEntries(root, name)) found.push(entry.name);
    return found;
  };
  return { disk, names, blobs: createOpfsBlobs(async () => root) };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

for (const moves of [true, false]) {
  it(`keeps content under its hash, whole and once (${moves ? 'with' : 'without'} move)`, async () => {
    const { blobs, disk, names } = fixture(moves);
    const bytes = new Uint8Array(randomBytes(5_000_000));
    const hash = await blobs.put(bytes);
    expect(hash).toBe(hashOf(bytes));
    expect(hashOf((await blobs.get(hash))!)).toBe(hash);
    const { writes } = disk;
    expect(await blobs.put(bytes)).toBe(hash);
    expect(disk.writes).toBe(writes);
    const seen: number[] = [];
    expect(await blobs.putStream(new Blob([bytes]), (done) => seen.push(done))).toBe(hash);
    expect(seen.at(-1)).toBe(bytes.length);
    expect([await blobs.has(hash), (await blobs.open(hash))!.size]).toEqual([true, bytes.length]);
    expect([await names('blobs'), await names('passing')]).toEqual([[hash], []]);
  });
}

it('keeps nothing half: a full disk is said, and leaves what was there', async () => {
  const { blobs, disk, names } = fixture();
  const first = await blobs.put(new Uint8Array(10));
  disk.room = 5;
  await expect(blobs.put(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).rejects.toMatchObject({ code: 'storage', reason: 'quota', message: expect.stringContaining('no room') });
  await expect(blobs.putStream(new Blob([new Uint8Array(99)]))).rejects.toMatchObject({ reason: 'quota' });
  expect([await names('blobs'), await names('passing')]).toEqual([[first], []]);
});

it('refuses a disk that does not give back what was written', async () => {
  const { blobs, disk, names } = fixture();
  disk.fails = true;
  await expect(blobs.put(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ reason: 'damaged' });
  expect(await names('blobs')).toEqual([]);
});

it('answers null for what it does not have', async () => {
  const { blobs } = fixture();
  const hash = '0'.repeat(64);
  expect([await blobs.get(hash), await blobs.open(hash), await blobs.has(hash)]).toEqual([null, null, false]);
});
