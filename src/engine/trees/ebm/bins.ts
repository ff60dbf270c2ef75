import type { Matrix } from '../../../frame/matrix.ts';

/**
 * How one column is cut into bins. Bin 0 holds missing values, bins 1 … m the values, bin m + 1 categories that were not
 * there in training. A number lies in bin 1 + (cuts below it).
 */
export type ColumnBins = {
  readonly cuts: Float64Array;
  /** The bin of each category by its code, rare ones sharing one; `null` for a number column. */
  readonly place: Int32Array | null;
  /** All of them, m + 2. */
  readonly count: number;
  /** Smallest and largest value in training; zeros for categories. */
  readonly range: readonly [number, number];
};

/** Distinct values in order and how many rows have each; NaN is left out. */
function distinctOf(values: Float64Array): { readonly values: Float64Array; readonly counts: Float64Array } {
  const sorted = values.filter((v) => !Number.isNaN(v)).sort();
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const found = new Float64Array(distinct);
  const counts = new Float64Array(distinct);
  let at = -1;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) found[++at] = sorted[i]!;
    counts[at]!++;
  }
  return { values: found, counts };
}

/** Cuts half-way between neighbouring values: all of them where they fit, else so that bins hold about equally many rows. */
export function quantileCuts(column: Float64Array, maxBins: number): Float64Array {
  const { values, counts } = distinctOf(column);
  const middle = (i: number): number => values[i - 1]! + (values[i]! - values[i - 1]!) / 2;
  if (values.length <= maxBins) return Float64Array.from({ length: Math.max(0, values.length - 1) }, (_, i) => middle(i + 1));
  let left = counts.reduce((a, b) => a + b, 0);
  const cuts: number[] = [];
  let inBin = 0;
  for (let i = 0; i < values.length && cuts.length < maxBins - 1; i++) {
    // What is left is shared among the bins that are left, so that one crowded value does not starve the others.
    const share = left / (maxBins - cuts.length);
    if (inBin > 0 && (inBin >= share || inBin + counts[i]! / 2 > share)) {
      cuts.push(middle(i));
      left -= inBin;
      inBin = 0;
    }
    inBin += counts[i]!;
  }
  return Float64Array.from(cuts);
}

const columnOf = (X: Matrix, j: number): Float64Array => Float64Array.from({ length: X.rows }, (_, i) => X.values[i * X.columns.length + j]!);

/** What is known of each category: its rows, the mean of its target, and the row it came first. Names and their order play no part. */
function describe(codes: Float64Array, names: number, y: Float64Array): readonly { readonly code: number; readonly rows: number; readonly mean: number; readonly first: number }[] {
  const found = Array.from({ length: names }, (_, code) => ({ code, rows: 0, mean: 0, first: Infinity }));
  codes.forEach((code, i) => {
    const one = code < names ? found[code]! : null;
    if (one === null) return;
    one.rows++;
    one.mean += (y[i]! - one.mean) / one.rows;
    one.first = Math.min(one.first, i);
  });
  return found;
}

/**
 * Categories with at least `rare` rows, at most `most` of them, have a bin each; the others share the last. Bins stand in the order
 * of the mean target, so that neighbours in a pair's map are alike.
 */
function placeCategories(codes: Float64Array, names: number, y: Float64Array, rare: number, most: number): { readonly place: Int32Array; readonly count: number } {
  const frequent = describe(codes, names, y).filter((one) => one.rows >= rare).sort((a, b) => b.rows - a.rows || a.first - b.first);
  const own = frequent.slice(0, frequent.length === names && names <= most ? names : Math.max(1, most - 1));
  const place = new Int32Array(names).fill(own.length + 1);
  own.sort((a, b) => a.mean - b.mean || a.first - b.first).forEach(({ code }, at) => { place[code] = at + 1; });
  return { place, count: own.length + (own.length < names ? 1 : 0) + 2 };
}

/** Bins fit 16 bits. */
const MOST_BINS = 65_000;

/**
 * Cuts of every column, for main effects and, coarser, for pairs. The numbers of bins count those for missing and unseen values
 * too, as InterpretML does. Categories with fewer than `minCatSamples` rows share a bin.
 */
export function findBins(X: Matrix, y: Float64Array, maxBins: number, maxPairBins: number, minCatSamples: number): { readonly main: readonly ColumnBins[]; readonly pair: readonly ColumnBins[] } {
  const main: ColumnBins[] = [];
  const pair: ColumnBins[] = [];
  X.columns.forEach((_, j) => {
    const names = X.categories?.[j] ?? null;
    const values = columnOf(X, j);
    const present = values.filter((v) => !Number.isNaN(v));
    const range: readonly [number, number] = names !== null || present.length === 0 ? [0, 0] : [present.reduce((a, b) => Math.min(a, b)), present.reduce((a, b) => Math.max(a, b))];
    const cut = (bins: number): ColumnBins => {
      const cuts = quantileCuts(values, Math.max(1, bins - 2));
      return { cuts, place: null, count: cuts.length + 3, range };
    };
    const group = (bins: number): ColumnBins => ({ cuts: new Float64Array(0), range, ...placeCategories(values, names!.length, y, minCatSamples, Math.max(2, bins - 2)) });
    main.push(names === null ? cut(maxBins) : group(MOST_BINS));
    pair.push(names === null ? cut(maxPairBins) : group(maxPairBins));
  });
  return { main, pair };
}

/** Bin of every row of column `j`. */
export function binsOf(X: Matrix, j: number, { cuts, place, count }: ColumnBins): Uint16Array {
  const p = X.columns.length;
  const result = new Uint16Array(X.rows);
  for (let i = 0; i < X.rows; i++) {
    const v = X.values[i * p + j]!;
    if (Number.isNaN(v)) continue;
    if (place !== null) {
      result[i] = v < place.length ? place[v]! : count - 1;
      continue;
    }
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const mid = (low + high) >>> 1;
      if (cuts[mid]! < v) low = mid + 1;
      else high = mid;
    }
    result[i] = 1 + low;
  }
  return result;
}
