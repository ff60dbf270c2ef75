// Prediction. See twins/predict.ts.

/** Rows that go through one tree after the other while they are in the cache. */
const TILE: i32 = 64;
/** Deeper trees are too large to stay in the cache: each is asked of a whole block of rows at once. */
const SHALLOW: i32 = 12;
/** Levels between two looks whether all rows have come to their leaves. */
const LEVELS: i32 = 4;

/** Single-precision copies of a block, and doubles rounded to them, as flags ask; whether any is NaN. */
function prepare(x: usize, count: usize, single: usize, flags: i32): bool {
  let nan = i64x2.splat(0);
  let i: usize = 0;
  for (; i < count; i += 2) {
    const v = v128.load(x + (i << 3)), s = f32x4.demote_f64x2_zero(v);
    nan = v128.or(nan, f64x2.ne(v, v));
    if (flags & 2) v128.store64_lane(single + (i << 2), s, 0);
    if (flags & 1) v128.store(x + (i << 3), f64x2.promote_low_f32x4(s));
  }
  return v128.any_true(nan);
}

@inline
function step(nodes: usize, at: u32, x: usize): u32 {
  const node = load<u64>(nodes + (<usize>at << 3)), low = <u32>(node >> 32);
  return (low >>> 16) + <u32>(load<f32>(x + (low & 0xfffc)) > reinterpret<f32>(<u32>node));
}

@inline
function stepNaN(nodes: usize, at: u32, x: usize): u32 {
  const node = load<u64>(nodes + (<usize>at << 3)), low = <u32>(node >> 32);
  const v = load<f32>(x + (low & 0xfffc)), t = reinterpret<f32>(<u32>node);
  return (low >>> 16) + (<u32>!(v <= t) & (<u32>(v > t) | (low & 1)));
}

@inline
function stepDouble(nodes: usize, at: u32, x: usize): u32 {
  const node = nodes + (<usize>at << 4), feature = load<u32>(node, 8);
  const v = load<f64>(x + (feature & 0xfffffff8)), t = load<f64>(node);
  return load<u32>(node, 12) + (<u32>!(v <= t) & (<u32>(v > t) | (feature & 1)));
}

/** A node with a right child of its own, and maybe a set of categories. */
function stepAny(nodes: usize, at: u32, x: usize): u32 {
  const node = nodes + (<usize>at << 5), v = load<f64>(x + (<usize>load<u32>(node, 8) << 3)), set = <usize>load<u32>(node, 24);
  let left: bool;
  if (v != v) left = load<i32>(node, 20) != 0;
  else if (set == 0) left = v <= load<f64>(node);
  else {
    const word = v >= 0 && v < 4294967296 ? <u32>v : 0xffffffff;
    left = (word >>> 5) < load<u32>(set) && ((load<u32>(set + 4 + (<usize>(word >>> 5) << 2)) >>> (word & 31)) & 1) != 0;
  }
  return left ? load<u32>(node, 12) : load<u32>(node, 16);
}

@inline
function add(out: usize, values: usize, leaf: u32): void { store<f64>(out, load<f64>(out) + load<f64>(values + (<usize>leaf << 3))); }

function addMany(out: usize, values: usize, leaf: u32, width: i32): void {
  const from = values + <usize>leaf * <usize>width * 8;
  for (let k: usize = 0; k < <usize>width << 3; k += 8) store<f64>(out + k, load<f64>(out + k) + load<f64>(from + k));
}

/** Eight rows in flight: their loads do not wait for one another. */
function eight(nodes: usize, values: usize, depth: i32, x: usize, row: usize, out: usize, line: usize): void {
  const x1 = x + row, x2 = x1 + row, x3 = x2 + row, x4 = x3 + row, x5 = x4 + row, x6 = x5 + row, x7 = x6 + row;
  let a: u32 = 0, b: u32 = 0, c: u32 = 0, d: u32 = 0, e: u32 = 0, f: u32 = 0, g: u32 = 0, h: u32 = 0;
  for (let k = 0; k < depth; k++) {
    a = step(nodes, a, x); b = step(nodes, b, x1); c = step(nodes, c, x2); d = step(nodes, d, x3);
    e = step(nodes, e, x4); f = step(nodes, f, x5); g = step(nodes, g, x6); h = step(nodes, h, x7);
  }
  add(out, values, a); add(out + line, values, b); add(out + line * 2, values, c); add(out + line * 3, values, d);
  add(out + line * 4, values, e); add(out + line * 5, values, f); add(out + line * 6, values, g); add(out + line * 7, values, h);
}

function fourDouble(nodes: usize, values: usize, depth: i32, x: usize, row: usize, out: usize, line: usize): void {
  const x1 = x + row, x2 = x1 + row, x3 = x2 + row;
  let a: u32 = 0, b: u32 = 0, c: u32 = 0, d: u32 = 0;
  for (let k = 0; k < depth; k++) { a = stepDouble(nodes, a, x); b = stepDouble(nodes, b, x1); c = stepDouble(nodes, c, x2); d = stepDouble(nodes, d, x3); }
  add(out, values, a); add(out + line, values, b); add(out + line * 2, values, c); add(out + line * 3, values, d);
}

/** For trees that are deep in places: ends where all eight rows are at leaves, which lead to themselves. */
function eightDeep(nodes: usize, values: usize, depth: i32, x: usize, row: usize, out: usize, line: usize, width: i32): void {
  const x1 = x + row, x2 = x1 + row, x3 = x2 + row, x4 = x3 + row, x5 = x4 + row, x6 = x5 + row, x7 = x6 + row;
  let a: u32 = 0, b: u32 = 0, c: u32 = 0, d: u32 = 0, e: u32 = 0, f: u32 = 0, g: u32 = 0, h: u32 = 0;
  for (let k = 0; k < depth;) {
    let moved: u32 = 0;
    for (const end = k + LEVELS; k < end; k++) {
      const a0 = a, b0 = b, c0 = c, d0 = d, e0 = e, f0 = f, g0 = g, h0 = h;
      a = stepDouble(nodes, a, x); b = stepDouble(nodes, b, x1); c = stepDouble(nodes, c, x2); d = stepDouble(nodes, d, x3);
      e = stepDouble(nodes, e, x4); f = stepDouble(nodes, f, x5); g = stepDouble(nodes, g, x6); h = stepDouble(nodes, h, x7);
      moved = (a ^ a0) | (b ^ b0) | (c ^ c0) | (d ^ d0) | (e ^ e0) | (f ^ f0) | (g ^ g0) | (h ^ h0);
    }
    if (moved == 0) break;
  }
  addMany(out, values, a, width); addMany(out + line, values, b, width); addMany(out + line * 2, values, c, width); addMany(out + line * 3, values, d, width);
  addMany(out + line * 4, values, e, width); addMany(out + line * 5, values, f, width); addMany(out + line * 6, values, g, width); addMany(out + line * 7, values, h, width);
}

function leaf(kind: i32, nodes: usize, depth: i32, x: usize, single: usize): u32 {
  let at: u32 = 0;
  if (kind == 0) for (let k = 0; k < depth; k++) at = stepNaN(nodes, at, single);
  else if (kind == 1) for (let k = 0; k < depth; k++) at = stepDouble(nodes, at, x);
  else for (;;) {
    if (load<i32>(nodes + (<usize>at << 5), 8) < 0) break;
    at = stepAny(nodes, at, x);
  }
  return at;
}

function tile(x: usize, single: usize, p: i32, rows: i32, tree: usize, width: i32, out: usize, outputs: i32, nan: bool): void {
  const kind = load<i32>(tree), depth = load<i32>(tree, 4), nodes = <usize>load<u32>(tree, 8), values = <usize>load<u32>(tree, 12);
  const line = <usize>outputs << 3, row4 = <usize>p << 2, row8 = <usize>p << 3;
  let o = out + (<usize>load<i32>(tree, 16) << 3), i = 0;
  if (width == 1 && kind == 0 && !nan) for (; i + 8 <= rows; i += 8, single += row4 << 3, x += row8 << 3, o += line << 3) eight(nodes, values, depth, single, row4, o, line);
  else if (kind == 1 && (width > 1 || depth > SHALLOW)) for (; i + 8 <= rows; i += 8, single += row4 << 3, x += row8 << 3, o += line << 3) eightDeep(nodes, values, depth, x, row8, o, line, width);
  else if (width == 1 && kind == 1) for (; i + 4 <= rows; i += 4, single += row4 << 2, x += row8 << 2, o += line << 2) fourDouble(nodes, values, depth, x, row8, o, line);
  for (; i < rows; i++, single += row4, x += row8, o += line) {
    const at = leaf(kind, nodes, depth, x, single);
    if (width == 1) add(o, values, at);
    else addMany(o, values, at, width);
  }
}

export function predictRows(x: usize, rows: i32, p: i32, single: usize, trees: usize, count: i32, width: i32, outputs: i32, out: usize, flags: i32): void {
  const nan = prepare(x, <usize>rows * <usize>p, single, flags);
  memory.fill(out, 0, <usize>rows * <usize>outputs << 3);
  const height = count > 0 && load<i32>(trees, 4) > SHALLOW ? rows : TILE;
  for (let r = 0; r < rows; r += height) {
    const n = min(height, rows - r), at = <usize>r * <usize>p, o = out + (<usize>r * <usize>outputs << 3);
    for (let t: usize = 0; t < <usize>count; t++) tile(x + (at << 3), single + (at << 2), p, n, trees + t * 32, width, o, outputs, nan);
  }
}
