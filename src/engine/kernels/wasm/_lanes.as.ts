// Four single-precision numbers at a time, and what is left at the end of a row.

/** True in the lanes below `left`. */
@inline
export function lanes(left: i32): v128 { return i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3)); }

/** The first `left` of four numbers, zeros after them; nothing beyond is read. */
@inline
export function take(at: usize, left: i32): v128 {
  if (left >= 4) return v128.load(at);
  if (left == 1) return v128.load32_zero(at);
  const two = v128.load64_zero(at);
  return left == 2 ? two : v128.load32_lane(at + 8, two, 2);
}

/** Writes the first `left` of four numbers. */
@inline
export function put(at: usize, left: i32, value: v128): void {
  if (left >= 4) v128.store(at, value);
  else if (left == 1) v128.store32_lane(at, value, 0);
  else {
    v128.store64_lane(at, value, 0);
    if (left == 3) v128.store32_lane(at + 8, value, 2);
  }
}

@inline
export function total(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

@inline
export function most(v: v128): f32 {
  return max(max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)), max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

/** A number in all lanes whose bits came as a whole number. */
@inline
export function number(bits: i32): v128 { return i32x4.splat(bits); }
