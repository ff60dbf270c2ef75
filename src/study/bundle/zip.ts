import { inflateSync, zipSync } from 'fflate';
import { StudioError } from '../../engine/core/errors.ts';
import { crc32 } from './crc.ts';

/** What a zip from elsewhere may hold: anything more is refused before a byte is inflated. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all entries together, inflated. */
  readonly total: number;
  /** Names that are read; any other is an error, unless it fits `pattern`. */
  readonly names: readonly string[];
  readonly pattern?: RegExp;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const bad = (why: string): StudioError => new StudioError('data', `This file cannot be opened: ${why} It may be damaged or not made by Tablab.`);

/** Place of the end-of-central-directory record: the last one whose comment reaches exactly to the end of the file. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50 && view.getUint16(at + 20, true) === view.byteLength - at - 22) return at;
  }
  throw bad('it is not a zip archive.');
}

function readDirectory(bytes: Uint8Array, view: DataView, limits: ZipLimits): readonly Entry[] {
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count === 0xffff || view.getUint32(end + 16, true) === 0xffffffff) throw bad('it is in the zip64 form, which is not read here.');
  if (count > limits.entries) throw bad(`it has ${count} entries; at most ${limits.entries} are expected.`);
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw bad('its table of contents is broken.');
    const nameLength = view.getUint16(at + 28, true);
    if (at + 46 + nameLength > end) throw bad('its table of contents is broken.');
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if ((view.getUint16(at + 8, true) & 1) === 1) throw bad('it is encrypted.');
    entries.push({ name, method: view.getUint16(at + 10, true), crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function checkEntries(entries: readonly Entry[], length: number, limits: ZipLimits): void {
  const seen = new Set<string>();
  let total = 0;
  let packed = 0;
  for (const entry of entries) {
    if (!limits.names.includes(entry.name) && limits.pattern?.test(entry.name) !== true) throw bad(`it holds "${entry.name.slice(0, 100)}", which is not expected in it.`);
    if (seen.has(entry.name)) throw bad(`it holds "${entry.name}" twice.`);
    seen.add(entry.name);
    total += entry.size;
    packed += entry.packed;
  }
  if (total > limits.total) throw new StudioError('limit', `This file holds ${Math.round(total / 1048576).toLocaleString('en')} MB when unpacked; at most ${Math.round(limits.total / 1048576).toLocaleString('en')} MB are read.`);
  // Entries that share bytes are how small files unpack to huge ones.
  if (packed > length) throw bad('its entries overlap.');
}

function extract(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array<ArrayBuffer> {
  const head = entry.offset;
  if (head + 30 > bytes.length || view.getUint32(head, true) !== 0x04034b50) throw bad(`the entry "${entry.name}" is not where it should be.`);
  const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
  if (start + entry.packed > bytes.length) throw bad(`the entry "${entry.name}" is cut off.`);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method !== 0 && entry.method !== 8) throw bad(`the entry "${entry.name}" is packed in a way that is not read here.`);
  // A deflate stream cannot hold more than 1,032 times its size, so a larger promise is a lie that would only cost memory.
  if (entry.method === 8 && entry.size > entry.packed * 1032 + 64) throw bad(`the entry "${entry.name}" promises more than it can hold.`);
  const out = new Uint8Array(entry.size);
  if (entry.method === 0) {
    if (entry.packed !== entry.size) throw bad(`the entry "${entry.name}" has the wrong length.`);
    out.set(packed);
  } else {
    try {
      inflateSync(packed, { out });
    } catch {
      throw bad(`the entry "${entry.name}" cannot be unpacked.`);
    }
  }
  if (crc32(out) !== entry.crc) throw bad(`the entry "${entry.name}" is damaged (its checksum does not match).`);
  return out;
}

/**
 * Entries of a zip by name. Counts, sizes, names, overlaps and checksums are checked; zip64 and encryption are refused.
 * Throws StudioError('data' | 'limit') with the reason.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ReadonlyMap<string, Uint8Array<ArrayBuffer>> {
  if (bytes.length < 22) throw bad('it is too short to be a zip archive.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view, limits);
  checkEntries(entries, bytes.length, limits);
  return new Map(entries.map((entry) => [entry.name, extract(bytes, view, entry)]));
}

export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Bytes that are compressed already, or are too many to compress while someone waits. */
  readonly store?: boolean;
}

const MOST = 4_000_000_000;

/** Files as one zip, with a fixed date so that the same parts give the same bytes. */
export function writeZip(parts: readonly ZipPart[]): Uint8Array<ArrayBuffer> {
  const total = parts.reduce((sum, part) => sum + part.bytes.length, 0);
  if (total > MOST) throw new StudioError('limit', `The file would hold ${Math.round(total / 1048576).toLocaleString('en')} MB; a zip made here holds at most 4 GB. Save without the data.`);
  // Noon of 1 January 1980, local: the earliest a zip can say, in every time zone.
  const mtime = new Date(1980, 0, 1, 12);
  return zipSync(Object.fromEntries(parts.map(({ name, bytes, store }) => [name, [bytes, { level: store === true ? 0 : 6, mtime }]])));
}
