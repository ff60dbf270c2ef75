import { MaskBuilder } from './bits.ts';
import { TextChunk } from './csv/builders/text-chunk.ts';
import { codeArray, narrowNumbers } from './narrow.ts';
import { CHUNK_ROWS, type Chunk, type ChunkColumn, type ColumnInfo, type ColumnType, type Table } from './table.ts';

/** A column as plain values; `null`, undefined and NaN are missing. */
export interface PlainColumn {
  readonly name: string;
  readonly values: ArrayLike<number | string | null | undefined>;
  /** Left out: `number` where every value is a number, otherwise `category`. */
  readonly type?: ColumnType;
  readonly dateFormat?: string;
  /** Categories in this order; left out, those that occur, sorted. */
  readonly dictionary?: readonly string[];
}

/** A table of plain values, all columns of equal length; for what is computed rather than read. */
export function fromColumns(columns: readonly PlainColumn[], chunkRows = CHUNK_ROWS): Table {
  const rows = columns[0]?.values.length ?? 0;
  for (const column of columns) if (column.values.length !== rows) throw new RangeError(`Column "${column.name}" has ${column.values.length} values, the first column ${rows}.`);
  const infos = columns.map(infoOf);
  const chunks: Chunk[] = [];
  for (let from = 0; from < rows; from += chunkRows) {
    const to = Math.min(rows, from + chunkRows);
    chunks.push({ rows: to - from, columns: columns.map((column, j) => chunkOf(column, infos[j]!, from, to)) });
  }
  return { rows, columns: infos, chunkRows, chunks };
}

const absent = (v: number | string | null | undefined): v is null | undefined => v === null || v === undefined || (typeof v === 'number' && Number.isNaN(v));

function infoOf({ name, values, type, dateFormat, dictionary }: PlainColumn): ColumnInfo {
  const kind = type ?? (Array.from(values).every((v) => absent(v) || typeof v === 'number') ? 'number' : 'category');
  if (kind === 'category') return { name, type: kind, dictionary: dictionary ?? [...new Set(Array.from(values).filter((v) => !absent(v)).map(String))].sort((a, b) => (a < b ? -1 : 1)) };
  return dateFormat === undefined ? { name, type: kind } : { name, type: kind, dateFormat };
}

function chunkOf(column: PlainColumn, info: ColumnInfo, from: number, to: number): ChunkColumn {
  const rows = to - from;
  if (info.type === 'text') {
    const text = new TextChunk();
    for (let i = from; i < to; i++) {
      const v = column.values[i];
      if (absent(v)) text.pushMissing();
      else text.push(String(v));
    }
    return text.take();
  }
  const mask = new MaskBuilder();
  const staged = new Float64Array(rows);
  const code = new Map(info.dictionary?.map((word, k) => [word, k]));
  for (let i = 0; i < rows; i++) {
    const v = column.values[from + i];
    const value = absent(v) ? undefined : info.type === 'category' ? code.get(String(v)) : Number(v);
    if (value === undefined) mask.set(i);
    staged[i] = value ?? NaN;
  }
  const missing = mask.take(rows);
  if (info.type === 'number') return { type: 'number', values: narrowNumbers(staged, rows, missing), missing };
  if (info.type === 'date') return { type: 'date', values: staged, missing };
  const codes = codeArray(code.size, rows);
  for (let i = 0; i < rows; i++) codes[i] = Number.isNaN(staged[i]) ? 0 : staged[i]!;
  return { type: 'category', codes, missing };
}
