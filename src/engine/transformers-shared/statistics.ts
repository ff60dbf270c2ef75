/** The values that are not missing. */
export const present = (values: Float64Array): Float64Array => values.filter((v) => !Number.isNaN(v));

/** The same, ascending. */
export const sortedPresent = (values: Float64Array): Float64Array => present(values).sort();

/** `share` (0 … 1) of a sorted array by linear interpolation, as `numpy.percentile`; NaN of nothing. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const t = at - below;
  // From the nearer end, as NumPy does: at t = 1 the result is exactly the upper value.
  return t >= 0.5 ? high - (high - low) * (1 - t) : low + (high - low) * t;
}

export function mean(values: Float64Array): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}

/** Mean and population variance of what is present; NaN of nothing. The variance is corrected for the rounding of the mean. */
export function moments(values: Float64Array): { readonly mean: number; readonly variance: number; readonly count: number } {
  const here = present(values);
  const m = mean(here);
  let squares = 0;
  let rest = 0;
  for (const v of here) {
    squares += (v - m) ** 2;
    rest += v - m;
  }
  return { mean: m, variance: (squares - (rest * rest) / here.length) / here.length, count: here.length };
}

/** Whether a variance is rounding only (`sklearn.preprocessing._data._is_constant_feature`). */
export const isConstant = ({ mean: m, variance, count }: ReturnType<typeof moments>): boolean =>
  variance <= count * Number.EPSILON * variance + (count * m * Number.EPSILON) ** 2;

/** A scale of nothing would divide by zero: 1 instead, as scikit-learn has it. NaN stays. */
export const usableScale = (scale: number): number => (scale < 10 * Number.EPSILON ? 1 : scale);

/** What StandardScaler learns of a column. */
export function standardMoments(values: Float64Array): { readonly mean: number; readonly scale: number } {
  const m = moments(values);
  return { mean: m.mean, scale: isConstant(m) ? 1 : Math.sqrt(m.variance) };
}
