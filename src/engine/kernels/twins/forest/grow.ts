import { mulberry32 } from '../../../core/random.ts';
import type { Memory } from '../../memory.ts';
import { readDesk, readPlan, setNodesGrown } from './desk.ts';
import { measure, scoreOf } from './node.ts';
import { classUnits, gatherRows, partition } from './rows.ts';
import { type Best, type Bounds, Search } from './split.ts';

/** A node that can still be split. */
interface Open { readonly node: number; readonly from: number; readonly count: number; readonly depth: number; readonly best: Best; readonly improvement: number; readonly bounds: Bounds }

/** The most useful open node, the first of equals, whose place the last one takes; without a limit on leaves simply the last. */
function takeOpen(open: Open[], bestFirst: boolean): Open {
  let at = open.length - 1;
  if (bestFirst) {
    at = 0;
    for (let i = 1; i < open.length; i++) if (open[i]!.improvement > open[at]!.improvement) at = i;
  }
  const last = open.pop()!;
  if (at === open.length) return last;
  const taken = open[at]!;
  open[at] = last;
  return taken;
}

/**
 * Grows one tree of a forest from `seed` on binned columns: draws its rows, then splits as scikit-learn's trees do, thresholds
 * between bins. `plan` and `desk`: see desk.ts. The children of a node stand side by side, after their parent.
 */
export function growForestTree(memory: Memory, planAt: number, deskAt: number, seed: number): void {
  const { u8, i32, f64 } = memory;
  const plan = readPlan(memory, planAt);
  const desk = readDesk(memory, deskAt);
  const { p, K, monotone } = plan;
  const next = mulberry32(seed);
  for (let j = 0; j < p; j++) i32[desk.order / 4 + j] = j;
  const m = gatherRows(memory, plan, desk, next);
  const units = classUnits(memory, plan, desk, m);
  const open: Open[] = [];
  let nodes = 0;
  let rootWeight = 0;
  let minWeight = 0;

  const clip = (value: Float64Array, { low, high }: Bounds): void => {
    const at = value.length - 1;
    const held = Math.min(Math.max(value[at]!, low), high);
    if (held === value[at]) return;
    value[at] = held;
    if (K === 2) value[0] = 1 - held;
  };

  const add = (from: number, count: number, depth: number, bounds: Bounds): void => {
    const node = nodes++;
    const found = measure(memory, plan, desk, units, from, count);
    if (node === 0) {
      rootWeight = found.weight;
      minWeight = plan.minFraction * found.weight;
    }
    if (monotone !== 0) clip(found.value, bounds);
    i32[desk.feature / 4 + node] = -1;
    i32[desk.bin / 4 + node] = 0;
    i32[desk.left / 4 + node] = -1;
    u8[desk.missingLeft + node] = 0;
    f64.set(found.value, desk.value / 8 + node * found.value.length);
    f64[desk.impurity / 8 + node] = found.impurity;
    i32[desk.samples / 4 + node] = count;
    f64[desk.weight / 8 + node] = found.weight;
    if (depth >= plan.maxDepth || count < plan.minSplit || count < 2 * plan.minLeaf || found.weight < 2 * minWeight || found.impurity <= Number.EPSILON) return;
    const best = new Search(memory, plan, desk, units, found, minWeight, bounds, next).run();
    if (best.feature < 0) return;
    const gain = (best.proxy - scoreOf(plan, found)) / rootWeight;
    const improvement = plan.criterion === 1 ? gain / Math.LN2 : gain;
    if (improvement + Number.EPSILON < plan.minDecrease) return;
    open.push({ node, from, count, depth, best, improvement, bounds });
  };

  add(0, m, 0, { low: -Infinity, high: Infinity });
  const bestFirst = plan.maxLeaves > 0;
  const mostLeaves = bestFirst ? plan.maxLeaves : Infinity;
  for (let leaves = 1; open.length > 0 && leaves < mostLeaves; leaves++) {
    const { node, from, count, depth, best, bounds } = takeOpen(open, bestFirst);
    const missing = i32[plan.features / 4 + 4 * best.feature + 1]!;
    const left = partition(memory, plan, desk, from, count, plan.columns + best.feature * plan.n, best.bin, best.side === 'left' ? missing : -1);
    i32[desk.feature / 4 + node] = best.feature;
    i32[desk.bin / 4 + node] = best.bin;
    i32[desk.left / 4 + node] = nodes;
    // Where no value was missing, a missing one goes with the larger part.
    u8[desk.missingLeft + node] = Number(best.side === 'none' ? left > count - left : best.side === 'left');
    const sign = monotone === 0 ? 0 : (u8[monotone + best.feature]! << 24) >> 24;
    const [below, above] = [{ low: bounds.low, high: sign === 0 ? bounds.high : best.middle }, { low: sign === 0 ? bounds.low : best.middle, high: bounds.high }];
    const before = open.length;
    add(from, left, depth + 1, sign < 0 ? above : below);
    add(from + left, count - left, depth + 1, sign < 0 ? below : above);
    // The smaller child is split first, so that few nodes are ever open at once.
    if (!bestFirst && open.length - before === 2 && left < count - left) [open[before], open[before + 1]] = [open[before + 1]!, open[before]!];
  }
  setNodesGrown(memory, deskAt, nodes);
}
