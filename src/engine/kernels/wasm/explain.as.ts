// Path-dependent TreeSHAP and interactions: the compiled form of twins/tree-shap.ts, four rows at a time. Offsets are those of
// trees/shap/layout.ts; every sum is taken in the twin's order, so that the bits are the same.

const LANES: usize = 32;
const HALF: usize = 16;

// The walk that is going on. Globals belong to an instance, and so to one thread.
let points: i32 = 0;
let width: i32 = 0;
let groups: i32 = 0;
let row: usize = 0;
let step: usize = 0;
let size: usize = 0;
let reach: usize = 0;
let says: usize = 0;
let ways: usize = 0;
let turns: usize = 0;
let product: usize = 0;
let away: usize = 0;
let effects: usize = 0;
let pairs: usize = 0;

export function treeShap(block: usize, from: i32, to: i32, scratch: usize): void {
  const trees = load<i32>(block);
  const treesAt = <usize>load<u32>(block, 4);
  step = <usize>load<u32>(block, 12) << 3;
  width = load<i32>(block, 16);
  groups = load<i32>(block, 24);
  const allEffects = <usize>load<u32>(block, 20);
  const allPairs = <usize>load<u32>(block, 28);
  for (let t = 0; t < trees; t++) {
    const tree = treesAt + <usize>t * 32;
    points = load<i32>(tree, 12);
    const slots = <usize>load<i32>(tree, 20);
    const output = <usize>load<i32>(tree, 16);
    size = <usize>points * LANES;
    reach = scratch;
    says = reach + slots * size;
    ways = says + slots * <usize>width * size;
    turns = ways + slots * LANES;
    product = turns + slots * LANES;
    away = <usize>load<u32>(tree, 24);
    effects = allEffects + output * <usize>groups * step;
    pairs = allPairs == 0 ? 0 : allPairs + output * <usize>groups * <usize>groups * step;
    for (let r = from; r < to; r += 4) {
      row = <usize>r << 3;
      walk(<usize>load<u32>(tree), load<i32>(tree, 4), <usize>load<u32>(tree, 8));
    }
  }
}

function walk(steps: usize, count: i32, nodes: usize): void {
  for (let i: usize = 0; i < size; i += HALF) v128.store(reach + i, f64x2.splat(1));
  for (let s = 0; s < count; s++, steps += 4) {
    const code = load<u32>(steps);
    const node = nodes + <usize>(code >> 2) * 72;
    const kind = code & 3;
    if (kind == 0) {
      turn(node);
      enter(node);
    } else {
      if (kind == 2) {
        turn(node);
        if (pairs == 0) {
          bottom(node);
          continue;
        }
        leaves(node);
      }
      exit(node);
    }
  }
}

/** A mask of two rows: whether each one's category is in the set. */
function inSet(cells: usize, set: usize, words: i32, missing: bool): v128 {
  return i64x2(member(load<f64>(cells), set, words, missing), member(load<f64>(cells, 8), set, words, missing));
}

function member(x: f64, set: usize, words: i32, missing: bool): i64 {
  if (x != x) return missing ? -1 : 0;
  if (!(x >= 0 && x < <f64>(words << 5))) return 0;
  const code = <u32>x;
  return (load<u32>(set + (<usize>(code >> 5) << 2)) >> (code & 31)) & 1 ? -1 : 0;
}

function turn(node: usize): void {
  const cells = <usize>load<u32>(node) + row;
  const set = <usize>load<u32>(node, 20);
  const missing = (load<i32>(node, 28) & 1) != 0;
  let left0: v128;
  let left1: v128;
  if (set == 0) {
    const threshold = v128.load64_splat(node, 56);
    const x0 = v128.load(cells);
    const x1 = v128.load(cells, 16);
    left0 = f64x2.le(x0, threshold);
    left1 = f64x2.le(x1, threshold);
    if (missing) {
      left0 = v128.or(left0, f64x2.ne(x0, x0));
      left1 = v128.or(left1, f64x2.ne(x1, x1));
    }
  } else {
    const words = load<i32>(node, 24);
    left0 = inSet(cells, set, words, missing);
    left1 = inSet(cells + HALF, set, words, missing);
  }
  const previous = load<i32>(node, 16);
  let open0 = i64x2.splat(-1);
  let open1 = open0;
  if (previous >= 0) {
    const before = ways + <usize>previous * LANES;
    open0 = v128.load(before);
    open1 = v128.load(before, 16);
  }
  const right0 = v128.andnot(open0, left0);
  const right1 = v128.andnot(open1, left1);
  left0 = v128.and(open0, left0);
  left1 = v128.and(open1, left1);
  const kids = ways + <usize>load<u32>(node, 12) * LANES;
  v128.store(kids, left0);
  v128.store(kids, left1, 16);
  v128.store(kids, right0, 32);
  v128.store(kids, right1, 48);
  const share = load<f64>(node, 64);
  const toLeft = f64x2.splat(1 - share);
  const toRight = f64x2.splat(-share);
  const into = turns + <usize>load<u32>(node, 8) * LANES;
  v128.store(into, v128.or(v128.and(left0, toLeft), v128.and(right0, toRight)));
  v128.store(into, v128.or(v128.and(left1, toLeft), v128.and(right1, toRight)), 16);
}

function enter(node: usize): void {
  const slot = <usize>load<u32>(node, 8);
  const share = v128.load64_splat(node, 64);
  const e0 = v128.load(turns + slot * LANES);
  const e1 = v128.load(turns + slot * LANES, 16);
  let tau = <usize>load<u32>(node, 32);
  let from = reach + slot * size;
  let left = reach + <usize>load<u32>(node, 12) * size;
  let right = left + size;
  for (let q = 0; q < points; q++) {
    const t = v128.load64_splat(tau);
    const p0 = v128.load(from);
    const p1 = v128.load(from, 16);
    const l0 = f64x2.mul(f64x2.add(share, f64x2.mul(t, e0)), p0);
    const l1 = f64x2.mul(f64x2.add(share, f64x2.mul(t, e1)), p1);
    v128.store(left, l0);
    v128.store(left, l1, 16);
    v128.store(right, f64x2.sub(p0, l0));
    v128.store(right, f64x2.sub(p1, l1), 16);
    tau += 8;
    from += LANES;
    left += LANES;
    right += LANES;
  }
  leaves(node);
}

function spread(value: usize, into: usize): void {
  const v = v128.load64_splat(value);
  for (let i: usize = 0; i < size; i += HALF) v128.store(into + i, v);
}

function leaves(node: usize): void {
  const flags = load<i32>(node, 28);
  const kids = says + <usize>load<u32>(node, 12) * <usize>width * size;
  if (flags & 2) {
    const value = <usize>load<u32>(node, 40);
    for (let k = 0; k < width; k++) spread(value + (<usize>k << 3), kids + <usize>k * size);
  }
  if (flags & 4) {
    const value = <usize>load<u32>(node, 44);
    for (let k = 0; k < width; k++) spread(value + (<usize>k << 3), kids + <usize>(width + k) * size);
  }
}

function exit(node: usize): void {
  const slot = <usize>load<u32>(node, 8);
  const kids = <usize>load<u32>(node, 12);
  const group = <usize>load<u32>(node, 4);
  const share = v128.load64_splat(node, 64);
  const e0 = v128.load(turns + slot * LANES);
  const e1 = v128.load(turns + slot * LANES, 16);
  for (let k = 0; k < width; k++) {
    let left = says + (kids * <usize>width + <usize>k) * size;
    let right = left + <usize>width * size;
    let into = says + (slot * <usize>width + <usize>k) * size;
    let come = reach + slot * size;
    let change = product;
    let tau = <usize>load<u32>(node, 32);
    let kappa = <usize>load<u32>(node, 36);
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    for (let q = 0; q < points; q++) {
      const t = v128.load64_splat(tau);
      const w = v128.load64_splat(kappa);
      const r0 = v128.load(right);
      const r1 = v128.load(right, 16);
      const d0 = f64x2.sub(v128.load(left), r0);
      const d1 = f64x2.sub(v128.load(left, 16), r1);
      v128.store(into, f64x2.add(r0, f64x2.mul(f64x2.add(share, f64x2.mul(t, e0)), d0)));
      v128.store(into, f64x2.add(r1, f64x2.mul(f64x2.add(share, f64x2.mul(t, e1)), d1)), 16);
      const c0 = f64x2.mul(f64x2.mul(w, v128.load(come)), d0);
      const c1 = f64x2.mul(f64x2.mul(w, v128.load(come, 16)), d1);
      if (pairs != 0) {
        v128.store(change, c0);
        v128.store(change, c1, 16);
      }
      sum0 = f64x2.add(sum0, c0);
      sum1 = f64x2.add(sum1, c1);
      tau += 8;
      kappa += 8;
      left += LANES;
      right += LANES;
      into += LANES;
      come += LANES;
      change += LANES;
    }
    const add = effects + (<usize>(k * groups) + group) * step + row;
    v128.store(add, f64x2.add(v128.load(add), f64x2.mul(e0, sum0)));
    v128.store(add, f64x2.add(v128.load(add, 16), f64x2.mul(e1, sum1)), 16);
    if (pairs != 0) together(node, e0, e1, pairs + ((<usize>(k * groups) + group) * <usize>groups) * step + row);
  }
}

/** `exit` of a node with two leaves, whose values need not be spread first. */
function bottom(node: usize): void {
  const slot = <usize>load<u32>(node, 8);
  const share = v128.load64_splat(node, 64);
  const e0 = v128.load(turns + slot * LANES);
  const e1 = v128.load(turns + slot * LANES, 16);
  const leftValue = <usize>load<u32>(node, 40);
  const rightValue = <usize>load<u32>(node, 44);
  let add = effects + <usize>load<u32>(node, 4) * step + row;
  let into = says + slot * <usize>width * size;
  for (let k = 0; k < width; k++) {
    const r = v128.load64_splat(rightValue + (<usize>k << 3));
    const d = f64x2.sub(v128.load64_splat(leftValue + (<usize>k << 3)), r);
    let come = reach + slot * size;
    let tau = <usize>load<u32>(node, 32);
    let kappa = <usize>load<u32>(node, 36);
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    for (let q = 0; q < points; q++) {
      const t = v128.load64_splat(tau);
      const w = v128.load64_splat(kappa);
      v128.store(into, f64x2.add(r, f64x2.mul(f64x2.add(share, f64x2.mul(t, e0)), d)));
      v128.store(into, f64x2.add(r, f64x2.mul(f64x2.add(share, f64x2.mul(t, e1)), d)), 16);
      sum0 = f64x2.add(sum0, f64x2.mul(f64x2.mul(w, v128.load(come)), d));
      sum1 = f64x2.add(sum1, f64x2.mul(f64x2.mul(w, v128.load(come, 16)), d));
      tau += 8;
      kappa += 8;
      into += LANES;
      come += LANES;
    }
    v128.store(add, f64x2.add(v128.load(add), f64x2.mul(e0, sum0)));
    v128.store(add, f64x2.add(v128.load(add, 16), f64x2.mul(e1, sum1)), 16);
    add += <usize>groups * step;
  }
}

function together(node: usize, e0: v128, e1: v128, from: usize): void {
  let ancestor = <usize>load<u32>(node, 48);
  const count = load<i32>(node, 52);
  for (let a = 0; a < count; a++, ancestor += 12) {
    const way = ways + <usize>load<u32>(ancestor) * LANES;
    const open0 = v128.load(way);
    const open1 = v128.load(way, 16);
    let here = <usize>load<u32>(ancestor, 8);
    let gone = away;
    let change = product;
    let sum0 = f64x2.splat(0);
    let sum1 = sum0;
    for (let q = 0; q < points; q++) {
      const h = v128.load64_splat(here);
      const g = v128.load64_splat(gone);
      sum0 = f64x2.add(sum0, f64x2.mul(v128.load(change), v128.bitselect(h, g, open0)));
      sum1 = f64x2.add(sum1, f64x2.mul(v128.load(change, 16), v128.bitselect(h, g, open1)));
      here += 8;
      gone += 8;
      change += LANES;
    }
    const into = from + <usize>load<u32>(ancestor, 4) * step;
    v128.store(into, f64x2.add(v128.load(into), f64x2.mul(e0, sum0)));
    v128.store(into, f64x2.add(v128.load(into, 16), f64x2.mul(e1, sum1)), 16);
  }
}

// Interventional TreeSHAP: the compiled form of twins/tree-shap-against.ts.

let words: i32 = 0;
let side: usize = 0;
let weights: usize = 0;
let states: usize = 0;
let ones: usize = 0;
let zeros: usize = 0;
let sets: usize = 0;

export function treeShapAgainst(block: usize, from: i32, to: i32, scratch: usize): void {
  const trees = load<i32>(block);
  const treesAt = <usize>load<u32>(block, 4);
  step = <usize>load<u32>(block, 12) << 3;
  width = load<i32>(block, 16);
  groups = load<i32>(block, 24);
  const allEffects = <usize>load<u32>(block, 20);
  const allPairs = <usize>load<u32>(block, 28);
  words = load<i32>(block, 32);
  const start = <usize>load<u32>(block, 36);
  weights = <usize>load<u32>(block, 40);
  side = <usize>load<u32>(block, 44);
  ones = scratch;
  zeros = ones + (side << 2);
  states = zeros + (side << 2);
  sets = states + (<usize>load<u32>(block, 48) << 2);
  for (let r = from; r < to; r++) {
    row = <usize>r << 3;
    for (let t = 0; t < trees; t++) {
      const tree = treesAt + (<usize>t << 3);
      const output = <usize>load<u32>(tree, 4);
      effects = allEffects + output * <usize>groups * step;
      pairs = allPairs == 0 ? 0 : allPairs + output * <usize>groups * <usize>groups * step;
      visit(<usize>load<u32>(tree), start, 0, 0, 0);
    }
  }
}

function goesLeft(node: usize): bool {
  const x = load<f64>(<usize>load<u32>(node) + row);
  const set = <usize>load<u32>(node, 16);
  const missing = (load<i32>(node, 24) & 1) != 0;
  if (set != 0) return member(x, set, load<i32>(node, 20), missing) != 0;
  return x != x ? missing : x <= load<f64>(node, 40);
}

function part(from: usize, mask: usize, flip: u32, into: usize): bool {
  let any: u32 = 0;
  for (let w = 0; w < words; w++) {
    const bits = load<u32>(from) & (load<u32>(mask) ^ flip);
    store<u32>(into, bits);
    any |= bits;
    from += 4;
    mask += 4;
    into += 4;
  }
  return any != 0;
}

function visit(node: usize, set: usize, level: usize, n1: usize, n0: usize): void {
  if (load<i32>(node, 24) & 8) {
    if (n1 + n0 > 0) leaf(node, set, n1, n0);
    return;
  }
  const left = goesLeft(node);
  const own = <usize>(left ? load<u32>(node, 8) : load<u32>(node, 12));
  const other = <usize>(left ? load<u32>(node, 12) : load<u32>(node, 8));
  const state = states + (<usize>load<u32>(node, 32) << 2);
  const was = load<i32>(state);
  if (was == 1) {
    visit(own, set, level, n1, n0);
    return;
  }
  const mask = <usize>load<u32>(node, 36);
  const group = load<i32>(node, 4);
  const bytes = <usize>words << 2;
  const along = sets + 2 * level * bytes;
  const apart = along + bytes;
  const hasAlong = part(set, mask, left ? 0 : -1, along);
  const hasApart = part(set, mask, left ? -1 : 0, apart);
  if (hasAlong) visit(own, along, level + 1, n1, n0);
  if (!hasApart) return;
  if (was == 2) {
    visit(other, apart, level + 1, n1, n0);
    return;
  }
  store<i32>(state, 1);
  store<i32>(ones + (n1 << 2), group);
  visit(own, apart, level + 1, n1 + 1, n0);
  store<i32>(state, 2);
  store<i32>(zeros + (n0 << 2), group);
  visit(other, apart, level + 1, n1, n0 + 1);
  store<i32>(state, 0);
}

function leaf(node: usize, set: usize, n1: usize, n0: usize): void {
  let found = 0;
  for (let w = 0; w < words; w++) found += popcnt<i32>(load<i32>(set + (<usize>w << 2)));
  const count = <f64>found;
  const cell = weights + ((n1 * side + n0) << 3);
  const table = (side * side) << 3;
  const one = load<f64>(cell) * count;
  const zero = load<f64>(cell + table) * count;
  const value = <usize>load<u32>(node, 28);
  for (let o = 0; o < width; o++) {
    const v = load<f64>(value + (<usize>o << 3));
    const base = effects + <usize>(o * groups) * step + row;
    for (let i: usize = 0; i < n1; i++) more(base + <usize>load<u32>(ones + (i << 2)) * step, one * v);
    for (let i: usize = 0; i < n0; i++) more(base + <usize>load<u32>(zeros + (i << 2)) * step, zero * v);
    if (pairs != 0) pairwise(o, v, n1, n0, load<f64>(cell + 2 * table) * count, load<f64>(cell + 3 * table) * count, load<f64>(cell + 4 * table) * count);
  }
}

// @ts-ignore: decorator
@inline
function more(at: usize, by: f64): void {
  store<f64>(at, load<f64>(at) + by);
}

// @ts-ignore: decorator
@inline
function pairAt(o: i32, a: usize, b: usize): usize {
  return pairs + ((<usize>(o * groups) + <usize>load<u32>(a)) * <usize>groups + <usize>load<u32>(b)) * step + row;
}

function pairwise(o: i32, v: f64, n1: usize, n0: usize, two: f64, mixed: f64, none: f64): void {
  for (let i: usize = 0; i < n1; i++) {
    for (let j: usize = 0; j < i; j++) more(pairAt(o, ones + (i << 2), ones + (j << 2)), two * v);
    for (let j: usize = 0; j < n0; j++) more(pairAt(o, ones + (i << 2), zeros + (j << 2)), mixed * v);
  }
  for (let i: usize = 0; i < n0; i++) for (let j: usize = 0; j < i; j++) more(pairAt(o, zeros + (i << 2), zeros + (j << 2)), none * v);
}
