// Quantised gradients, histograms and the division of rows. See twins/histogram.ts. Loops that run long have their test at the end:
// only from such loops do engines take out what stays the same.

export function countUp(rows: usize, from: i32, to: i32): void {
  let v = i32x4.add(i32x4.splat(from), i32x4(0, 1, 2, 3));
  const four = i32x4.splat(4);
  let i = from;
  for (; i + 4 <= to; i += 4) { v128.store(rows + (<usize>i << 2), v); v = i32x4.add(v, four); }
  for (; i < to; i++) store<i32>(rows + (<usize>i << 2), i);
}

export function gradientSums(gradient: usize, hessian: usize, rows: usize, from: i32, to: i32, out: usize): void {
  let g0 = f64x2.splat(0), g1 = g0, h0 = g0, h1 = g0;
  const zero = f32x4.splat(0);
  let i = from;
  if (i < to) do {
    let g = zero, h = zero;
    if (rows == 0 && i + 4 <= to) {
      g = v128.load(gradient + (<usize>i << 2));
      h = v128.load(hessian + (<usize>i << 2));
    } else {
      for (let k = 0; k < 4 && i + k < to; k++) {
        const r = rows != 0 ? <usize>load<u32>(rows + (<usize>(i + k) << 2)) : <usize>(i + k);
        const lane = i32x4.eq(i32x4(0, 1, 2, 3), i32x4.splat(k));
        g = v128.bitselect(f32x4.splat(load<f32>(gradient + (r << 2))), g, lane);
        h = v128.bitselect(f32x4.splat(load<f32>(hessian + (r << 2))), h, lane);
      }
    }
    g = f32x4.abs(g);
    h = f32x4.pmax(zero, h);
    g0 = f64x2.add(g0, f64x2.promote_low_f32x4(g));
    g1 = f64x2.add(g1, f64x2.promote_low_f32x4(v128.shuffle<i64>(g, g, 1, 1)));
    h0 = f64x2.add(h0, f64x2.promote_low_f32x4(h));
    h1 = f64x2.add(h1, f64x2.promote_low_f32x4(v128.shuffle<i64>(h, h, 1, 1)));
    i += 4;
  } while (i < to);
  g0 = f64x2.add(g0, g1);
  h0 = f64x2.add(h0, h1);
  store<f64>(out, f64x2.extract_lane(g0, 0) + f64x2.extract_lane(g0, 1));
  store<f64>(out, f64x2.extract_lane(h0, 0) + f64x2.extract_lane(h0, 1), 8);
}

@inline
function quantised(v: f32, scale: f32): i32 { return <i32>f32x4.extract_lane(f32x4.nearest(f32x4.splat(v * scale)), 0); }

/** One row; answers its pair as one number. */
function quantiseRow(gradient: usize, hessian: usize, r: usize, sg: f32, sh: f32, pairs: usize): i64 {
  const at = pairs + (r << 3);
  store<i32>(at, quantised(max<f32>(load<f32>(hessian + (r << 2)), 0), sh));
  store<i32>(at, quantised(load<f32>(gradient + (r << 2)), sg), 4);
  return load<i64>(at);
}

export function quantise(gradient: usize, hessian: usize, rows: usize, from: i32, to: i32, scales: usize, pairs: usize, out: usize): void {
  const sg = <f32>load<f64>(scales), sh = <f32>load<f64>(scales, 8);
  let total: i64 = 0, i = from;
  if (rows != 0) {
    for (; i < to; i++) total += quantiseRow(gradient, hessian, load<u32>(rows + (<usize>i << 2)), sg, sh, pairs);
  } else {
    const vg = f32x4.splat(sg), vh = f32x4.splat(sh), zero = f32x4.splat(0);
    let sum = i64x2.splat(0);
    if (i + 4 <= to) do {
      const at = <usize>i << 2;
      const g = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(gradient + at), vg)));
      const h = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(f32x4.pmax(zero, v128.load(hessian + at)), vh)));
      const a = v128.shuffle<i32>(h, g, 0, 4, 1, 5), b = v128.shuffle<i32>(h, g, 2, 6, 3, 7);
      v128.store(pairs + (at << 1), a);
      v128.store(pairs + (at << 1), b, 16);
      sum = i64x2.add(sum, i64x2.add(a, b));
      i += 4;
    } while (i + 4 <= to);
    total = i64x2.extract_lane(sum, 0) + i64x2.extract_lane(sum, 1);
    for (; i < to; i++) total += quantiseRow(gradient, hessian, i, sg, sh, pairs);
  }
  store<i64>(out, total);
}

/** Adds a row's pair to the bins of four columns. */
@inline
function addFour(p: usize, h: usize, q: i64): void {
  let a = h + (<usize>load<u8>(p) << 3); store<i64>(a, load<i64>(a) + q);
  a = h + (<usize>load<u8>(p, 1) << 3); store<i64>(a, load<i64>(a, 2048) + q, 2048);
  a = h + (<usize>load<u8>(p, 2) << 3); store<i64>(a, load<i64>(a, 4096) + q, 4096);
  a = h + (<usize>load<u8>(p, 3) << 3); store<i64>(a, load<i64>(a, 6144) + q, 6144);
}

/** Adds the rows i … end of `rows` to the histograms of `bytes` columns, two rows at a time: their cache misses overlap. */
function accumulate(rows: usize, end: usize, pairs: usize, bins: usize, stride: usize, bytes: usize, out: usize): void {
  const eights = bytes & ~7;
  let i = rows;
  for (; i + 8 <= end; i += 8) {
    const r = <usize>load<u32>(i), s = <usize>load<u32>(i, 4), q = load<i64>(pairs + (r << 3)), t = load<i64>(pairs + (s << 3));
    let p = bins + r * stride, o = bins + s * stride, h = out;
    const e = p + eights;
    if (eights != 0) do {
      addFour(p, h, q);
      addFour(o, h, t);
      addFour(p + 4, h + 8192, q);
      addFour(o + 4, h + 8192, t);
      p += 8;
      o += 8;
      h += 16384;
    } while (p < e);
    if (bytes != eights) {
      addFour(p, h, q);
      addFour(o, h, t);
    }
  }
  if (i < end) {
    const r = <usize>load<u32>(i), q = load<i64>(pairs + (r << 3));
    for (let p = bins + r * stride, h = out, e = p + bytes; p < e; p += 4, h += 8192) addFour(p, h, q);
  }
}

/** The same for the `count` columns listed at `columns`. */
function accumulateListed(rows: usize, end: usize, pairs: usize, bins: usize, stride: usize, columns: usize, count: i32, out: usize): void {
  const last = columns + (<usize>count << 2);
  let i = rows;
  for (; i + 8 <= end; i += 8) {
    const r = <usize>load<u32>(i), s = <usize>load<u32>(i, 4), q = load<i64>(pairs + (r << 3)), t = load<i64>(pairs + (s << 3)), p = bins + r * stride, o = bins + s * stride;
    let c = columns;
    do {
      const j = <usize>load<u32>(c), h = out + (j << 11);
      let a = h + (<usize>load<u8>(p + j) << 3); store<i64>(a, load<i64>(a) + q);
      a = h + (<usize>load<u8>(o + j) << 3); store<i64>(a, load<i64>(a) + t);
      c += 4;
    } while (c < last);
  }
  if (i < end) {
    const r = <usize>load<u32>(i), q = load<i64>(pairs + (r << 3)), p = bins + r * stride;
    for (let c = columns; c < last; c += 4) {
      const j = <usize>load<u32>(c), a = out + (j << 11) + (<usize>load<u8>(p + j) << 3);
      store<i64>(a, load<i64>(a) + q);
    }
  }
}

let sink: u32 = 0;
/** WebAssembly cannot prefetch: reading a byte of every cache line of the next rows first lets their misses overlap. */
function touch(rows: usize, end: usize, pairs: usize, bins: usize, stride: usize): void {
  let s: u32 = 0;
  for (let i = rows; i < end; i += 4) {
    const r = <usize>load<u32>(i), p = bins + r * stride;
    s += load<u8>(pairs + (r << 3));
    for (let at: usize = 0; at < stride; at += 64) s += load<u8>(p + at);
    s += load<u8>(p + stride - 1);
  }
  sink += s;
}

/** Columns whose histograms are filled together: 64 KB. */
const COLUMNS: usize = 32;
const AHEAD: usize = 32;

function clear(out: usize, stride: usize, columns: usize, count: i32): void {
  if (count == 0) memory.fill(out, 0, stride << 11);
  for (let c = 0; c < count; c++) memory.fill(out + (<usize>load<u32>(columns + (<usize>c << 2)) << 11), 0, 2048);
}

/** Adds some of a segment's rows, so many columns together as their histograms leave room for rows beside them. */
function add(rows: usize, end: usize, pairs: usize, bins: usize, stride: usize, columns: usize, count: i32, out: usize): void {
  if (count == 0) {
    for (let c: usize = 0; c < stride; c += COLUMNS) accumulate(rows, end, pairs, bins + c, stride, min(COLUMNS, stride - c), out + (c << 11));
  } else {
    for (let c = 0; c < count; c += <i32>COLUMNS) accumulateListed(rows, end, pairs, bins, stride, columns + (<usize>c << 2), min(<i32>COLUMNS, count - c), out);
  }
}

export function histogram(node: usize, from: i32, to: i32, rows: usize, pairs: usize, bins: usize, stride: usize, columns: usize, count: i32, out: usize, apart: i32): void {
  clear(out, stride, columns, count);
  for (let s = from; s < to; s++) {
    const begin = rows + (<usize>load<u32>(node + (<usize>s << 3)) << 2), end = begin + (<usize>load<u32>(node + (<usize>s << 3), 4) << 2);
    if (apart == 0) add(begin, end, pairs, bins, stride, columns, count, out);
    else {
      for (let i = begin; i < end; i += AHEAD << 2) {
        const e = min(end, i + (AHEAD << 2));
        touch(i, e, pairs, bins, stride);
        add(i, e, pairs, bins, stride, columns, count, out);
      }
    }
  }
}

export function partition(node: usize, left: usize, right: usize, from: i32, to: i32, rows: usize, spare: usize, column: usize, goesRight: usize): void {
  for (let s = from; s < to; s++) {
    const at = <usize>s << 3, begin = load<u32>(node + at), count = load<u32>(node + at, 4);
    const start = rows + (<usize>begin << 2), end = start + (<usize>count << 2), kept = spare + (<usize>begin << 2);
    let l = start, r = kept;
    let i = start;
    if (i < end) do {
      const row = load<u32>(i), go = <usize>load<u8>(goesRight + <usize>load<u8>(column + <usize>row));
      store<u32>(l, row);
      store<u32>(r, row);
      l += 4 - (go << 2);
      r += go << 2;
      i += 4;
    } while (i < end);
    memory.copy(l, kept, r - kept);
    const lefts = <u32>((l - start) >> 2);
    store<u32>(left + at, begin);
    store<u32>(left + at, lefts, 4);
    store<u32>(right + at, begin + lefts);
    store<u32>(right + at, count - lefts, 4);
  }
}
