// Sorting and binning. See twins/bin.ts for what each does.

@inline
function keyOf(bits: u64): u64 { return bits ^ (<u64>((<i64>bits) >> 63) | 0x8000000000000000); }
@inline
function bitsOf(key: u64): u64 { return key ^ (<u64>((<i64>~key) >> 63) | 0x8000000000000000); }

const DIGITS: usize = 2048;

/** Radix sort, six passes of eleven bits over sign-corrected keys; a pass in which all keys have one digit is left out. */
export function sortDoubles(at: usize, scratch: usize, count: i32): void {
  const bytes = <usize>count << 3;
  const counts = scratch + bytes;
  memory.fill(counts, 0, 6 * DIGITS * 4);
  for (let p = at; p < at + bytes; p += 8) {
    const k = keyOf(load<u64>(p));
    store<u64>(p, k);
    let c = counts + (<usize>(k & 2047) << 2); store<u32>(c, load<u32>(c) + 1);
    c = counts + 8192 + (<usize>((k >> 11) & 2047) << 2); store<u32>(c, load<u32>(c) + 1);
    c = counts + 16384 + (<usize>((k >> 22) & 2047) << 2); store<u32>(c, load<u32>(c) + 1);
    c = counts + 24576 + (<usize>((k >> 33) & 2047) << 2); store<u32>(c, load<u32>(c) + 1);
    c = counts + 32768 + (<usize>((k >> 44) & 2047) << 2); store<u32>(c, load<u32>(c) + 1);
    c = counts + 40960 + (<usize>(k >> 55) << 2); store<u32>(c, load<u32>(c) + 1);
  }
  let a = at, b = scratch;
  for (let pass = 0; pass < 6; pass++) {
    const c = counts + <usize>pass * 8192, shift = <u64>(pass * 11);
    if (count > 0 && load<u32>(c + (<usize>((load<u64>(a) >> shift) & 2047) << 2)) == <u32>count) continue;
    let sum: u32 = 0;
    for (let d: usize = 0; d < 8192; d += 4) { const n = load<u32>(c + d); store<u32>(c + d, sum); sum += n; }
    for (let p = a; p < a + bytes; p += 8) {
      const k = load<u64>(p);
      const q = c + (<usize>((k >> shift) & 2047) << 2), to = load<u32>(q);
      store<u32>(q, to + 1);
      store<u64>(b + (<usize>to << 3), k);
    }
    const t = a; a = b; b = t;
  }
  for (let i: usize = 0; i < bytes; i += 8) store<u64>(at + i, bitsOf(load<u64>(a + i)));
}

/** Every sixteenth threshold, from number `i` on. */
@inline
function pivots(table: usize, i: usize): v128 { return f64x2.replace_lane(f64x2.splat(load<f64>(table + (i << 7) + 120)), 1, load<f64>(table + (i << 7) + 248)); }

/** How many lanes of eight comparisons are true. */
@inline
function trues(a: v128, b: v128, c: v128, d: v128, e: v128, f: v128, g: v128, h: v128): i32 {
  const sum = i64x2.add(i64x2.add(i64x2.add(a, b), i64x2.add(c, d)), i64x2.add(i64x2.add(e, f), i64x2.add(g, h)));
  return -(i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 2));
}

/** Bins of one number column of a block: a value is compared with every sixteenth threshold at once, then with the sixteen that are left. */
function binNumbers(x: usize, row: usize, rows: i32, table: usize, missing: i32, single: bool, out: usize, stride: usize, column: usize): void {
  const p0 = pivots(table, 0), p1 = pivots(table, 2), p2 = pivots(table, 4), p3 = pivots(table, 6), p4 = pivots(table, 8), p5 = pivots(table, 10), p6 = pivots(table, 12), p7 = pivots(table, 14);
  const end = column + <usize>rows;
  if (rows > 0) do {
    let a = load<f64>(x);
    if (single) a = <f64>(<f32>a);
    const v = f64x2.splat(a);
    const group = trues(f64x2.gt(v, p0), f64x2.gt(v, p1), f64x2.gt(v, p2), f64x2.gt(v, p3), f64x2.gt(v, p4), f64x2.gt(v, p5), f64x2.gt(v, p6), f64x2.gt(v, p7));
    const t = table + (<usize>group << 7);
    const within = trues(
      f64x2.gt(v, v128.load(t)), f64x2.gt(v, v128.load(t, 16)), f64x2.gt(v, v128.load(t, 32)), f64x2.gt(v, v128.load(t, 48)),
      f64x2.gt(v, v128.load(t, 64)), f64x2.gt(v, v128.load(t, 80)), f64x2.gt(v, v128.load(t, 96)), f64x2.gt(v, v128.load(t, 112)),
    );
    const bin = a == a ? (group << 4) + within : missing;
    store<u8>(out, bin);
    store<u8>(column, bin);
    x += row;
    out += stride;
    column++;
  } while (column < end);
}

function binCategories(x: usize, row: usize, rows: i32, table: usize, missing: i32, limit: i32, out: usize, stride: usize, column: usize): void {
  for (let i = 0; i < rows; i++, x += row, out += stride, column++) {
    const code = load<f64>(x);
    let bin = missing;
    if (code == code) bin = load<u8>(table + <usize>(code >= 0 && code < <f64>limit ? <i32>code : limit));
    store<u8>(out, bin); store<u8>(column, bin);
  }
}

export function binRows(features: usize, p: i32, x: usize, rows: i32, first: i32, total: i32, rowBins: usize, stride: usize, columnBins: usize, single: i32): void {
  const row = <usize>p << 3;
  for (let j: usize = 0; j < <usize>p; j++) {
    const feature = features + (j << 4), table = load<u32>(feature, 4), missing = load<i32>(feature, 8);
    const out = rowBins + <usize>first * stride + j, column = columnBins + j * <usize>total + <usize>first;
    if (load<i32>(feature) == 0) binNumbers(x + (j << 3), row, rows, table, missing, single != 0, out, stride, column);
    else binCategories(x + (j << 3), row, rows, table, missing, load<i32>(feature, 12), out, stride, column);
  }
}
