/** 1 − explained by chance; where the target is constant, 1 for a perfect prediction and 0 for any other (`force_finite`). */
export function explainedShare(numerator: number, denominator: number): number {
  if (Number.isNaN(numerator) || Number.isNaN(denominator)) return Number.NaN;
  if (denominator !== 0) return 1 - numerator / denominator;
  return numerator === 0 ? 1 : 0;
}
