/** Row weights times n / (kinds · rows of the class), as scikit-learn balances trees: by rows, not by their weight. */
export function balancedWeights(y: Float64Array, weight: Float64Array | null, K: number): Float64Array {
  const counts = new Float64Array(K);
  y.forEach((k) => { counts[k]!++; });
  const kinds = counts.filter((c) => c > 0).length;
  return Float64Array.from(y, (k, i) => (weight?.[i] ?? 1) * (y.length / (kinds * counts[k]!)));
}

export const sumOf = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

/** The rows that count. */
export const weighedRows = (weight: Float64Array): Int32Array => Int32Array.from(weight.keys()).filter((i) => weight[i]! > 0);
