import type { Matrix } from '../../../frame/matrix.ts';
import type { Backend } from '../../kernels/backend.ts';
import { binRows, sortDoubles, sortScratch } from '../../kernels/twins/bin.ts';
import type { BinnedDataset, BinOptions, FeatureBins } from './binned.ts';
import { categoryBins } from './category-bins.ts';
import { distinct, distinctRoom } from './distinct.ts';
import { lightgbmCuts, sameNumber } from './lightgbm-cuts.ts';
import { xgboostCuts } from './xgboost-cuts.ts';

/** Rows that cuts are found from, at most. */
export const SAMPLE = 200_000;
/** Rows binned by one call. */
export const BLOCK = 1024;
const TABLE_BYTES = 256 * 8;

/** Columns that are sorted at once. */
const atOnce = (threads: number): number => Math.max(8, threads);

const same = (a: number, b: number): boolean => a === b;

/** The rows cuts are found from: all, or evenly spread ones. */
const sampled = (rows: number, most: number): { readonly step: number; readonly count: number } => {
  const step = Math.max(1, Math.ceil(rows / most));
  return { step, count: Math.ceil(rows / step) };
};

/** Columns with a missing value, and how often each category of category columns stands. One pass over the matrix. */
async function survey(X: Matrix, breathe: () => Promise<void>): Promise<{ readonly missing: Uint8Array; readonly counts: readonly (Float64Array | null)[] }> {
  const p = X.columns.length;
  const missing = new Uint8Array(p);
  const counts = X.columns.map((_, j) => {
    const names = X.categories?.[j];
    return names ? new Float64Array(names.length) : null;
  });
  const categorical = counts.flatMap((c, j) => (c === null ? [] : [j]));
  const { values } = X;
  for (let from = 0; from < X.rows; from += 65_536) {
    const to = Math.min(X.rows, from + 65_536);
    for (let i = from; i < to; i++) for (let j = 0; j < p; j++) if (Number.isNaN(values[i * p + j]!)) missing[j] = 1;
    for (const j of categorical) {
      const count = counts[j]!;
      for (let i = from; i < to; i++) {
        const code = values[i * p + j]!;
        if (code < count.length) count[code]! += 1;
      }
    }
    await breathe();
  }
  return { missing, counts };
}

/** Rows whose cells are gathered column by column while they are in the cache. */
const GATHER = 256;

/** Writes the values of a column that are not missing, of every `step`th row; answers how many. */
function gather({ values, columns }: Matrix, j: number, from: number, to: number, step: number, single: boolean, out: Float64Array, at: number): number {
  const p = columns.length;
  let n = at;
  for (let i = from * p + j; i < to * p; i += step * p) {
    const v = values[i]!;
    // NaN alone is not itself.
    if (v === v) out[n++] = single ? Math.fround(v) : v;
  }
  return n - at;
}

/** Bins of every column. Number columns are sorted by a kernel, as many at once as there are threads. */
async function findBins(X: Matrix, options: BinOptions, backend: Backend, breathe: () => Promise<void>): Promise<FeatureBins[]> {
  const { memory, threads } = backend;
  const { missing, counts } = await survey(X, breathe);
  const { step, count } = sampled(X.rows, options.sample ?? SAMPLE);
  const xgboost = options.flavour === 'xgboost';
  const features: FeatureBins[] = [];
  const numbers: number[] = [];
  X.columns.forEach((name, j) => {
    const count = counts[j];
    if (count) features[j] = categoryBins(name, X.categories![j]!, count, missing[j] === 1, options);
    else numbers.push(j);
  });
  const mark = memory.mark();
  const room = distinctRoom(count);
  // Columns are gathered by cache lines of eight.
  const slots = Array.from({ length: Math.min(atOnce(threads), numbers.length) }, () => ({ at: memory.alloc(count * 8), scratch: memory.alloc(sortScratch(count)) }));
  for (let k = 0; k < numbers.length; k += slots.length) {
    const batch = numbers.slice(k, k + slots.length).map((j, s) => ({ j, n: 0, ...slots[s]! }));
    for (let from = 0; from < X.rows; from += GATHER * step) {
      for (const one of batch) one.n += gather(X, one.j, from, Math.min(X.rows, from + GATHER * step), step, xgboost, memory.f64, one.at / 8 + one.n);
    }
    backend.run(sortDoubles, batch.map(({ at, scratch, n }) => [at, scratch, n]));
    for (const { j, n, at } of batch) {
      const hasMissing = missing[j] === 1;
      const values = distinct(memory.f64.subarray(at / 8, at / 8 + n), xgboost ? same : sameNumber, room);
      const cuts = xgboost ? xgboostCuts(values, Math.min(options.maxBin, hasMissing ? 255 : 256)) : lightgbmCuts(values, options.maxBin - Number(hasMissing), options.minDataInBin ?? 3);
      const bins = cuts.thresholds.length + 1;
      features[j] = { kind: 'number', name: X.columns[j]!, bins, missing: hasMissing ? bins : -1, ...cuts };
    }
    await breathe();
  }
  memory.release(mark);
  return features;
}

/** Tables for `binRows`. */
function describe(features: readonly FeatureBins[], backend: Backend): number {
  const { memory } = backend;
  const at = memory.alloc(features.length * 16);
  features.forEach((feature, j) => {
    const base = at / 4 + j * 4;
    const number = feature.kind === 'number';
    const limit = number ? 0 : feature.categories.length;
    const table = memory.alloc(number ? TABLE_BYTES : limit + 1);
    memory.i32.set([number ? 0 : 1, table, Math.max(0, feature.missing), limit], base);
    if (number) {
      memory.f64.fill(Infinity, table / 8, table / 8 + 256);
      memory.f64.set(feature.thresholds, table / 8);
      return;
    }
    // A category with no bin of its own, where there is none for others either, was in no row: any bin will do, missing's first.
    memory.u8.fill(feature.other >= 0 ? feature.other : Math.max(0, feature.missing), table, table + limit + 1);
    feature.codes.forEach((code, bin) => { if (code >= 0) memory.u8[table + code] = bin; });
  });
  return at;
}

/** Bytes `bin` asks of a backend's memory beyond what it keeps, and what it keeps. */
export function binMemory(rows: number, features: number, threads: number, categories = 0, sample = SAMPLE): { readonly kept: number; readonly passing: number } {
  const { count } = sampled(rows, sample);
  const sorting = Math.min(atOnce(threads), features) * (count * 8 + sortScratch(count) + 128);
  const staging = features * (16 + TABLE_BYTES + 64) + categories + 64 + threads * 2 * (BLOCK * features * 8 + 64);
  return { kept: rows * (Math.ceil(features / 4) * 4 + features) + 128, passing: Math.max(sorting, staging) };
}

/**
 * Turns a matrix into bins. Category columns (`X.categories`) are binned by category. The matrix is read block by block and not
 * kept. Throws StudioError('cancelled') through `breathe`.
 */
export async function bin(X: Matrix, options: BinOptions, backend: Backend, { breathe }: { readonly breathe: () => Promise<void> }): Promise<BinnedDataset> {
  const { memory } = backend;
  const p = X.columns.length;
  const stride = Math.ceil(p / 4) * 4;
  const rowBins = memory.alloc(X.rows * stride);
  const columnBins = memory.alloc(X.rows * p);
  if (stride > p) memory.u8.fill(0, rowBins, rowBins + X.rows * stride);
  const features = await findBins(X, options, backend, breathe);
  const mark = memory.mark();
  const table = describe(features, backend);
  const float32 = options.flavour === 'xgboost';
  const stages = Array.from({ length: backend.threads * 2 }, () => memory.alloc(BLOCK * p * 8));
  for (let from = 0; from < X.rows; from += BLOCK * stages.length) {
    const calls = stages.flatMap((stage, s) => {
      const first = from + s * BLOCK;
      const rows = Math.min(BLOCK, X.rows - first);
      if (rows <= 0) return [];
      memory.f64.set(X.values.subarray(first * p, (first + rows) * p), stage / 8);
      return [[table, p, stage, rows, first, X.rows, rowBins, stride, columnBins, Number(float32)]];
    });
    backend.run(binRows, calls);
    await breathe();
  }
  memory.release(mark);
  return { backend, rows: X.rows, features, stride, rowBins, columnBins, float32 };
}
