// Path-dependent TreeSHAP and interactions: the compiled form of twins/tree-shap.ts, four rows at a time. Offsets are those of
// trees/shap/layout.ts; every sum is taken in the twin's order, so that the bits are the same.
import { leaves, exit, bottom } from './_shap-effects.as';
import { LANES, HALF, points, width, groups, row, step, size, reach, says, ways, turns, product, away, effects, pairs } from './_shap-state.as';
import { turn, enter } from './_shap-turn.as';

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
