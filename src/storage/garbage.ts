import type { Database } from './database.ts';
import { opfsEntries } from './opfs.ts';

const DAY = 24 * 3600 * 1000;
/** Content that nothing names is kept this long, in case what names it is being written. */
const BLOB_AGE = 2 * DAY;
const RECORD_AGE = 30 * DAY;
const HEX = /[0-9a-f]{32,64}/g;

/** Every name in hexadecimal that anything stored mentions: whoever stores a hash keeps what it names. */
async function named(db: Database): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const store of ['manifest', 'versions', 'journal', 'sidecars'] as const) {
    for (const value of await db.getAll(store)) for (const [name] of JSON.stringify(value).matchAll(HEX)) found.add(name);
  }
  return found;
}

/**
 * Removes content and records that no study, version, edit or queue names any more and that have not been touched for
 * days, and what crashed tabs left half-written. Answers what was removed.
 */
export async function collectGarbage(connect: () => Promise<Database>, root: () => Promise<FileSystemDirectoryHandle>, now: number): Promise<{ readonly blobs: number; readonly records: number }> {
  const db = await connect();
  const keep = await named(db);
  const folder = await root();
  let blobs = 0;
  for (const place of ['blobs', 'passing'] as const) {
    for await (const entry of opfsEntries(folder, place)) {
      if (keep.has(entry.name) || now - entry.modified < BLOB_AGE) continue;
      await entry.remove();
      blobs++;
    }
  }
  return { blobs, records: await forgetRecords(db, keep, now) };
}

async function forgetRecords(db: Database, keep: ReadonlySet<string>, now: number): Promise<number> {
  let removed = 0;
  for (const key of await db.getAllKeys('records')) {
    const names = key[1].match(HEX) ?? [];
    if (names.some((name) => keep.has(name))) continue;
    const record = await db.get('records', key);
    if (!record || now - record.at < RECORD_AGE) continue;
    await db.delete('records', key);
    removed++;
  }
  return removed;
}
