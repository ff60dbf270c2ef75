const MOST = 2 ** 31;

/** Weights as whole numbers, whose sums are exact, and what one of them counts. */
export interface WholeWeights {
  readonly weights: Uint32Array;
  /** A power of two: 1 where the weights are whole already. */
  readonly unit: number;
}

/** Rounds weights to multiples of a power of two so small that their sum just stays below 2³¹, and each below 2³¹⁻ᵇⁱᵗˢ; none above zero becomes zero. */
export function wholeWeights(weight: Float64Array, bits = 0): WholeWeights {
  const sum = weight.reduce((a, b) => a + b, 0);
  const size = Math.max(sum + weight.length, weight.reduce((a, b) => Math.max(a, b), 0) * 2 ** bits) / MOST;
  const unit = size <= 1 && weight.every((w) => Number.isInteger(w)) ? 1 : 2 ** Math.ceil(Math.log2(size));
  return { weights: Uint32Array.from(weight, (w) => (w > 0 ? Math.max(1, Math.round(w / unit)) : 0)), unit };
}
