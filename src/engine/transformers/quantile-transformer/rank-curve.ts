import { normalQuantile } from '../../math/normal.ts';
import { quantile, sortedPresent } from '../../transformers-shared/statistics.ts';

/** Landmarks of one column. `at` rises strictly; `from[i]` and `to[i]` are the ranks at which a run of equal landmarks begins and ends. */
export type RankCurve = { readonly at: Float64Array; readonly from: Float64Array; readonly to: Float64Array };

/** Quantiles of the values present (`landmarks` ≥ 2 of them), equal ones joined; empty for a column without values. */
export function rankCurve(values: Float64Array, landmarks: number): RankCurve {
  const sorted = sortedPresent(values);
  const at: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < landmarks && sorted.length > 0; i++) {
    const share = i / (landmarks - 1);
    const value = quantile(sorted, share);
    if (value === at.at(-1)) to[to.length - 1] = share;
    else {
      at.push(value);
      from.push(share);
      to.push(share);
    }
  }
  return { at: Float64Array.from(at), from: Float64Array.from(from), to: Float64Array.from(to) };
}

/** Nearer to the ends than this, a value counts as the end itself (scikit-learn's BOUNDS_THRESHOLD). */
export const BOUNDS = 1e-7;
const SPACING = Number.EPSILON;
export const LOWEST = normalQuantile(BOUNDS - SPACING);
export const HIGHEST = normalQuantile(1 - (BOUNDS - SPACING));

/** Rank (0 … 1) of a value: between landmarks by interpolation, on a run of equal ones its middle. NaN stays. */
export function rankOf({ at, from, to }: RankCurve, x: number, margin: number): number {
  const last = at.length - 1;
  if (Number.isNaN(x) || last < 0) return Number.NaN;
  if (x - margin < at[0]! || x === at[0]!) return 0;
  if (x + margin > at[last]! || x === at[last]!) return 1;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= x) low = middle;
    else high = middle;
  }
  if (x === at[low]!) return 0.5 * (from[low]! + to[low]!);
  return to[low]! + ((x - at[low]!) * (from[low + 1]! - to[low]!)) / (at[low + 1]! - at[low]!);
}

/** The normal value of a rank, within ±5.2. */
export const bell = (rank: number): number => (Number.isNaN(rank) ? rank : Math.min(HIGHEST, Math.max(LOWEST, normalQuantile(rank))));
