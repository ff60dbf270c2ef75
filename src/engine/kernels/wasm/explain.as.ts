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
      v128.store(change, c0);
      v128.store(change, c1, 16);
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
