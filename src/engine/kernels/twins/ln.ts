const cell = new Float64Array(1);
const words = new Uint32Array(cell.buffer);

/** Natural logarithm of a positive normal number; the same bits as the compiled one, which Math.log is not. */
export function ln(x: number): number {
  cell[0] = x;
  const high = words[1]!;
  let e = ((high >>> 20) & 0x7ff) - 1023;
  words[1] = (high & 0xfffff) | 0x3ff00000;
  let m = cell[0]!;
  if (m > Math.SQRT2) {
    m *= 0.5;
    e += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let p = 1 / 21;
  for (let k = 19; k >= 3; k -= 2) p = p * z + 1 / k;
  return e * Math.LN2 + 2 * (s + s * z * p);
}
