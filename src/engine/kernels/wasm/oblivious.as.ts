// Kernels of symmetric trees: the compiled form of twins/oblivious.ts. A pair of doubles is one vector; sums are taken in the
// twin's order, so that the bits are the same.

const PAIR: usize = 16;

/** Bytes of a column in a block: bins, buckets, histogram. */
const COLUMN_BYTES: usize = 12;

// @ts-ignore: decorator
@inline
function bump(cell: usize, pair: v128): void {
  v128.store(cell, f64x2.add(v128.load(cell), pair));
}

/** Four columns side by side: their sums do not wait for one another. */
function addFour(block: usize, leafOf: usize, rows: usize, count: i32, pairs: usize, mask: i32, high: i32): void {
  const binsA = <usize>load<i32>(block);
  const binsB = <usize>load<i32>(block, 12);
  const binsC = <usize>load<i32>(block, 24);
  const binsD = <usize>load<i32>(block, 36);
  const bucketsA = load<i32>(block, 4);
  const bucketsB = load<i32>(block, 16);
  const bucketsC = load<i32>(block, 28);
  const bucketsD = load<i32>(block, 40);
  const outA = <usize>load<i32>(block, 8) + <usize>(high * bucketsA) * PAIR;
  const outB = <usize>load<i32>(block, 20) + <usize>(high * bucketsB) * PAIR;
  const outC = <usize>load<i32>(block, 32) + <usize>(high * bucketsC) * PAIR;
  const outD = <usize>load<i32>(block, 44) + <usize>(high * bucketsD) * PAIR;
  if (mask == 0) {
    for (let i: usize = 0; i < <usize>count; i++) {
      const row = rows == 0 ? i : <usize>load<u32>(rows + (i << 2));
      const pair = v128.load(pairs + row * PAIR);
      bump(outA + (<usize>load<u8>(binsA + row) << 4), pair);
      bump(outB + (<usize>load<u8>(binsB + row) << 4), pair);
      bump(outC + (<usize>load<u8>(binsC + row) << 4), pair);
      bump(outD + (<usize>load<u8>(binsD + row) << 4), pair);
    }
    return;
  }
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = rows == 0 ? i : <usize>load<u32>(rows + (i << 2));
    const leaf = load<i32>(leafOf + (row << 2)) & mask;
    const pair = v128.load(pairs + row * PAIR);
    bump(outA + (<usize>(leaf * bucketsA + <i32>load<u8>(binsA + row)) << 4), pair);
    bump(outB + (<usize>(leaf * bucketsB + <i32>load<u8>(binsB + row)) << 4), pair);
    bump(outC + (<usize>(leaf * bucketsC + <i32>load<u8>(binsC + row)) << 4), pair);
    bump(outD + (<usize>(leaf * bucketsD + <i32>load<u8>(binsD + row)) << 4), pair);
  }
}

function addOne(block: usize, leafOf: usize, rows: usize, count: i32, pairs: usize, mask: i32, high: i32): void {
  const bins = <usize>load<i32>(block);
  const buckets = load<i32>(block, 4);
  const out = <usize>load<i32>(block, 8) + <usize>(high * buckets) * PAIR;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = rows == 0 ? i : <usize>load<u32>(rows + (i << 2));
    const leaf = mask == 0 ? 0 : load<i32>(leafOf + (row << 2)) & mask;
    bump(out + (<usize>(leaf * buckets + <i32>load<u8>(bins + row)) << 4), v128.load(pairs + row * PAIR));
  }
}

function addAll(columns: usize, count: i32, leafOf: usize, rows: usize, rowCount: i32, pairs: usize, mask: i32, high: i32): void {
  let c = 0;
  for (; c + 4 <= count; c += 4) addFour(columns + <usize>c * COLUMN_BYTES, leafOf, rows, rowCount, pairs, mask, high);
  for (; c < count; c++) addOne(columns + <usize>c * COLUMN_BYTES, leafOf, rows, rowCount, pairs, mask, high);
}

export function obliviousHistogram(columns: usize, columnCount: i32, leafOf: usize, rows: usize, count: i32, pairs: usize, leaves: i32): void {
  for (let c: usize = 0; c < <usize>columnCount; c++) {
    const at = columns + c * COLUMN_BYTES;
    memory.fill(<usize>load<i32>(at, 8), 0, <usize>(leaves * load<i32>(at, 4)) * PAIR);
  }
  addAll(columns, columnCount, leafOf, rows, count, pairs, leaves - 1, 0);
}

export function obliviousChildren(columns: usize, columnCount: i32, leafOf: usize, rows: usize, count: i32, pairs: usize, parents: i32, upper: usize): void {
  for (let c: usize = 0; c < <usize>columnCount; c++) {
    const at = columns + c * COLUMN_BYTES;
    const bytes = <usize>(parents * load<i32>(at, 4)) * PAIR;
    memory.fill(<usize>load<i32>(at, 8) + bytes, 0, bytes);
  }
  addAll(columns, columnCount, leafOf, rows, count, pairs, parents - 1, parents);
  for (let c: usize = 0; c < <usize>columnCount; c++) {
    const column = columns + c * COLUMN_BYTES;
    const block = <usize>load<i32>(column, 4) * PAIR;
    const out = <usize>load<i32>(column, 8);
    const high = out + <usize>parents * block;
    for (let leaf: usize = 0; leaf < <usize>parents; leaf++) {
      const swap = load<u8>(upper + leaf) == 0;
      const from = leaf * block;
      for (let at = from; at < from + block; at += PAIR) {
        const small = v128.load(high + at);
        const large = f64x2.sub(v128.load(out + at), small);
        v128.store(out + at, swap ? small : large);
        v128.store(high + at, swap ? large : small);
      }
    }
  }
}

/** Averages of the two sides of a split: sum / (weight + l2), and 0 where there is no weight. */
// @ts-ignore: decorator
@inline
function averages(sums: v128, weights: v128, l2: v128): v128 {
  return v128.and(f64x2.div(sums, f64x2.add(weights, l2)), f64x2.gt(weights, f64x2.splat(0)));
}

export function obliviousScores(body: usize, tail: usize, buckets: i32, leaves: i32, oneHot: i32, l2Address: usize, scores: usize): void {
  const l2 = f64x2.splat(load<f64>(l2Address));
  const splits = <usize>(oneHot != 0 ? buckets : buckets - 1) * PAIR;
  const block = <usize>buckets * PAIR;
  for (let leaf: usize = 0; leaf < <usize>leaves; leaf++) {
    const b = body + leaf * block;
    const t = tail + leaf * block;
    let bodySum = f64x2.splat(0);
    let tailSum = f64x2.splat(0);
    for (let k: usize = 0; k < block; k += PAIR) {
      bodySum = f64x2.add(bodySum, v128.load(b + k));
      tailSum = f64x2.add(tailSum, v128.load(t + k));
    }
    if (f64x2.extract_lane(tailSum, 1) == 0 && f64x2.extract_lane(tailSum, 0) == 0) continue;
    let bodyLow = f64x2.splat(0);
    let tailLow = f64x2.splat(0);
    for (let at: usize = 0; at < splits; at += PAIR) {
      if (oneHot != 0) {
        bodyLow = v128.load(b + at);
        tailLow = v128.load(t + at);
      } else {
        bodyLow = f64x2.add(bodyLow, v128.load(b + at));
        tailLow = f64x2.add(tailLow, v128.load(t + at));
      }
      const bodyHigh = f64x2.sub(bodySum, bodyLow);
      const tailHigh = f64x2.sub(tailSum, tailLow);
      // Lane 0 the low side, lane 1 the high side.
      const average = averages(v128.shuffle<f64>(bodyLow, bodyHigh, 0, 2), v128.shuffle<f64>(bodyLow, bodyHigh, 1, 3), l2);
      const up = f64x2.mul(average, v128.shuffle<f64>(tailLow, tailHigh, 0, 2));
      const down = f64x2.mul(f64x2.mul(average, average), v128.shuffle<f64>(tailLow, tailHigh, 1, 3));
      const both = f64x2.add(v128.shuffle<f64>(up, down, 0, 2), v128.shuffle<f64>(up, down, 1, 3));
      v128.store(scores + at, f64x2.add(v128.load(scores + at), both));
    }
  }
}

export function obliviousSplit(bins: usize, border: i32, oneHot: i32, bit: i32, leafOf: usize, from: i32, to: i32, counts: usize): void {
  memory.fill(counts, 0, <usize>bit << 3);
  for (let row = <usize>from; row < <usize>to; row++) {
    const bin = <i32>load<u8>(bins + row);
    const yes = oneHot != 0 ? bin == border : bin > border;
    const at = leafOf + (row << 2);
    const leaf = load<i32>(at) | (yes ? bit : 0);
    store<i32>(at, leaf);
    store<i32>(counts + (<usize>leaf << 2), load<i32>(counts + (<usize>leaf << 2)) + 1);
  }
}

// @ts-ignore: decorator
@inline
function ctrBin(good: f32, total: i32, column: usize): u8 {
  const ctr: f32 = (good + load<f32>(column, 12)) / <f32>(total + 1);
  return <u8>(<i32>(((ctr + load<f32>(column, 16)) / load<f32>(column, 20)) * load<f32>(column, 8)));
}

const CTR_BYTES: usize = 24;

export function obliviousLeaves(splits: usize, count: i32, leafOf: usize, from: i32, to: i32): void {
  const last = splits + <usize>count * 12;
  let row = <usize>from;
  const end = <usize>to;
  if (count <= 8) {
    for (; row + 16 <= end; row += 16) {
      let leaves = i8x16.splat(0);
      let bit: u8 = 1;
      for (let split = splits; split < last; split += 12, bit <<= 1) {
        const bins = v128.load(<usize>load<i32>(split) + row);
        const border = i8x16.splat(<i8>load<i32>(split, 4));
        const yes = load<i32>(split, 8) != 0 ? i8x16.eq(bins, border) : i8x16.gt_u(bins, border);
        leaves = v128.or(leaves, v128.and(yes, i8x16.splat(<i8>bit)));
      }
      const low = i16x8.extend_low_i8x16_u(leaves);
      const high = i16x8.extend_high_i8x16_u(leaves);
      const at = leafOf + (row << 2);
      v128.store(at, i32x4.extend_low_i16x8_u(low));
      v128.store(at, i32x4.extend_high_i16x8_u(low), 16);
      v128.store(at, i32x4.extend_low_i16x8_u(high), 32);
      v128.store(at, i32x4.extend_high_i16x8_u(high), 48);
    }
  }
  for (; row < end; row++) {
    let leaf = 0;
    let bit = 1;
    for (let split = splits; split < last; split += 12, bit <<= 1) {
      const bin = <i32>load<u8>(<usize>load<i32>(split) + row);
      const border = load<i32>(split, 4);
      if (load<i32>(split, 8) != 0 ? bin == border : bin > border) leaf |= bit;
    }
    store<i32>(leafOf + (row << 2), leaf);
  }
}

/** The number of rows that count towards a statistic. */
// @ts-ignore: decorator
@inline
function goodOf(own: usize, kind: i32, border: i32, kinds: i32): f64 {
  if (kind == 1) return load<i32>(own + (<usize>border << 2));
  let good: f64 = 0;
  if (kind == 0) for (let c = border + 1; c < kinds; c++) good += load<i32>(own + (<usize>c << 2));
  else for (let c = 1; c < kinds; c++) good += <f64><f32>(<f64>c / <f64>(kinds - 1)) * <f64>load<i32>(own + (<usize>c << 2));
  return good;
}

/** Up to four columns that differ in their priors alone, all from 0 to 1: one division for all. */
function likeCtrs(ids: usize, order: usize, classes: usize, rows: i32, kinds: i32, counts: usize, seen: usize, first: usize, columns: usize, out: usize, stride: usize): void {
  const kind = load<i32>(first);
  const border = load<i32>(first, 4);
  const steps = f32x4.splat(load<f32>(first, 8));
  let priors = f32x4.splat(load<f32>(first, 12));
  if (columns > 1) priors = f32x4.replace_lane(priors, 1, load<f32>(first + CTR_BYTES, 12));
  if (columns > 2) priors = f32x4.replace_lane(priors, 2, load<f32>(first + 2 * CTR_BYTES, 12));
  if (columns > 3) priors = f32x4.replace_lane(priors, 3, load<f32>(first + 3 * CTR_BYTES, 12));
  const outB = columns > 1 ? out + stride : out;
  const outC = columns > 2 ? out + 2 * stride : out;
  const outD = columns > 3 ? out + 3 * stride : out;
  for (let t: usize = 0; t < <usize>rows; t++) {
    const row = <usize>load<u32>(order + (t << 2));
    const id = <usize>load<u32>(ids + (row << 2));
    const totalAt = counts + (id << 2);
    const total = load<i32>(totalAt);
    store<i32>(totalAt, total + 1);
    const own = seen + ((id * <usize>kinds) << 2);
    const good = kind == 0 && kinds == 2 ? <f32>load<i32>(own, 4) : <f32>goodOf(own, kind, border, kinds);
    const ctr = f32x4.div(f32x4.add(f32x4.splat(good), priors), f32x4.splat(<f32>(total + 1)));
    const bins = i32x4.trunc_sat_f32x4_u(f32x4.mul(ctr, steps));
    if (columns > 3) store<u8>(outD + row, <u8>i32x4.extract_lane(bins, 3));
    if (columns > 2) store<u8>(outC + row, <u8>i32x4.extract_lane(bins, 2));
    if (columns > 1) store<u8>(outB + row, <u8>i32x4.extract_lane(bins, 1));
    store<u8>(out + row, <u8>i32x4.extract_lane(bins, 0));
    const mine = own + (<usize>load<u8>(classes + row) << 2);
    store<i32>(mine, load<i32>(mine) + 1);
  }
}

function mixedCtrs(ids: usize, order: usize, classes: usize, rows: i32, kinds: i32, counts: usize, seen: usize, first: usize, last: usize, out: usize, stride: usize): void {
  for (let t: usize = 0; t < <usize>rows; t++) {
    const row = <usize>load<u32>(order + (t << 2));
    const id = <usize>load<u32>(ids + (row << 2));
    const totalAt = counts + (id << 2);
    const total = load<i32>(totalAt);
    store<i32>(totalAt, total + 1);
    const own = seen + ((id * <usize>kinds) << 2);
    let kind = -1;
    let border = -1;
    let good: f64 = 0;
    let to = out + row;
    for (let column = first; column < last; column += CTR_BYTES, to += stride) {
      const k = load<i32>(column);
      if (k == 3) continue;
      if (k != kind || load<i32>(column, 4) != border) {
        kind = k;
        border = load<i32>(column, 4);
        good = goodOf(own, kind, border, kinds);
      }
      store<u8>(to, ctrBin(<f32>good, total, column));
    }
    const mine = own + (<usize>load<u8>(classes + row) << 2);
    store<i32>(mine, load<i32>(mine) + 1);
  }
}

/** How many columns from the first on differ in their priors alone; 0 where the rest, but for counters, does not. */
function likeColumns(first: usize, last: usize): i32 {
  let like = 0;
  for (let column = first; column < last; column += CTR_BYTES) {
    const kind = load<i32>(column);
    if (kind == 3) continue;
    if (column != first + <usize>like * CTR_BYTES || like == 4) return 0;
    if (kind != load<i32>(first) || load<i32>(column, 4) != load<i32>(first, 4) || load<f32>(column, 8) != load<f32>(first, 8)) return 0;
    if (load<f32>(column, 16) != 0 || load<f32>(column, 20) != 1) return 0;
    like++;
  }
  return like;
}

export function obliviousCtrs(ids: usize, order: usize, classes: usize, rows: i32, groups: i32, kinds: i32, counts: usize, block: usize, out: usize): void {
  const seen = counts + (<usize>groups << 2);
  memory.fill(counts, 0, <usize>(groups * (kinds + 1)) << 2);
  const columns = load<i32>(block);
  const stride = <usize>load<i32>(block, 4);
  const first = block + 8;
  const last = first + <usize>columns * CTR_BYTES;
  const like = likeColumns(first, last);
  if (like > 0) likeCtrs(ids, order, classes, rows, kinds, counts, seen, first, like, out, stride);
  else mixedCtrs(ids, order, classes, rows, kinds, counts, seen, first, last, out, stride);
  let most = 0;
  for (let g: usize = 0; g < <usize>groups; g++) most = max(most, load<i32>(counts + (g << 2)));
  for (let column = first, to = out; column < last; column += CTR_BYTES, to += stride) {
    if (load<i32>(column) != 3) continue;
    // A group's bin is the same for all its rows.
    for (let g: usize = 0; g < <usize>groups; g++) store<u8>(seen + g, ctrBin(<f32>load<i32>(counts + (g << 2)), most, column));
    for (let row: usize = 0; row < <usize>rows; row++) store<u8>(to + row, load<u8>(seen + <usize>load<u32>(ids + (row << 2))));
  }
}

export function obliviousPick(leafOf: usize, rows: usize, count: i32, marks: usize, out: usize, found: usize): void {
  let to = out;
  if (rows == 0) {
    for (let row: usize = 0; row < <usize>count; row++) {
      store<u32>(to, <u32>row);
      to += <usize>load<i32>(marks + (<usize>load<u32>(leafOf + (row << 2)) << 2)) << 2;
    }
  } else {
    for (let i: usize = 0; i < <usize>count; i++) {
      const row = <usize>load<u32>(rows + (i << 2));
      store<u32>(to, <u32>row);
      to += <usize>load<i32>(marks + (<usize>load<u32>(leafOf + (row << 2)) << 2)) << 2;
    }
  }
  store<i32>(found, <i32>((to - out) >> 2));
}

const LEAF_BYTES: usize = 32;
const LEAST_FACTOR: f64 = 1e-100;
const PRODUCT_STEP: f64 = 1e200;

export function loglossLeaves(state: usize, y: usize, leafOf: usize, from: i32, to: i32, by: usize, leaves: i32, out: usize, counted: i32): void {
  const one = f64x2.splat(1);
  const end = out + <usize>leaves * LEAF_BYTES;
  const counts = end + LEAF_BYTES;
  memory.fill(out, 0, <usize>leaves * (LEAF_BYTES + 4) + LEAF_BYTES);
  let product = one;
  let scaled: f64 = 0;
  let row = <usize>from;
  const last = <usize>to;
  for (; row < last; row += 2) {
    const two = row + 1 < last;
    const a = leafOf == 0 ? 0 : <usize>load<u32>(leafOf + (row << 2));
    const b = leafOf == 0 || !two ? a : <usize>load<u32>(leafOf + (row << 2), 4);
    const states = two ? v128.load(state + (row << 3)) : f64x2.splat(load<f64>(state + (row << 3)));
    const targets = two ? v128.load(y + (row << 3)) : f64x2.splat(load<f64>(y + (row << 3)));
    const factors = f64x2.replace_lane(f64x2.splat(load<f64>(by + (a << 3))), 1, load<f64>(by + (b << 3)));
    const rest = f64x2.div(one, f64x2.add(one, f64x2.mul(states, factors)));
    const p = f64x2.sub(one, rest);
    const ders = f64x2.sub(targets, p);
    const seconds = f64x2.neg(f64x2.mul(p, rest));
    const even = out + a * LEAF_BYTES;
    v128.store(even, f64x2.add(v128.load(even), v128.shuffle<f64>(ders, seconds, 0, 2)));
    if (two) {
      const odd = out + b * LEAF_BYTES;
      v128.store(odd, f64x2.add(v128.load(odd, 16), v128.shuffle<f64>(ders, seconds, 1, 3)), 16);
    }
    if (counted != 0) {
      store<i32>(counts + (a << 2), load<i32>(counts + (a << 2)) + 1);
      if (two) store<i32>(counts + (b << 2), load<i32>(counts + (b << 2)) + 1);
    }
    const factor = f64x2.pmax(f64x2.splat(LEAST_FACTOR), v128.bitselect(p, rest, f64x2.eq(targets, one)));
    product = f64x2.mul(product, two ? factor : f64x2.replace_lane(factor, 1, 1));
    const small = f64x2.lt(product, f64x2.splat(1 / PRODUCT_STEP));
    if (v128.any_true(small)) {
      product = v128.bitselect(f64x2.mul(product, f64x2.splat(PRODUCT_STEP)), product, small);
      scaled += (v128.any_true(v128.and(small, i64x2(-1, 0))) ? 1 : 0) + (v128.any_true(v128.and(small, i64x2(0, -1))) ? 1 : 0);
    }
  }
  for (let at = out; at < end; at += LEAF_BYTES) v128.store(at, f64x2.add(v128.load(at), v128.load(at, 16)));
  v128.store(end, product);
  store<f64>(end, scaled, 16);
}

const UNIT: f64 = 1 / 4294967296.0;
const LEAST_CHANCE: f64 = 2.220446049250313e-16;

// @ts-ignore: decorator
@inline
function uniformAt(key: u32, i: u32): f64 {
  let h = key + i * 0x9e3779b1;
  h = (h ^ (h >>> 16)) * 0x21f0aaad;
  h = (h ^ (h >>> 15)) * 0x735a2d97;
  return <f64>(h ^ (h >>> 15)) * UNIT;
}

export function obliviousMvs(sizes: usize, from: i32, to: i32, wanted: usize, key: i32, out: usize): void {
  const goal = load<f64>(wanted);
  const end = sizes + (<usize>to << 3);
  const start = sizes + (<usize>from << 3);
  const pairs = start + (<usize>((to - from) >> 1) << 4);
  for (let at = start; at < end; at += 8) store<f64>(at, sqrt(load<f64>(at)));
  let threshold: f64 = Infinity;
  let falls = true;
  while (falls) {
    const limit = f64x2.splat(threshold);
    let small = f64x2.splat(0);
    let large = f64x2.splat(0);
    for (let at = start; at < pairs; at += 16) {
      const size = v128.load(at);
      const above = f64x2.gt(size, limit);
      small = f64x2.add(small, v128.andnot(size, above));
      large = f64x2.add(large, v128.and(f64x2.splat(1), above));
    }
    if (pairs < end) {
      const size = load<f64>(pairs);
      if (size > threshold) large = f64x2.add(large, f64x2.replace_lane(f64x2.splat(0), 0, 1));
      else small = f64x2.add(small, f64x2.replace_lane(f64x2.splat(0), 0, size));
    }
    const next = (f64x2.extract_lane(small, 0) + f64x2.extract_lane(small, 1)) / (goal - (f64x2.extract_lane(large, 0) + f64x2.extract_lane(large, 1)));
    falls = next < threshold;
    threshold = next;
  }
  for (let row = from; row < to; row++) {
    const size = load<f64>(sizes + (<usize>row << 3));
    const chance: f64 = size > threshold ? 1.0 : size / threshold;
    const drawn = uniformAt(key, row) < chance && chance > LEAST_CHANCE;
    store<f64>(out + (<usize>row << 3), drawn ? 1.0 / chance : 0.0);
  }
}
