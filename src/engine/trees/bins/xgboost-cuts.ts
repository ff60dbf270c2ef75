import type { Distinct } from './distinct.ts';
import { nextSingleBelow } from './next-number.ts';

const { fround } = Math;

/**
 * Prunes a column's exact summary to `size` entries as XGBoost's quantile sketch does (WQSummary::SetPrune): the entry whose rank is
 * nearest to each of `size` − 1 even ranks, and both ends. Ranks are single precision there, and so they are here; sums of weights are
 * numbers of sampled rows (see SAMPLE), which single precision holds exactly.
 */
function prune({ values, weights }: Distinct, size: number): Float64Array {
  const n = values.length;
  if (n <= size) return values;
  const begin = weights[0]!;
  let range = 0;
  for (let i = 1; i < n - 1; i++) range += weights[i]!;
  const kept = [values[0]!];
  let last = 0;
  /** Weight up to value i, itself included. */
  let i = 1;
  let high = begin + weights[1]!;
  for (let k = 1; k < size - 1; k++) {
    const rank = fround(2 * fround(fround(fround(k * range) / (size - 1)) + begin));
    while (i < n - 1) {
      const next = high + weights[i + 1]!;
      if (rank < next + high) break;
      high = next;
      i++;
    }
    if (i === n - 1) break;
    const pick = rank < high + high ? i : i + 1;
    if (pick === last) continue;
    kept.push(values[pick]!);
    last = pick;
  }
  if (last !== n - 1) kept.push(values[n - 1]!);
  return Float64Array.from(kept);
}

/** Cuts of a number column: thresholds between bins, and those that lie below and above all values. */
export interface Cuts {
  readonly thresholds: Float64Array;
  readonly below: number;
  readonly above: number;
}

/**
 * Where XGBoost's hist cuts a column of single-precision values: at values of the data, from the second on. A row goes left below a
 * cut, which is at or below the number before it.
 */
export function xgboostCuts(column: Distinct, maxBin: number): Cuts {
  const kept = prune(column, maxBin + 1);
  const cuts: number[] = [];
  for (let i = 1; i < Math.min(kept.length, maxBin); i++) cuts.push(nextSingleBelow(kept[i]!));
  const first = kept[0] ?? 0;
  const last = kept.at(-1) ?? 0;
  return {
    thresholds: Float64Array.from(cuts),
    below: nextSingleBelow(fround(first - fround(Math.abs(first) + 1e-5))),
    above: nextSingleBelow(fround(last + fround(Math.abs(last) + 1e-5))),
  };
}
