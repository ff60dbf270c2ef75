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

@inline
function step(p: usize, x: f64, size: usize): usize { return p + <usize>(x > load<f64>(p + size - 8)) * size; }

/** Bins of one number column of a block: four rows in flight, so that their searches overlap. */
function binNumbers(x: usize, row: usize, rows: i32, table: usize, missing: i32, single: bool, out: usize, stride: usize, column: usize): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4, x += row << 2, out += stride << 2, column += 4) {
    let a = load<f64>(x), b = load<f64>(x + row), c = load<f64>(x + row * 2), d = load<f64>(x + row * 3);
    if (single) { a = <f64>(<f32>a); b = <f64>(<f32>b); c = <f64>(<f32>c); d = <f64>(<f32>d); }
    let p = table, q = table, r = table, s = table;
    for (let size: usize = 1024; size >= 8; size >>= 1) { p = step(p, a, size); q = step(q, b, size); r = step(r, c, size); s = step(s, d, size); }
    const i0 = a != a ? missing : <i32>((p - table) >> 3), i1 = b != b ? missing : <i32>((q - table) >> 3);
    const i2 = c != c ? missing : <i32>((r - table) >> 3), i3 = d != d ? missing : <i32>((s - table) >> 3);
    store<u8>(out, i0); store<u8>(out + stride, i1); store<u8>(out + stride * 2, i2); store<u8>(out + stride * 3, i3);
    store<u32>(column, i0 | (i1 << 8) | (i2 << 16) | (i3 << 24));
  }
  for (; i < rows; i++, x += row, out += stride, column++) {
    let a = load<f64>(x);
    if (single) a = <f64>(<f32>a);
    let p = table;
    for (let size: usize = 1024; size >= 8; size >>= 1) p = step(p, a, size);
    const bin = a != a ? missing : <i32>((p - table) >> 3);
    store<u8>(out, bin); store<u8>(column, bin);
  }
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
