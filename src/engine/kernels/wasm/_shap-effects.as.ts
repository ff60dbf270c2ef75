// The way up: what leaves say, and the effects of features alone and two together. See twins/tree-shap.ts.
import { LANES, HALF, points, width, groups, row, step, size, reach, says, ways, turns, product, away, effects, pairs } from './_shap-state.as';

function spread(value: usize, into: usize): void {
  const v = v128.load64_splat(value);
  for (let i: usize = 0; i < size; i += HALF) v128.store(into + i, v);
}

export function leaves(node: usize): void {
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

export function exit(node: usize): void {
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
export function bottom(node: usize): void {
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
