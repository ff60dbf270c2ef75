const f64 = new Float64Array(1);
const words = new Uint32Array(f64.buffer);
const f32 = new Float32Array(1);
const bits32 = new Int32Array(f32.buffer);

/** The next double above a finite number. */
export function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  f64[0] = value;
  const by = value > 0 ? 1 : -1;
  const low = words[0]! + by;
  words[0] = low;
  if (low < 0 || low > 0xffff_ffff) words[1] = words[1]! + by;
  return f64[0];
}

/** The next single-precision number below one. */
export function nextSingleBelow(value: number): number {
  if (value === 0) return -(2 ** -149);
  f32[0] = value;
  bits32[0] = bits32[0]! + (value > 0 ? -1 : 1);
  return f32[0];
}
