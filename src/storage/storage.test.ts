import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { createConnection, SCHEMA } from './database.ts';
import { createDocuments } from './documents.ts';
import { StorageError, storageError } from './errors.ts';
import { memoryDocuments } from './memory.ts';
import { createRecords } from './records.ts';
import type { DocumentHead, DocumentStore } from './types.ts';

let count = 0;
const fresh = (): string => `test-${++count}`;
const indexed = (name = fresh(), schema = SCHEMA): DocumentStore => createDocuments(createConnection(name), schema, null);
const head = (id: string, savedAt = '2026-01-01T00:00:00.000Z', name = 'A'): DocumentHead => ({ id, name, dataName: null, rows: null, target: null, savedAt });

for (const [kind, make] of [['IndexedDB', indexed], ['memory', () => memoryDocuments()]] as const) {
  it(`${kind}: saves by compare-and-swap and refuses a stale revision, leaving what was there`, async () => {
    const store = make();
    expect(await store.load('a')).toBeNull();
    expect(await store.save(head('a'), { v: 1 }, 0)).toBe(1);
    expect(await store.save(head('a'), { v: 2 }, 1)).toBe(2);
    await expect(store.save(head('a'), { v: 3 }, 1)).rejects.toMatchObject({ code: 'storage', reason: 'conflict' });
    await expect(store.save(head('a'), { v: 3 }, 0)).rejects.toMatchObject({ reason: 'conflict' });
    expect(await store.load('a')).toMatchObject({ document: { v: 2 }, revision: 2 });
  });

  it(`${kind}: applies the journal of the current revision, and a save empties it`, async () => {
    const store = make();
    await store.save(head('a'), { x: 1, y: 1 }, 0);
    await store.append('a', 1, { x: 2 });
    await store.append('a', 1, { x: 3 });
    await store.append('b', 1, { x: 9 });
    expect((await store.load('a'))!.document).toEqual({ x: 3, y: 1 });
    await store.save(head('a'), { x: 4, y: 1 }, 1);
    expect((await store.load('a'))!.document).toEqual({ x: 4, y: 1 });
    await store.append('a', 1, { x: 5 });
    expect((await store.load('a'))!.document).toEqual({ x: 4, y: 1 });
  });

  it(`${kind}: keeps ten versions`, async () => {
    const store = make();
    for (let v = 0; v < 15; v++) await store.save(head('a', `2026-01-01T00:00:${String(v).padStart(2, '0')}.000Z`), { v }, v);
    const versions = await store.versions('a');
    expect(versions.map((v) => (v.document as { v: number }).v)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
  });

  it(`${kind}: lists latest first, remembers the last one, and forgets all of what is removed`, async () => {
    const store = make();
    await store.save(head('a', '2026-01-01T00:00:00.000Z'), {}, 0);
    await store.save(head('b', '2026-01-02T00:00:00.000Z'), {}, 0);
    await store.writeLast('b');
    await store.writeSidecar('b', { asked: [1] });
    expect((await store.list()).map((h) => h.id)).toEqual(['b', 'a']);
    expect(await store.readLast()).toBe('b');
    expect(await store.readSidecar('b')).toEqual({ asked: [1] });
    await store.remove('b');
    expect([(await store.list()).length, await store.readLast(), await store.readSidecar('b'), await store.load('b')]).toEqual([1, null, null, null]);
  });
}

it('never opens or overwrites what a newer page saved', async () => {
  const name = fresh();
  const newer = createDocuments(createConnection(name), SCHEMA + 1, null);
  await newer.save(head('a'), { from: 'tomorrow' }, 0);
  const older = createDocuments(createConnection(name), SCHEMA, null);
  await expect(older.load('a')).rejects.toMatchObject({ reason: 'newer' });
  await expect(older.save(head('a'), { from: 'yesterday' }, 1)).rejects.toMatchObject({ reason: 'newer' });
  expect((await newer.load('a'))!.document).toEqual({ from: 'tomorrow' });
});

it('steps aside when a newer page upgrades the database, and says so at the next write', async () => {
  const name = fresh();
  const old = createDocuments(createConnection(name), SCHEMA, null);
  await old.save(head('a'), {}, 0);
  const db = await openDB(name, SCHEMA + 1);
  await expect(old.save(head('a'), {}, 1)).rejects.toMatchObject({ code: 'storage', reason: 'newer', message: expect.stringContaining('Reload') });
  db.close();
  await expect(createDocuments(createConnection(name), SCHEMA, null).list()).rejects.toMatchObject({ reason: 'newer' });
});

it('says when a saved study is listed without its content', async () => {
  const name = fresh();
  const connect = createConnection(name);
  const store = createDocuments(connect, SCHEMA, null);
  await store.save(head('a'), {}, 0);
  await (await connect()).clear('versions');
  await expect(store.load('a')).rejects.toMatchObject({ reason: 'damaged' });
});

it('keeps records by kind and key', async () => {
  const records = createRecords(createConnection(fresh()), () => 5);
  expect(await records.read('result', 'k')).toBeNull();
  await records.write('result', 'k', Uint8Array.of(1, 2));
  await records.write('checkpoint', 'k', Uint8Array.of(3));
  await records.write('result', 'k', Uint8Array.of(4));
  expect([...(await records.read('result', 'k'))!]).toEqual([4]);
  await records.remove('result', 'k');
  expect([await records.read('result', 'k'), [...(await records.read('checkpoint', 'k'))!]]).toEqual([null, [3]]);
});

it('puts what the browser throws into sentences', () => {
  expect(storageError(new DOMException('full', 'QuotaExceededError'), 'the study')).toMatchObject({ code: 'storage', reason: 'quota', message: expect.stringMatching(/no room.*the study.*still there/s) });
  expect(storageError(new DOMException('no', 'InvalidStateError'), 'the study')).toMatchObject({ reason: 'unavailable' });
  const known = new StorageError('conflict', 'x');
  expect(storageError(known, 'y')).toBe(known);
});
