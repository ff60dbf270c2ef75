const ROUND = 1.5 * 2 ** 52;
/** 2^k at k + 1023, for those that are normal numbers. */
const POWERS = new Float64Array(2047);
const words = new Uint32Array(POWERS.buffer);
for (let i = 0; i < POWERS.length; i++) words[2 * i + 1] = i << 20;

/**
 * e^x as a fraction, by one order of operations that kernels share: Math.exp differs between engines. Cephes' rational
 * approximation on |r| ≤ ln 2 / 2, times a power of two. x is held within −708 and 709.
 */
export function exponential(value: number): readonly [upper: number, lower: number] {
  const most = value < 709 ? value : 709;
  const x = most > -708 ? most : -708;
  const k = x * Math.LOG2E + ROUND - ROUND;
  const r = x - k * 0.693145751953125 - k * 1.4286068203094173e-06;
  const z = r * r;
  const p = r * ((0.00012617719307481058 * z + 0.030299440770744195) * z + 1);
  const q = ((3.0019850513866446e-06 * z + 0.002524483403496841) * z + 0.22726554820815503) * z + 2;
  return [(q + p) * POWERS[k + 1023]!, q - p];
}

/** e^x, right to the last digit or the one before. */
export function exp(x: number): number {
  const [upper, lower] = exponential(x);
  return upper / lower;
}
