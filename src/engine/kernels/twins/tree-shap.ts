import type { Memory } from '../memory.ts';
import { ANCESTOR, BLOCK, LANES, LEFT_LEAF, MISSING_LEFT, NODE, RIGHT_LEAF, TREE } from '../../trees/shap/layout.ts';
import { BOTTOM, ENTER } from '../../trees/shap/program.ts';

/** Where the parts of one walk lie. */
interface Places {
  readonly points: number;
  readonly width: number;
  readonly reach: number;
  readonly says: number;
  readonly ways: number;
  readonly turns: number;
  readonly product: number;
  readonly away: number;
  readonly effects: number;
  readonly pairs: number;
  readonly groups: number;
  /** Bytes between the results of neighbouring groups. */
  readonly step: number;
}

/**
 * Path-dependent TreeSHAP, exactly, by quadrature over the multilinear extension (Owen 1972): let every column be known with
 * chance t. Then a node sends a row left with chance ρ = λ + τ e, where λ is the share of training rows that went left, and e says
 * how far the row's own answer is from λ (nothing where the row had left this branch before by an answer about the same column).
 * A column's Shapley value is the integral over t of what its answers change, κ · reach · (left − right) · e summed over its nodes:
 * a polynomial of degree below the number of columns on a path, for which Q = ⌈columns / 2⌉ Gauss–Legendre nodes are exact.
 * One pass over the tree's nodes a row: O(nodes · Q), whatever the depth.
 *
 * Interactions take the second derivative the same way: each node beside the last answers about other columns above it.
 *
 * Works on rows `from` … `to` − 1 (multiples of 4) of the block (see layout.ts) and adds to its results.
 */
export function treeShap(m: Memory, block: number, from: number, to: number, scratch: number): void {
  const at = (offset: number): number => m.i32[(block + offset) >> 2]!;
  const step = at(BLOCK.stride) * 8;
  const width = at(BLOCK.width);
  const groups = at(BLOCK.groups);
  for (let t = 0; t < at(BLOCK.trees); t++) {
    const tree = at(BLOCK.treesAt) + t * TREE.bytes;
    const points = m.i32[(tree + TREE.points) >> 2]!;
    const slots = m.i32[(tree + TREE.slots) >> 2]!;
    const output = m.i32[(tree + TREE.output) >> 2]!;
    const says = scratch + slots * points * LANES * 8;
    const ways = says + slots * width * points * LANES * 8;
    const turns = ways + slots * LANES * 8;
    const pairs = at(BLOCK.pairs);
    const places = {
      points, width, reach: scratch, says, ways, turns, product: turns + slots * LANES * 8, away: m.i32[(tree + TREE.away) >> 2]!,
      effects: at(BLOCK.effects) + output * groups * step, pairs: pairs === 0 ? 0 : pairs + output * groups * groups * step, groups, step,
    };
    for (let row = from; row < to; row += LANES) walk(m, tree, row, places);
  }
}

function walk(m: Memory, tree: number, row: number, p: Places): void {
  const steps = m.i32[(tree + TREE.steps) >> 2]! >> 2;
  const count = m.i32[(tree + TREE.stepCount) >> 2]!;
  const nodes = m.i32[(tree + TREE.nodes) >> 2]!;
  m.f64.fill(1, p.reach >> 3, (p.reach >> 3) + p.points * LANES);
  for (let s = steps; s < steps + count; s++) {
    const node = nodes + (m.i32[s]! >> 2) * NODE.bytes;
    const kind = m.i32[s]! & 3;
    if (kind === ENTER) {
      turn(m, node, row, p);
      enter(m, node, p);
    } else {
      if (kind === BOTTOM) {
        turn(m, node, row, p);
        leaves(m, node, p);
      }
      exit(m, node, row, p);
    }
  }
}

/** What the node's question says of each row: where it goes on, and how far from the training rows' share. */
function turn({ i32, u32, f64 }: Memory, node: number, row: number, p: Places): void {
  const flags = i32[(node + NODE.flags) >> 2]!;
  const set = i32[(node + NODE.set) >> 2]! >> 2;
  const words = i32[(node + NODE.words) >> 2]!;
  const previous = i32[(node + NODE.previous) >> 2]!;
  const kids = (p.ways >> 3) + i32[(node + NODE.kids) >> 2]! * LANES;
  const turns = (p.turns >> 3) + i32[(node + NODE.slot) >> 2]! * LANES;
  const threshold = f64[(node + NODE.threshold) >> 3]!;
  const share = f64[(node + NODE.share) >> 3]!;
  const cells = (i32[(node + NODE.cells) >> 2]! >> 3) + row;
  for (let r = 0; r < LANES; r++) {
    const x = f64[cells + r]!;
    const left = x !== x ? (flags & MISSING_LEFT) !== 0 : set === 0 ? x <= threshold : x >= 0 && x < words * 32 && ((u32[set + (x >>> 5)]! >>> (x & 31)) & 1) === 1;
    const open = previous < 0 || f64[(p.ways >> 3) + previous * LANES + r] === 1;
    f64[kids + r] = open && left ? 1 : 0;
    f64[kids + LANES + r] = open && !left ? 1 : 0;
    f64[turns + r] = open ? (left ? 1 - share : -share) : 0;
  }
}

/** Hands the chance of coming here on to the children. */
function enter(m: Memory, node: number, p: Places): void {
  const { i32, f64 } = m;
  const slot = i32[(node + NODE.slot) >> 2]!;
  const kids = i32[(node + NODE.kids) >> 2]!;
  const tau = i32[(node + NODE.tau) >> 2]! >> 3;
  const share = f64[(node + NODE.share) >> 3]!;
  const size = p.points * LANES;
  for (let q = 0; q < p.points; q++) {
    for (let r = 0; r < LANES; r++) {
      const reach = f64[(p.reach >> 3) + slot * size + q * LANES + r]!;
      const left = (share + f64[tau + q]! * f64[(p.turns >> 3) + slot * LANES + r]!) * reach;
      f64[(p.reach >> 3) + kids * size + q * LANES + r] = left;
      f64[(p.reach >> 3) + (kids + 1) * size + q * LANES + r] = reach - left;
    }
  }
  leaves(m, node, p);
}

/** Writes what leaf children say where the other children write it. */
function leaves({ i32, f64 }: Memory, node: number, p: Places): void {
  const flags = i32[(node + NODE.flags) >> 2]!;
  const size = p.points * LANES;
  const kids = (p.says >> 3) + i32[(node + NODE.kids) >> 2]! * p.width * size;
  for (let k = 0; k < p.width; k++) {
    if (flags & LEFT_LEAF) f64.fill(f64[(i32[(node + NODE.leftValue) >> 2]! >> 3) + k]!, kids + k * size, kids + (k + 1) * size);
    if (flags & RIGHT_LEAF) f64.fill(f64[(i32[(node + NODE.rightValue) >> 2]! >> 3) + k]!, kids + (p.width + k) * size, kids + (p.width + k + 1) * size);
  }
}

/** What the node says given its children, and what its question changed. */
function exit(m: Memory, node: number, row: number, p: Places): void {
  const { i32, f64 } = m;
  const slot = i32[(node + NODE.slot) >> 2]!;
  const kids = i32[(node + NODE.kids) >> 2]!;
  const tau = i32[(node + NODE.tau) >> 2]! >> 3;
  const kappa = i32[(node + NODE.kappa) >> 2]! >> 3;
  const group = i32[(node + NODE.group) >> 2]!;
  const share = f64[(node + NODE.share) >> 3]!;
  const size = p.points * LANES;
  const product = p.product >> 3;
  for (let k = 0; k < p.width; k++) {
    const left = (p.says >> 3) + (kids * p.width + k) * size;
    const right = left + p.width * size;
    const says = (p.says >> 3) + (slot * p.width + k) * size;
    for (let r = 0; r < LANES; r++) {
      const e = f64[(p.turns >> 3) + slot * LANES + r]!;
      let sum = 0;
      for (let q = 0; q < p.points; q++) {
        const i = q * LANES + r;
        const d = f64[left + i]! - f64[right + i]!;
        f64[says + i] = f64[right + i]! + (share + f64[tau + q]! * e) * d;
        const change = f64[kappa + q]! * f64[(p.reach >> 3) + slot * size + i]! * d;
        f64[product + i] = change;
        sum += change;
      }
      f64[((p.effects + (k * p.groups + group) * p.step) >> 3) + row + r]! += e * sum;
    }
    if (p.pairs !== 0) pairs(m, node, row, k, p);
  }
}

/** The node's question beside the last answers about other columns. */
function pairs({ i32, f64 }: Memory, node: number, row: number, k: number, p: Places): void {
  const list = i32[(node + NODE.ancestors) >> 2]!;
  const count = i32[(node + NODE.ancestorCount) >> 2]!;
  const group = i32[(node + NODE.group) >> 2]!;
  const slot = i32[(node + NODE.slot) >> 2]!;
  for (let a = 0; a < count; a++) {
    const ancestor = list + a * ANCESTOR.bytes;
    const ways = (p.ways >> 3) + i32[(ancestor + ANCESTOR.slot) >> 2]! * LANES;
    const here = i32[(ancestor + ANCESTOR.here) >> 2]! >> 3;
    const other = i32[(ancestor + ANCESTOR.group) >> 2]!;
    const into = (p.pairs + ((k * p.groups + group) * p.groups + other) * p.step) >> 3;
    for (let r = 0; r < LANES; r++) {
      let sum = 0;
      for (let q = 0; q < p.points; q++) sum += f64[(p.product >> 3) + q * LANES + r]! * f64[(f64[ways + r] === 1 ? here : p.away >> 3) + q]!;
      f64[into + row + r]! += f64[(p.turns >> 3) + slot * LANES + r]! * sum;
    }
  }
}
