const f64 = new Float64Array(1);
const bits = new BigInt64Array(f64.buffer);
const f32 = new Float32Array(1);
const bits32 = new Int32Array(f32.buffer);

/** The next double above a finite number. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  f64[0] = value;
  bits[0] = bits[0]! + (value > 0 ? 1n : -1n);
  return f64[0];
}

/** The next single-precision number below one. */
export function nextSingleBelow(value: number): number {
  if (value === 0) return -(2 ** -149);
  f32[0] = value;
  bits32[0] = bits32[0]! + (value > 0 ? -1 : 1);
  return f32[0];
}
