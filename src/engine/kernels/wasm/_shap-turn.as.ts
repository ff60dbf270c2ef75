// The way down: which way rows turn at a node, and what reaches its children. See twins/tree-shap.ts.
import { leaves } from './_shap-effects.as';
import { LANES, HALF, points, row, size, reach, ways, turns } from './_shap-state.as';

/** A mask of two rows: whether each one's category is in the set. */
function inSet(cells: usize, set: usize, words: i32, missing: bool): v128 {
  return i64x2(member(load<f64>(cells), set, words, missing), member(load<f64>(cells, 8), set, words, missing));
}

export function member(x: f64, set: usize, words: i32, missing: bool): i64 {
  if (x != x) return missing ? -1 : 0;
  if (!(x >= 0 && x < <f64>(words << 5))) return 0;
  const code = <u32>x;
  return (load<u32>(set + (<usize>(code >> 5) << 2)) >> (code & 31)) & 1 ? -1 : 0;
}

export function turn(node: usize): void {
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

export function enter(node: usize): void {
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
