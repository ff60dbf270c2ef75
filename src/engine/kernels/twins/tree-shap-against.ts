import { AGAINST_NODE as NODE, AGAINST_TREE, BLOCK, LEAF, MISSING_LEFT } from '../../trees/shap/layout.ts';
import type { Memory } from '../memory.ts';

/** Of a column on the way to a node: its answers fit row and background, the row alone, or the background alone. */
const BOTH = 0;
const ROW = 1;
const BACKGROUND = 2;

/** One walk of one row against a set of background rows. */
interface Walk {
  readonly m: Memory;
  readonly row: number;
  readonly words: number;
  readonly width: number;
  readonly groups: number;
  readonly step: number;
  readonly effects: number;
  readonly pairs: number;
  readonly weights: number;
  readonly side: number;
  /** Addresses: a state a column; groups that fit the row alone, and the background alone; two sets a level. */
  readonly states: number;
  readonly ones: number;
  readonly zeros: number;
  readonly sets: number;
}

/**
 * Interventional TreeSHAP (Lundberg et al. 2020), exactly: each row against all background rows at once. Going down, the background
 * rows are kept as a set of bits that is split where they part; where row and background part, both ways are gone. At a leaf
 * the columns that lead there are known to hold the row's cells (n1 of them) or the background's (n0), and share the leaf's value by
 * weights that depend on those counts only.
 *
 * Works on rows `from` … `to` − 1 of the block (see layout.ts) and adds to its results, the sum over the background rows.
 */
export function treeShapAgainst(m: Memory, block: number, from: number, to: number, scratch: number): void {
  const at = (offset: number): number => m.i32[(block + offset) >> 2]!;
  const words = at(BLOCK.words);
  const side = at(BLOCK.side);
  const groups = at(BLOCK.groups);
  const step = at(BLOCK.stride) * 8;
  const ones = scratch;
  const zeros = ones + side * 4;
  const states = zeros + side * 4;
  const sets = states + at(BLOCK.columns) * 4;
  for (let row = from; row < to; row++) {
    for (let t = 0; t < at(BLOCK.trees); t++) {
      const tree = at(BLOCK.treesAt) + t * AGAINST_TREE.bytes;
      const output = m.i32[(tree + AGAINST_TREE.output) >> 2]!;
      const pairs = at(BLOCK.pairs);
      const walk = {
        m, row, words, width: at(BLOCK.width), groups, step, effects: at(BLOCK.effects) + output * groups * step,
        pairs: pairs === 0 ? 0 : pairs + output * groups * groups * step, weights: at(BLOCK.weights), side, states, ones, zeros, sets,
      };
      visit(walk, m.i32[(tree + AGAINST_TREE.root) >> 2]!, at(BLOCK.start), 0, 0, 0);
    }
  }
}

function goesLeft({ m: { i32, u32, f64 }, row }: Walk, node: number): boolean {
  const x = f64[(i32[(node + NODE.cells) >> 2]! >> 3) + row]!;
  if (x !== x) return (i32[(node + NODE.flags) >> 2]! & MISSING_LEFT) !== 0;
  const set = i32[(node + NODE.set) >> 2]! >> 2;
  if (set === 0) return x <= f64[(node + NODE.threshold) >> 3]!;
  return x >= 0 && x < i32[(node + NODE.words) >> 2]! * 32 && ((u32[set + (x >>> 5)]! >>> (x & 31)) & 1) === 1;
}

/** Background rows of `from` that go the same way as the row (or the other way) at a node; whether there are any. */
function part({ m: { u32 }, words }: Walk, from: number, mask: number, flip: number, into: number): boolean {
  let any = 0;
  for (let w = 0; w < words; w++) {
    const bits = u32[(from >> 2) + w]! & (u32[(mask >> 2) + w]! ^ flip);
    u32[(into >> 2) + w] = bits;
    any |= bits;
  }
  return any !== 0;
}

function visit(k: Walk, node: number, set: number, level: number, n1: number, n0: number): void {
  const { i32 } = k.m;
  if (i32[(node + NODE.flags) >> 2]! & LEAF) {
    if (n1 + n0 > 0) leaf(k, node, set, n1, n0);
    return;
  }
  const left = goesLeft(k, node);
  const own = i32[(node + (left ? NODE.left : NODE.right)) >> 2]!;
  const other = i32[(node + (left ? NODE.right : NODE.left)) >> 2]!;
  const state = (k.states >> 2) + i32[(node + NODE.column) >> 2]!;
  const was = i32[state]!;
  if (was === ROW) {
    visit(k, own, set, level, n1, n0);
    return;
  }
  const mask = i32[(node + NODE.mask) >> 2]!;
  const group = i32[(node + NODE.group) >> 2]!;
  const along = k.sets + 2 * level * k.words * 4;
  const apart = along + k.words * 4;
  const hasAlong = part(k, set, mask, left ? 0 : -1, along);
  const hasApart = part(k, set, mask, left ? -1 : 0, apart);
  if (hasAlong) visit(k, own, along, level + 1, n1, n0);
  if (!hasApart) return;
  if (was === BACKGROUND) {
    visit(k, other, apart, level + 1, n1, n0);
    return;
  }
  i32[state] = ROW;
  i32[(k.ones >> 2) + n1] = group;
  visit(k, own, apart, level + 1, n1 + 1, n0);
  i32[state] = BACKGROUND;
  i32[(k.zeros >> 2) + n0] = group;
  visit(k, other, apart, level + 1, n1, n0 + 1);
  i32[state] = BOTH;
}

function leaf(k: Walk, node: number, set: number, n1: number, n0: number): void {
  const { i32, u32, f64 } = k.m;
  let count = 0;
  for (let w = 0; w < k.words; w++) for (let bits = u32[(set >> 2) + w]!; bits !== 0; bits &= bits - 1) count++;
  const value = i32[(node + NODE.value) >> 2]! >> 3;
  const table = (number: number): number => f64[(k.weights >> 3) + (number * k.side + n1) * k.side + n0]! * count;
  const [one, zero] = [table(0), table(1)];
  for (let o = 0; o < k.width; o++) {
    const v = f64[value + o]!;
    const add = (group: number, by: number): void => { f64[((k.effects + (o * k.groups + group) * k.step) >> 3) + k.row]! += by; };
    for (let i = 0; i < n1; i++) add(i32[(k.ones >> 2) + i]!, one * v);
    for (let i = 0; i < n0; i++) add(i32[(k.zeros >> 2) + i]!, zero * v);
    if (k.pairs !== 0) together(k, o, v, n1, n0, table(2), table(3), table(4));
  }
}

function together(k: Walk, o: number, v: number, n1: number, n0: number, two: number, mixed: number, none: number): void {
  const { i32, f64 } = k.m;
  const add = (a: number, b: number, by: number): void => { f64[((k.pairs + ((o * k.groups + a) * k.groups + b) * k.step) >> 3) + k.row]! += by; };
  const one = (i: number): number => i32[(k.ones >> 2) + i]!;
  const zero = (i: number): number => i32[(k.zeros >> 2) + i]!;
  for (let i = 0; i < n1; i++) {
    for (let j = 0; j < i; j++) add(one(i), one(j), two * v);
    for (let j = 0; j < n0; j++) add(one(i), zero(j), mixed * v);
  }
  for (let i = 0; i < n0; i++) for (let j = 0; j < i; j++) add(zero(i), zero(j), none * v);
}
