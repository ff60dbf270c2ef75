/** The numbers that the reference's script makes, too. */
export const wave = (n: number, seed: number): Float32Array => Float32Array.from({ length: n }, (_, i) => {
  const v = 4096 * (Math.sin((i + 1) * 1.3 + seed * 2.1) + 0.3 * Math.cos(i * 0.7));
  // Half to even, as NumPy rounds.
  const r = Math.round(v);
  return (Math.abs(v % 1) === 0.5 && r % 2 !== 0 ? r - 1 : r) / 4096;
});
/** Whole numbers below a limit. */
export const ids = (n: number, seed: number, below: number): Float32Array => Float32Array.from({ length: n }, (_, i) => (i * 7 + seed) % below);
