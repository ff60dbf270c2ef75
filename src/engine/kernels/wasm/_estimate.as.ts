// Gains of all thresholds of a column, estimated in single precision. They are no less than what any rule leaves of them.

/** Where in the scratch space of a search the estimated gains are, after the sums of what goes left. */
export const GAINS: usize = 2048;
/** An estimate is a dozen roundings of sums without cancellation: well within 2⁻¹⁹ of the gain. */
export const NEAR: f32 = 1 - 1 / 262144;
/** With a larger λ, products could leave the range of single precision: then all thresholds are computed. */
export const LARGE: f64 = 1e15;

/** Estimated gains of four thresholds from the sums of what goes left; NaN, which no comparison is true of, where a child's hessians are below `vm`. */
@inline
function gains4(a: v128, b: v128, vG: v128, vH: v128, vl: v128, vm: v128): v128 {
  const hl = v128.shuffle<i32>(a, b, 0, 2, 4, 6), hr = i32x4.sub(vH, hl), gl = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
  const fl = f32x4.convert_i32x4_s(gl), fr = f32x4.convert_i32x4_s(i32x4.sub(vG, gl));
  const x = f32x4.add(f32x4.convert_i32x4_s(hl), vl), y = f32x4.add(f32x4.convert_i32x4_s(hr), vl);
  const both = f32x4.add(f32x4.mul(f32x4.mul(fl, fl), y), f32x4.mul(f32x4.mul(fr, fr), x));
  return v128.or(f32x4.div(both, f32x4.mul(x, y)), i32x4.gt_s(vm, i32x4.min_s(hl, hr)));
}

/**
 * Writes the sums of what goes left at the thresholds 0 … limit − 1, and their estimated gains, NaN where a child's hessians are below
 * `least`. Answers the largest, or −1. `start` is what goes left in any case. The loop has its test at the end: engines take out of
 * such loops what stays the same.
 */
export function estimate(hist: usize, limit: i32, start: i64, G: i32, H: i32, lambda: f64, least: f64, scratch: usize): f32 {
  const zero = i64x2.splat(0), vG = i32x4.splat(G), vH = i32x4.splat(H), vl = f32x4.splat(<f32>min(lambda, LARGE)), vm = i32x4.splat(<i32>Math.min(2147483647, Math.ceil(least)));
  let carry = i64x2.splat(start), most = f32x4.splat(-1), p = hist, sums = scratch, at = scratch + GAINS;
  const end = at + (<usize>limit << 2);
  if (limit > 0) do {
    let a = v128.load(p), b = v128.load(p, 16);
    a = i64x2.add(a, v128.shuffle<i64>(zero, a, 0, 2));
    b = i64x2.add(i64x2.add(b, v128.shuffle<i64>(zero, b, 0, 2)), v128.shuffle<i64>(a, a, 1, 1));
    a = i64x2.add(a, carry);
    b = i64x2.add(b, carry);
    carry = v128.shuffle<i64>(b, b, 1, 1);
    v128.store(sums, a);
    v128.store(sums, b, 16);
    let gain = gains4(a, b, vG, vH, vl, vm);
    if (at + 16 > end) gain = v128.or(gain, i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(limit & 3)));
    v128.store(at, gain);
    most = f32x4.pmax(most, gain);
    p += 32;
    sums += 32;
    at += 16;
  } while (at < end);
  // They are looked through sixteen at a time.
  const none = i32x4.splat(-1);
  v128.store(at, none);
  v128.store(at, none, 16);
  v128.store(at, none, 32);
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** Which of sixteen numbers are at least `near`, a bit each. */
@inline
export function nearBits(at: usize, near: v128): i32 {
  const k = f32x4.ge(v128.load(at), near), l = f32x4.ge(v128.load(at, 16), near), m = f32x4.ge(v128.load(at, 32), near), n = f32x4.ge(v128.load(at, 48), near);
  if (!v128.any_true(v128.or(v128.or(k, l), v128.or(m, n)))) return 0;
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(k, l), i16x8.narrow_i32x4_s(m, n)));
}
