import { type ArrayName, type BlockPlace, arrayName, readBlock } from './codec-blocks.ts';
import { FrameError } from './error.ts';
import type { Chunk, ChunkColumn, ColumnInfo, ColumnType, NumberArray, Table } from './table.ts';

/** "TABLAB1" and a line end. */
const MAGIC = Uint8Array.of(84, 65, 66, 76, 65, 66, 49, 10);
const PREFIX = MAGIC.length + 8;
const TYPES: readonly ColumnType[] = ['number', 'category', 'date', 'text'];

interface ColumnPlace {
  readonly type: ColumnType;
  /** Values, codes or bytes. */
  readonly data: BlockPlace;
  readonly offsets?: BlockPlace;
  readonly missing?: BlockPlace;
}
interface Manifest {
  readonly rows: number;
  readonly chunkRows: number;
  readonly columns: readonly ColumnInfo[];
  readonly chunks: readonly { readonly rows: number; readonly columns: readonly ColumnPlace[] }[];
}

/**
 * A table as bytes: mark, length of the manifest, manifest (JSON), then every array of every chunk on a multiple of 8. The
 * same table gives the same bytes, so their hash names it. The parts are views of the table's own arrays: nothing is copied
 * until they are joined or written.
 */
export function tableParts(table: Table): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  let at = 0;
  const place = (array: ArrayBufferView & { readonly length: number }, name: ArrayName): BlockPlace => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    const start = at;
    blocks.push(bytes);
    at += bytes.length;
    const gap = -at & 7;
    if (gap > 0) blocks.push(new Uint8Array(gap));
    at += gap;
    return { at: start, length: array.length, array: name };
  };
  const chunks = table.chunks.map((chunk) => ({
    rows: chunk.rows,
    columns: chunk.columns.map((column): ColumnPlace => {
      const array = column.type === 'category' ? column.codes : column.type === 'text' ? column.bytes : column.values;
      return {
        type: column.type,
        data: place(array, arrayName(array)),
        ...(column.type === 'text' && { offsets: place(column.offsets, 'u32') }),
        ...(column.missing !== null && { missing: place(column.missing, 'u8') }),
      };
    }),
  }));
  const manifest: Manifest = { rows: table.rows, chunkRows: table.chunkRows, columns: table.columns.map(plainInfo), chunks };
  const json = new TextEncoder().encode(JSON.stringify(manifest));
  const head = new Uint8Array(PREFIX + json.length + (-(PREFIX + json.length) & 7));
  head.set(MAGIC);
  new DataView(head.buffer).setUint32(MAGIC.length, json.length, true);
  head.set(json, PREFIX);
  return [head, ...blocks];
}

/** The parts joined. */
export function encodeTable(table: Table): Uint8Array<ArrayBuffer> {
  const parts = tableParts(table);
  const bytes = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The table in the bytes, its arrays views of them (copied only where the bytes do not begin on a multiple of 8). Every length,
 * place and code is checked, since the bytes may come from somebody else. Throws FrameError ('data') where they are no table.
 */
export function decodeTable(bytes: Uint8Array): Table {
  try {
    return readTable(bytes);
  } catch (error) {
    // A manifest of another shape than it should have fails somewhere on the way.
    throw error instanceof FrameError ? error : damaged();
  }
}

function readTable(bytes: Uint8Array): Table {
  const { manifest, start } = readManifest(bytes);
  const body = bytes.subarray(start);
  const { rows, chunkRows, columns } = manifest;
  let seen = 0;
  const chunks = manifest.chunks.map((chunk, k): Chunk => {
    if (!(chunk.rows > 0) || (k < manifest.chunks.length - 1 ? chunk.rows !== chunkRows : chunk.rows > chunkRows) || chunk.columns.length !== columns.length) throw damaged();
    seen += chunk.rows;
    return { rows: chunk.rows, columns: chunk.columns.map((place, j) => readColumn(body, place, chunk.rows, columns[j]!)) };
  });
  if (seen !== rows) throw damaged();
  return { rows, columns, chunkRows, chunks };
}

const damaged = (): FrameError => new FrameError('data', 'The stored table is damaged: its parts do not fit together. Open the file it came from again.');

function readManifest(bytes: Uint8Array): { readonly manifest: Manifest; readonly start: number } {
  if (bytes.length < PREFIX || MAGIC.some((b, i) => bytes[i] !== b)) throw new FrameError('data', 'This is not a table stored by Tablab. Open the file it came from again.');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const end = PREFIX + length;
  if (end > bytes.length) throw damaged();
  let manifest: Manifest;
  try {
    manifest = JSON.parse(new TextDecoder().decode(bytes.subarray(PREFIX, end))) as Manifest;
  } catch {
    throw damaged();
  }
  const whole = (v: unknown): boolean => Number.isSafeInteger(v) && Number(v) >= 0;
  const fine =
    whole(manifest.rows) && whole(manifest.chunkRows) && manifest.chunkRows > 0 && Array.isArray(manifest.columns) && Array.isArray(manifest.chunks) &&
    manifest.columns.every((c) => typeof c.name === 'string' && TYPES.includes(c.type) && (c.dictionary === undefined || Array.from(c.dictionary).every((w) => typeof w === 'string'))) &&
    manifest.chunks.every((c) => whole(c.rows) && Array.isArray(c.columns));
  if (!fine) throw damaged();
  return { manifest, start: end + (-end & 7) };
}

function readColumn(body: Uint8Array, place: ColumnPlace, rows: number, info: ColumnInfo): ChunkColumn {
  if (place.type !== info.type) throw damaged();
  const block = (p: BlockPlace | undefined, length: number, names: readonly ArrayName[]): NumberArray => {
    const array = p !== undefined && names.includes(p.array) && p.length === length ? readBlock(body, p) : null;
    if (array === null) throw damaged();
    return array;
  };
  const missing = place.missing === undefined ? null : (block(place.missing, (rows + 7) >> 3, ['u8']) as Uint8Array);
  if (place.type === 'number') return { type: 'number', values: block(place.data, rows, ['f64', 'f32', 'i32', 'i16', 'i8', 'u32', 'u16', 'u8']), missing };
  if (place.type === 'date') return { type: 'date', values: block(place.data, rows, ['f64']) as Float64Array, missing };
  if (place.type === 'category') {
    const codes = block(place.data, rows, ['i32', 'u16', 'u8']) as Int32Array | Uint16Array | Uint8Array;
    const size = Math.max(1, info.dictionary?.length ?? 0);
    if (codes.some((code) => code < 0 || code >= size)) throw damaged();
    return { type: 'category', codes, missing };
  }
  const offsets = block(place.offsets, rows + 1, ['u32']) as Uint32Array;
  const bytes = block(place.data, place.data.length, ['u8']) as Uint8Array;
  if (offsets[0] !== 0 || offsets[rows] !== bytes.length || offsets.some((o, i) => i > 0 && o < offsets[i - 1]!)) throw damaged();
  return { type: 'text', offsets, bytes, missing };
}

/** Fields in one order, so that equal tables give equal bytes. */
const plainInfo = ({ name, type, dictionary, dateFormat }: ColumnInfo): ColumnInfo => ({ name, type, ...(dictionary && { dictionary }), ...(dateFormat !== undefined && { dateFormat }) });
