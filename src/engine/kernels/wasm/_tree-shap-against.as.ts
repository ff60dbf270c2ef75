// Interventional TreeSHAP: the compiled form of twins/tree-shap-against.ts.
import { width, groups, row, step, effects, pairs } from './_shap-state.as';
import { member } from './_shap-turn.as';

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

@inline
function more(at: usize, by: f64): void {
  store<f64>(at, load<f64>(at) + by);
}

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
