/** Replaces each row (of `width`) of a row-major matrix by its softmax. */
export function softmaxRows(values: Float64Array, width: number): void {
  for (let from = 0; from < values.length; from += width) {
    let top = -Infinity;
    for (let k = 0; k < width; k++) top = Math.max(top, values[from + k]!);
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const e = Math.exp(values[from + k]! - top);
      values[from + k] = e;
      sum += e;
    }
    for (let k = 0; k < width; k++) values[from + k]! /= sum;
  }
}

/** 1 / (1 + exp(−z)), exact to rounding on both sides. */
export function sigmoid(z: number): number {
  if (z >= 0) return 1 / (1 + Math.exp(-z));
  const e = Math.exp(z);
  return e / (1 + e);
}

/** Index of the largest entry of each row; the first of equals, as NumPy's argmax. */
export function argmaxRows(values: Float64Array, width: number): Float64Array {
  const rows = width === 0 ? 0 : values.length / width;
  const best = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let at = 0;
    for (let k = 1; k < width; k++) if (values[i * width + k]! > values[i * width + at]!) at = k;
    best[i] = at;
  }
  return best;
}
