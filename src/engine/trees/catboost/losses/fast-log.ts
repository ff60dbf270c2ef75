const bits = new Int32Array(1);
const single = new Float32Array(bits.buffer);
const f = Math.fround;
const [LN2, STEP, OFFSET, SLOPE, ABOVE, BELOW] = [f(0.69314718), f(2 ** -23), f(124.22551499), f(1.498030302), f(1.72587999), f(0.3520887068)];

/**
 * P. Mineiro's approximate logarithm in single precision, off by up to some 1e-5. CatBoost judges steps of a leaf by it, so that which of
 * two nearly equal losses is smaller depends on its errors.
 */
export function fastLog(x: number): number {
  single[0] = x;
  const whole = bits[0]!;
  bits[0] = (whole & 0x007fffff) | 0x3f000000;
  const m = single[0]!;
  const y = f(f(whole) * STEP);
  return f(LN2 * f(f(f(y - OFFSET) - f(SLOPE * m)) - f(ABOVE / f(BELOW + m))));
}
