import type { Distinct } from './distinct.ts';
import { nextAbove } from './next-number.ts';
import type { Cuts } from './xgboost-cuts.ts';

/** Values this near to zero are zero, which has a bin of its own. */
const ZERO = Math.fround(1e-35);
/** What a model file says where a split is above all values. */
const HUGE = 1e300;

/** LightGBM takes a number and the next one (b, at or above a) for the same. The first test is quick and nearly always enough. */
export const sameNumber = (a: number, b: number): boolean => b - a <= Math.abs(a) * 2.3e-16 + Number.MIN_VALUE && b <= nextAbove(a);

/** Adds a cut halfway between two values, unless it is the one before. */
function addBetween(cuts: number[], a: number, b: number): boolean {
  const cut = nextAbove((a + b) / 2);
  if (cuts.length > 0 && sameNumber(cuts.at(-1)!, cut)) return false;
  cuts.push(cut);
  return true;
}

/** Few values: each in a bin of its own, as long as bins are not too small. */
function eachValue({ values, weights }: Distinct, minDataInBin: number): number[] {
  const cuts: number[] = [];
  let count = 0;
  for (let i = 0; i < values.length - 1; i++) {
    count += weights[i]!;
    if (count >= minDataInBin && addBetween(cuts, values[i]!, values[i + 1]!)) count = 0;
  }
  return cuts;
}

/** Many values: bins of equal counts, filled from below; a value as large as a bin has one to itself. */
function equalCounts({ values, weights }: Distinct, asked: number, total: number, minDataInBin: number): number[] {
  const n = values.length;
  const maxBin = minDataInBin > 0 ? Math.max(1, Math.min(asked, Math.floor(total / minDataInBin))) : asked;
  let size = total / maxBin;
  const big = new Uint8Array(n);
  let bins = maxBin;
  let rest = total;
  for (let i = 0; i < n; i++) {
    if (weights[i]! < size) continue;
    big[i] = 1;
    bins--;
    rest -= weights[i]!;
  }
  size = rest / bins;
  const ends: number[] = [];
  let count = 0;
  for (let i = 0; i < n - 1 && ends.length < maxBin - 1; i++) {
    if (big[i] === 0) rest -= weights[i]!;
    count += weights[i]!;
    if (big[i] === 0 && count < size && !(big[i + 1] === 1 && count >= Math.max(1, size * 0.5))) continue;
    ends.push(i);
    count = 0;
    if (big[i] === 0) size = rest / --bins;
  }
  const cuts: number[] = [];
  for (const i of ends) addBetween(cuts, values[i]!, values[i + 1]!);
  return cuts;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Cuts within values of one sign; none for one bin. */
function greedy(column: Distinct, maxBin: number, minDataInBin: number): number[] {
  const total = sum(column.weights);
  return column.values.length <= maxBin ? eachValue(column, minDataInBin) : equalCounts(column, maxBin, total, minDataInBin);
}

const part = ({ values, weights }: Distinct, from: number, to: number): Distinct => ({ values: values.subarray(from, to), weights: weights.subarray(from, to) });

/** Where LightGBM cuts a column (BinMapper::FindBin): negative and positive values get bins by their number, zero has its own. */
export function lightgbmCuts(column: Distinct, maxBin: number, minDataInBin: number): Cuts {
  const { values, weights } = column;
  let negative = 0;
  while (negative < values.length && values[negative]! <= -ZERO) negative++;
  let positive = negative;
  while (positive < values.length && values[positive]! <= ZERO) positive++;
  const count = (from: number, to: number): number => sum(weights.subarray(from, to));
  const below = count(0, negative);
  const signed = below + count(positive, values.length);
  const cuts: number[] = [];
  if (negative > 0 && maxBin > 1) {
    const share = Math.max(1, Math.trunc((below / signed) * (maxBin - 1)));
    cuts.push(...greedy(part(column, 0, negative), share, minDataInBin), -ZERO);
  }
  const left = maxBin - 1 - cuts.length;
  if (positive < values.length && left > 0) cuts.push(ZERO, ...greedy(part(column, positive, values.length), left, minDataInBin));
  return { thresholds: Float64Array.from(cuts), below: -HUGE, above: HUGE };
}
