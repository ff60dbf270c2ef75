/** The different values of a sorted column and how much each weighs (rows, or their weights). */
export interface Distinct {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** Room for the distinct values of one column after the other. */
export const distinctRoom = (count: number): Distinct => ({ values: new Float64Array(count), weights: new Float64Array(count) });

/** `same(a, b)`: b, at or above a, is taken for the same value; the larger of the two stands for both. The answer lies in `room`. */
export function distinct(sorted: Float64Array, same: (a: number, b: number) => boolean, { values, weights }: Distinct): Distinct {
  weights.fill(0, 0, sorted.length);
  let k = -1;
  let last = Number.NaN;
  for (let i = 0; i < sorted.length; i++) {
    const v = sorted[i]!;
    if (v !== last && (k < 0 || !same(last, v))) k++;
    last = v;
    values[k] = v;
    weights[k]! += 1;
  }
  return { values: values.subarray(0, k + 1), weights: weights.subarray(0, k + 1) };
}
