import { countMissing } from './bits.ts';
import { columnNumbers, textReader } from './column-values.ts';
import { Distinct, EXACT } from './distinct.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { hashBytes, hashKey, hashNumber } from './hash.ts';
import { countInto, histogramEdges } from './histogram.ts';
import type { ColumnProfile, TableProfile } from './profile.ts';
import { quantile, sortedFinite } from './quantile.ts';
import { type ColumnInfo, type Table, isMissing } from './table.ts';
import { type Watch, breather } from './watch.ts';

/** Beyond this, quartiles and bin edges come from an evenly spread part of the rows. */
const SORTED = 1_000_000;
const TOP = 50;

/** What every column holds: missing, distinct, moments, quartiles, histogram, most frequent values; and how many rows repeat. */
export async function profileTable(table: Table, watch: Watch = {}): Promise<TableProfile> {
  const breathe = breather(watch);
  const columns: ColumnProfile[] = [];
  const total = table.columns.length + 1;
  for (const [at, info] of table.columns.entries()) {
    await breathe();
    columns.push(profileColumn(table, at, info));
    watch.progress?.({ done: at + 1, total, label: 'Profiling columns' });
  }
  const repeated = await duplicateRows(table, watch.signal === undefined ? {} : { signal: watch.signal });
  watch.progress?.({ done: total, total, label: 'Profiling columns' });
  return { rows: table.rows, columns, duplicateRows: repeated };
}

function profileColumn(table: Table, at: number, info: ColumnInfo): ColumnProfile {
  const missing = table.chunks.reduce((n, chunk) => n + countMissing(chunk.columns[at]!.missing, chunk.rows), 0);
  const common = { name: info.name, type: info.type, missing };
  if (info.type === 'category') return { ...common, ...categoryProfile(table, at, info.dictionary ?? []) };
  if (info.type === 'text') return { ...common, ...textProfile(table, at) };
  return { ...common, ...numberProfile(columnNumbers(table, at)) };
}

type Part = Pick<ColumnProfile, 'distinct' | 'distinctExact' | 'numeric' | 'top'>;

/** Moments over finite values; sd with n − 1, NaN for fewer than two. */
function numberProfile(values: Float64Array): Part {
  const distinct = new Distinct();
  const pair = new Uint32Array(2);
  let [n, sum, zeros, negatives, integers, min, max] = [0, 0, 0, 0, true, Infinity, -Infinity];
  for (const v of values) {
    if (v !== v) continue;
    hashNumber(v, pair);
    distinct.add(pair);
    if (v < min) min = v;
    if (v > max) max = v;
    if (v === 0) zeros++;
    else if (v < 0) negatives++;
    if (integers && !Number.isInteger(v)) integers = false;
    if (v - v !== 0) continue;
    n++;
    sum += v;
  }
  const counted = { distinct: distinct.count(), distinctExact: distinct.exact, top: null };
  if (min > max) return { ...counted, numeric: null };
  const mean = sum / n;
  let squares = 0;
  for (const v of values) if (v - v === 0) squares += (v - mean) ** 2;
  const sorted = sortedFinite(values.length > SORTED ? thinned(values, SORTED) : values);
  const edges = histogramEdges(sorted);
  // The outermost values may not be in the part that was sorted.
  if (values.length > SORTED && edges.length > 0) {
    const finite = extent(values);
    edges[0] = Math.min(edges[0]!, finite[0]);
    edges[edges.length - 1] = Math.max(edges[edges.length - 1]!, finite[1]);
    const [first, last] = [edges[0], edges[edges.length - 1]!];
    for (let k = 1; k < edges.length - 1; k++) edges[k] = first + ((last - first) * k) / (edges.length - 1);
  }
  return {
    ...counted,
    numeric: {
      min, max, mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : NaN,
      quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
      integers, zeros, negatives, histogram: countInto(values, edges),
    },
  };
}

function extent(values: Float64Array): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (v - v !== 0) continue;
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

const thinned = (values: Float64Array, count: number): Float64Array => Float64Array.from({ length: count }, (_, k) => values[Math.floor((k * values.length) / count)]!);

function categoryProfile(table: Table, at: number, dictionary: readonly string[]): Part {
  const counts = new Float64Array(dictionary.length);
  for (const chunk of table.chunks) {
    const column = chunk.columns[at]!;
    if (column.type !== 'category') continue;
    for (let i = 0; i < chunk.rows; i++) if (!isMissing(column.missing, i)) counts[column.codes[i]!]!++;
  }
  const used = dictionary.map((value, k) => ({ value, count: counts[k]! })).filter((entry) => entry.count > 0);
  return { distinct: used.length, distinctExact: true, numeric: null, top: used.sort((a, b) => b.count - a.count).slice(0, TOP) };
}

/** Frequencies of the first 10,000 different texts; texts first met after that are not among the most frequent. */
function textProfile(table: Table, at: number): Part {
  const distinct = new Distinct();
  const pair = new Uint32Array(2);
  const seen = new Map<number, { count: number; readonly value: string }>();
  for (const chunk of table.chunks) {
    const column = chunk.columns[at]!;
    if (column.type !== 'text') continue;
    const read = textReader(column);
    for (let i = 0; i < chunk.rows; i++) {
      if (isMissing(column.missing, i)) continue;
      hashBytes(column.bytes, column.offsets[i]!, column.offsets[i + 1]!, pair);
      distinct.add(pair);
      const key = hashKey(pair);
      const entry = seen.get(key);
      if (entry !== undefined) entry.count++;
      else if (seen.size < EXACT) seen.set(key, { count: 1, value: read(i) ?? '' });
    }
  }
  const top = [...seen.values()].sort((a, b) => b.count - a.count).slice(0, TOP).map(({ value, count }) => ({ value, count }));
  return { distinct: distinct.count(), distinctExact: distinct.exact, numeric: null, top };
}
