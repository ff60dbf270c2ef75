// Rows of bins as LightGBM infers them from hessians. They are whole numbers, so that their sums are exact in any order.

@inline
export function rowsOf(h: f64, factor: f64): f64 { return Math.floor(h * factor + 0.5); }

@inline
function two(h: v128, factor: v128): v128 { return f64x2.floor(f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(h), factor), f64x2.splat(0.5))); }

/** Rows of the bins from … to of a histogram. */
export function rowsIn(hist: usize, from: i32, to: i32, factor: f64): f64 {
  let p = hist + (<usize>from << 3), sum = f64x2.splat(0);
  const end = hist + (<usize>to << 3), all = f64x2.splat(factor);
  if (p + 32 <= end) do {
    const h = v128.shuffle<i32>(v128.load(p), v128.load(p, 16), 0, 2, 4, 6);
    sum = f64x2.add(sum, f64x2.add(two(h, all), two(v128.shuffle<i64>(h, h, 1, 1), all)));
    p += 32;
  } while (p + 32 <= end);
  let rows = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  for (; p < end; p += 8) rows += rowsOf(<f64>load<i32>(p), factor);
  return rows;
}
