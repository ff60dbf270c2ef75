const floats = new Float32Array(1);
const bits = new Int32Array(floats.buffer);
const doubles = new Float64Array(1);
const wide = new BigInt64Array(doubles.buffer);

function step32(value: number, up: boolean): number {
  floats[0] = value;
  if (floats[0] === 0) {
    bits[0] = up ? 1 : 1 | 0x80000000;
    return floats[0]!;
  }
  bits[0]! += (floats[0]! > 0) === up ? 1 : -1;
  return floats[0]!;
}

/** The next single-precision number above (below) one; the largest finite one has Infinity above it. */
export const nextFloat32 = (value: number): number => (value === Infinity ? value : step32(value, true));
export const previousFloat32 = (value: number): number => (value === -Infinity ? value : step32(value, false));

/** The largest single-precision number that is not above `value`. */
export function floorFloat32(value: number): number {
  const near = Math.fround(value);
  return near > value ? previousFloat32(near) : near;
}

function previousDouble(value: number): number {
  doubles[0] = value;
  if (value === 0) return -Number.MIN_VALUE;
  wide[0]! += value > 0 ? -1n : 1n;
  return doubles[0]!;
}

/** The overflow of single precision, as rounding sees it: what is nearer to it than to the largest finite number becomes infinite. */
const BEYOND = 2 ** 128;

/**
 * The largest double that single precision rounds to at most `threshold` (a single-precision number): comparing doubles with
 * it is the same as rounding them first. Halfway goes to the even one of two neighbours.
 */
export function widenThreshold(threshold: number): number {
  if (threshold === Infinity) return threshold;
  const middle = (Math.max(threshold, -BEYOND) + Math.min(nextFloat32(threshold), BEYOND)) / 2;
  return Math.fround(middle) <= threshold ? middle : previousDouble(middle);
}

/** Thresholds of an ensemble for a library that compares doubles. */
export const doubleThresholds = (threshold: Float64Array, float32: boolean): Float64Array => (float32 ? threshold.map(widenThreshold) : threshold);

/** Thresholds for a library that rounds values to single precision: every value of single precision goes where it went. */
export const floatThresholds = (threshold: Float64Array): Float64Array => threshold.map(floorFloat32);
