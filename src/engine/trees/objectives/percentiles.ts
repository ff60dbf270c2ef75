/** Values of some rows and their weights, sorted by value; equal values in the order given. */
function sorted(values: Float64Array, weight: Float64Array | null): { readonly v: Float64Array; readonly cdf: Float64Array } {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  let sum = 0;
  return { v: Float64Array.from(order, (i) => values[i]!), cdf: Float64Array.from(order, (i) => (sum += weight === null ? 1 : weight[i]!)) };
}

/** The `alpha` quantile of `values`, as a library has it; weights are `null` where every row counts alike. */
export type Percentile = (values: Float64Array, weight: Float64Array | null, alpha: number) => number;

/** XGBoost: without weights, straight lines between ranks alpha · (n + 1); with weights, the first value whose share reaches alpha. */
export const xgboostPercentile: Percentile = (values, weight, alpha) => {
  const n = values.length;
  const { v, cdf } = sorted(values, weight);
  if (weight !== null) {
    const wanted = cdf[n - 1]! * alpha;
    const at = cdf.findIndex((share) => share >= wanted);
    return v[at < 0 ? n - 1 : at]!;
  }
  if (alpha <= 1 / (n + 1)) return v[0]!;
  if (alpha >= n / (n + 1)) return v[n - 1]!;
  const x = alpha * (n + 1);
  const k = Math.floor(x) - 1;
  return v[k]! + (x - 1 - k) * (v[k + 1]! - v[k]!);
};

/** LightGBM: without weights, straight lines between ranks counted from the top; with weights, straight lines over weights of at least 1 and else the value below (as measured: 4.7). */
export const lightgbmPercentile: Percentile = (values, weight, alpha) => {
  const n = values.length;
  const { v, cdf } = sorted(values, weight);
  if (n === 1) return v[0]!;
  if (weight === null) {
    const rank = (n - 1) * (1 - alpha);
    const at = Math.trunc(rank) + 1;
    if (at >= n) return v[0]!;
    const high = v[n - at]!;
    return high - (high - v[n - 1 - at]!) * (rank - (at - 1));
  }
  const wanted = cdf[n - 1]! * alpha;
  const found = cdf.findIndex((share) => share > wanted);
  const at = found < 0 ? n - 1 : found;
  if (at === 0 || at === n - 1) return v[at]!;
  const step = cdf[at]! - cdf[at - 1]!;
  return step >= 1 ? v[at - 1]! + ((wanted - cdf[at - 1]!) / step) * (v[at]! - v[at - 1]!) : v[at - 1]!;
};

/** The percentile of what is left of the rows of a leaf: y − score. */
export const renewal = (y: Float64Array, weight: Float64Array | null, alpha: number, percentile: Percentile) =>
  (score: Float64Array, rows: ArrayLike<number>): number => {
    const left = Float64Array.from({ length: rows.length }, (_, i) => y[rows[i]!]! - score[rows[i]!]!);
    return percentile(left, weight === null ? null : Float64Array.from({ length: rows.length }, (_, i) => weight[rows[i]!]!), alpha);
  };
