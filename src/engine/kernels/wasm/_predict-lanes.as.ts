// Prediction with all nodes of a tree asked of sixteen rows at once. See twins/predict-lanes.ts. Inner loops have their test at the
// end: only from such loops do engines take out what stays the same.

/** Bytes of a column of ranks, of a leaf's number and of a result: one a row of a tile. */
const TILE: usize = 128;
/** Rows a step of the inner loops takes. */
const STEP: usize = 64;
const FLIP: u64 = 0x8080808080808080;

@inline
function climb(at: usize, x: f64, size: usize): usize { return at + <usize>(x > load<f64>(at + size)) * size; }

/** Place of a rank, and 255 for NaN. */
@inline
function last(rank: u64, x: f64): u64 { return x != x ? 255 : rank; }

/** Thresholds below each row's value, less 128: eight searches in flight. `left` and `right`: columns where NaN is below and above all, or 0. */
function ranks(x: usize, row: usize, rows: i32, thresholds: usize, top: usize, left: usize, right: usize): void {
  const from = thresholds - 8;
  for (let r: usize = 0; r < <usize>rows; r += 8, x += row << 3) {
    const x0 = load<f64>(x), x1 = load<f64>(x + row), x2 = load<f64>(x + row * 2), x3 = load<f64>(x + row * 3);
    const x4 = load<f64>(x + row * 4), x5 = load<f64>(x + row * 5), x6 = load<f64>(x + row * 6), x7 = load<f64>(x + row * 7);
    let a = from, b = from, c = from, d = from, e = from, f = from, g = from, h = from;
    let s = top;
    if (s >= 8) do {
      a = climb(a, x0, s); b = climb(b, x1, s); c = climb(c, x2, s); d = climb(d, x3, s);
      e = climb(e, x4, s); f = climb(f, x5, s); g = climb(g, x6, s); h = climb(h, x7, s);
      s >>= 1;
    } while (s >= 8);
    const ra = <u64>((a - from) >> 3), rb = <u64>((b - from) >> 3), rc = <u64>((c - from) >> 3), rd = <u64>((d - from) >> 3);
    const re = <u64>((e - from) >> 3), rf = <u64>((f - from) >> 3), rg = <u64>((g - from) >> 3), rh = <u64>((h - from) >> 3);
    if (left != 0) store<u64>(left + r, (ra | (rb << 8) | (rc << 16) | (rd << 24) | (re << 32) | (rf << 40) | (rg << 48) | (rh << 56)) ^ FLIP);
    if (right != 0) {
      store<u64>(right + r, (last(ra, x0) | (last(rb, x1) << 8) | (last(rc, x2) << 16) | (last(rd, x3) << 24)
        | (last(re, x4) << 32) | (last(rf, x5) << 40) | (last(rg, x6) << 48) | (last(rh, x7) << 56)) ^ FLIP);
    }
  }
}

/** Two columns: which byte of a set speaks of the row's category, and which bit. 254 stands for a missing one, 255 for one in no set. */
function codes(x: usize, row: usize, rows: i32, column: usize): void {
  for (let r: usize = 0; r < <usize>rows; r++, x += row) {
    const v = load<f64>(x);
    const code: u32 = v != v ? 254 : v >= 0 && v < 254 ? <u32>v : 255;
    store<u8>(column + r, <u8>(code >>> 3));
    store<u8>(column + r, <u8>(<u32>1 << (code & 7)), TILE);
  }
}

/** The right child's result where the rank is above the node's, which is the larger one then, else the left's. */
@inline
function pick(c: v128, right: v128, left: v128, t: v128): v128 { return i8x16.max_u(v128.and(right, i8x16.gt_s(c, t)), left); }

/** All bits of the rows whose category is not in the set. */
@inline
function outside(c: usize, low: v128, high: v128): v128 {
  const at = v128.load(c), byte = v128.or(i8x16.swizzle(low, at), i8x16.swizzle(high, i8x16.sub(at, i8x16.splat(16))));
  return i8x16.eq(v128.and(byte, v128.load(c, TILE)), i8x16.splat(0));
}

/** Results from the leaves up: a node's is its right child's where the row goes right, and these are the larger numbers. */
function ragged(scratch: usize, from: usize, end: usize, span: usize): void {
  for (let n = from; n < end; n += 16) {
    const column = <usize>load<u32>(n), left = scratch + load<u32>(n, 4), right = scratch + load<u32>(n, 8), word = load<u32>(n, 12), to = scratch + (word >>> 8);
    if (column & 1) {
      const c = scratch + column - 1, low = v128.load(n, 16), high = v128.load(n, 32);
      let o: usize = 0;
      do {
        v128.store(to + o, i8x16.max_u(v128.and(v128.load(right + o), outside(c + o, low, high)), v128.load(left + o)));
        o += 16;
      } while (o < span);
      n += 32;
      continue;
    }
    const t = i8x16.splat(<i8>word);
    let o: usize = 0;
    do {
      const c = scratch + column + o, l = left + o, r = right + o, d = to + o;
      v128.store(d, pick(v128.load(c), v128.load(r), v128.load(l), t));
      v128.store(d, pick(v128.load(c, 16), v128.load(r, 16), v128.load(l, 16), t), 16);
      v128.store(d, pick(v128.load(c, 32), v128.load(r, 32), v128.load(l, 32), t), 32);
      v128.store(d, pick(v128.load(c, 48), v128.load(r, 48), v128.load(l, 48), t), 48);
      o += STEP;
    } while (o < span);
  }
}

/** A leaf's number has a bit a level. */
function symmetric(scratch: usize, from: usize, end: usize, to: usize, span: usize): void {
  for (let o: usize = 0; o < span; o += 16) {
    let leaf = i8x16.splat(0);
    for (let n = from; n < end; n += 16) {
      const column = <usize>load<u32>(n), bit = i8x16.splat(<i8>load<u32>(n, 4));
      if (column & 1) {
        leaf = v128.or(leaf, v128.and(bit, outside(scratch + column - 1 + o, v128.load(n, 16), v128.load(n, 32))));
        n += 32;
      } else leaf = v128.or(leaf, v128.and(bit, i8x16.gt_s(v128.load(scratch + column + o), i8x16.splat(<i8>load<u32>(n, 12)))));
    }
    v128.store(to + o, leaf);
  }
}

function addLeaves(leaves: usize, rows: i32, values: usize, width: i32, out: usize, outputs: i32): void {
  const n = <usize>rows;
  let r: usize = 0;
  if (outputs == 1) {
    for (; r + 2 <= n; r += 2, out += 16) {
      const v = v128.load64_zero(values + (<usize>load<u8>(leaves + r) << 3));
      v128.store(out, f64x2.add(v128.load(out), v128.load64_lane(values + (<usize>load<u8>(leaves + r, 1) << 3), v, 1)));
    }
  }
  for (const line = <usize>outputs << 3, wide = <usize>width << 3; r < n; r++, out += line) {
    const from = values + <usize>load<u8>(leaves + r) * wide;
    for (let k: usize = 0; k < wide; k += 8) store<f64>(out + k, load<f64>(out + k) + load<f64>(from + k));
  }
}

export function predictLanes(x: usize, rows: i32, p: i32, scratch: usize, model: usize, count: i32, width: i32, outputs: i32, out: usize, most: i32): void {
  const row = <usize>p << 3, line = <usize>outputs << 3, ladders = <usize>load<u32>(model), ladderCount = <usize>load<u32>(model, 4), trees = model + 32;
  for (let leaf = 0; leaf < most; leaf++) memory.fill(scratch + <usize>leaf * TILE, <u8>leaf, TILE);
  memory.fill(out, 0, <usize>rows * line);
  for (let r = 0; r < rows; r += <i32>TILE) {
    const n = min(<i32>TILE, rows - r), span = (<usize>n + STEP - 1) & ~(STEP - 1), from = x + <usize>r * row, to = out + <usize>r * line;
    for (let k: usize = 0, ladder = ladders; k < ladderCount; k++, ladder += 32) {
      const cells = from + <usize>load<u32>(ladder), thresholds = <usize>load<u32>(ladder, 4), left = <usize>load<u32>(ladder, 12), right = <usize>load<u32>(ladder, 16);
      if (thresholds == 0) codes(cells, row, n, scratch + left);
      else ranks(cells, row, n, thresholds, load<u32>(ladder, 8), left == 0 ? 0 : scratch + left, right == 0 ? 0 : scratch + right);
    }
    for (let t: usize = 0, tree = trees; t < <usize>count; t++, tree += 32) {
      const first = <usize>load<u32>(tree, 4), end = <usize>load<u32>(tree, 8), leaves = scratch + load<u32>(tree, 20);
      if (load<i32>(tree) == 0) ragged(scratch, first, end, span);
      else symmetric(scratch, first, end, leaves, span);
      addLeaves(leaves, n, load<u32>(tree, 12), width, to + (<usize>load<i32>(tree, 16) << 3), outputs);
    }
  }
}
