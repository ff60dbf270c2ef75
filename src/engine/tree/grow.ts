import type { FitContext } from '../core/context.ts';
import type { Criterion } from './criterion.ts';
import type { SortedColumns } from './sorted-columns.ts';
import { type Bounds, type Split, type SplitRules, findSplit } from './splitter.ts';
import type { Tree } from './tree.ts';

export interface GrowRules extends SplitRules {
  readonly maxDepth: number;
  readonly minSamplesSplit: number;
  /** Grow the most useful leaf first, up to so many; Infinity grows every branch to its end. */
  readonly maxLeafNodes: number;
  readonly minImpurityDecrease: number;
}

/** A node that can still be split. */
interface Open {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly split: Split;
  readonly improvement: number;
  readonly bounds: Bounds;
}

const UNBOUND: Bounds = { low: -Infinity, high: Infinity };

/** Nodes as they are made; frozen into typed arrays at the end. */
class Nodes {
  readonly feature: number[] = [];
  readonly threshold: number[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly missingLeft: number[] = [];
  readonly value: number[] = [];
  readonly impurity: number[] = [];
  readonly samples: number[] = [];
  readonly weight: number[] = [];

  freeze(width: number): Tree {
    return {
      feature: Int32Array.from(this.feature), threshold: Float64Array.from(this.threshold),
      left: Int32Array.from(this.left), right: Int32Array.from(this.right), missingLeft: Uint8Array.from(this.missingLeft),
      width, value: Float64Array.from(this.value), impurity: Float64Array.from(this.impurity),
      samples: Int32Array.from(this.samples), weight: Float64Array.from(this.weight),
    };
  }
}

/** The answer of the last node — its value, or the share of the second of two classes — brought within its bounds. */
function clip(values: number[], width: number, { low, high }: Bounds): void {
  const at = values.length - 1;
  const answer = values[at]!;
  if (answer >= low && answer <= high) return;
  values[at] = Math.min(Math.max(answer, low), high);
  if (width === 2) values[at - 1] = 1 - values[at];
}

/** Bounds of the two children: under a monotone column neither may pass the middle between them. */
function divide(bounds: Bounds, sign: number, middle: number): readonly [Bounds, Bounds] {
  if (sign === 0) return [bounds, bounds];
  const below = { low: bounds.low, high: middle };
  const above = { low: middle, high: bounds.high };
  return sign > 0 ? [below, above] : [above, below];
}

/**
 * Grows a tree by exact splits (CART; Breiman, Friedman, Olshen & Stone 1984) as scikit-learn does: same stopping rules,
 * same improvement, thresholds halfway between neighbours, missing values to the better side. Rearranges `data`.
 */
export async function grow(data: SortedColumns, criterion: Criterion, rules: GrowRules, ctx: Pick<FitContext, 'breathe' | 'progress'>): Promise<Tree> {
  await ctx.breathe();
  const rows = data.order[0]!.length;
  const nodes = new Nodes();
  const open: Open[] = [];
  let total = 0;
  let settled = 0;

  const add = (from: number, to: number, depth: number, bounds: Bounds): number => {
    const node = nodes.feature.length;
    const n = to - from;
    criterion.start(data.order[0]!, from, to);
    if (node === 0) total = criterion.weight;
    const impurity = criterion.impurity();
    const { weight } = criterion;
    nodes.feature.push(-1);
    nodes.threshold.push(0);
    nodes.left.push(-1);
    nodes.right.push(-1);
    nodes.missingLeft.push(0);
    nodes.impurity.push(impurity);
    nodes.samples.push(n);
    nodes.weight.push(weight);
    criterion.value(nodes.value);
    if (rules.monotone) clip(nodes.value, criterion.width, bounds);
    const closed = depth >= rules.maxDepth || n < rules.minSamplesSplit || n < 2 * rules.minSamplesLeaf || weight < 2 * rules.minWeightLeaf || impurity <= Number.EPSILON;
    const split = closed ? null : findSplit(data, from, to, criterion, rules, bounds);
    const improvement = split ? (weight / total) * (impurity - (split.leftWeight / weight) * split.leftImpurity - ((weight - split.leftWeight) / weight) * split.rightImpurity) : 0;
    if (split && improvement + Number.EPSILON >= rules.minImpurityDecrease) open.push({ node, from, to, depth, split, improvement, bounds });
    else settled += n;
    return node;
  };

  add(0, rows, 0, UNBOUND);
  const bestFirst = Number.isFinite(rules.maxLeafNodes);
  for (let leaves = 1; open.length > 0 && leaves < rules.maxLeafNodes; leaves++) {
    await ctx.breathe();
    ctx.progress(settled, rows);
    const next = bestFirst ? takeBest(open) : open.pop()!;
    const { node, from, to, depth, split } = next;
    data.partition(from, to, split);
    const [left, right] = divide(next.bounds, rules.monotone?.[split.feature] ?? 0, split.middle);
    nodes.feature[node] = split.feature;
    nodes.threshold[node] = split.threshold;
    nodes.missingLeft[node] = split.missingLeft ? 1 : 0;
    nodes.left[node] = add(from, from + split.count, depth + 1, left);
    nodes.right[node] = add(from + split.count, to, depth + 1, right);
  }
  ctx.progress(rows, rows);
  return nodes.freeze(criterion.width);
}

/** Removes the node whose split helps most; the first of equals. */
function takeBest(open: Open[]): Open {
  let at = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.improvement > open[at]!.improvement) at = i;
  return open.splice(at, 1)[0]!;
}
