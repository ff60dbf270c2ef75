import type { Matrix } from '../../frame/matrix.ts';
import type { FitContext } from '../core/context.ts';
import type { Criterion } from './criterion.ts';
import { SortedColumns } from './sorted-columns.ts';
import { type Split, type SplitRules, findSplit } from './splitter.ts';
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
}

/** Nodes as they are made; frozen into typed arrays at the end. */
class Nodes {
  readonly feature: number[] = [];
  readonly threshold: number[] = [];
  readonly left: number[] = [];
  readonly right: number[] = [];
  readonly value: number[] = [];
  readonly impurity: number[] = [];
  readonly samples: number[] = [];
  readonly weight: number[] = [];

  freeze(width: number): Tree {
    return {
      feature: Int32Array.from(this.feature), threshold: Float64Array.from(this.threshold),
      left: Int32Array.from(this.left), right: Int32Array.from(this.right),
      width, value: Float64Array.from(this.value), impurity: Float64Array.from(this.impurity),
      samples: Int32Array.from(this.samples), weight: Float64Array.from(this.weight),
    };
  }
}

/**
 * Grows a tree by exact splits (CART; Breiman, Friedman, Olshen & Stone 1984) as scikit-learn does: same stopping rules,
 * same improvement, thresholds halfway between neighbours. `rows` are the rows with weight.
 */
export async function grow(X: Matrix, rows: Int32Array, criterion: Criterion, rules: GrowRules, ctx: FitContext): Promise<Tree> {
  await ctx.breathe();
  const data = new SortedColumns(X, rows);
  const nodes = new Nodes();
  const open: Open[] = [];
  let total = 0;
  let settled = 0;

  const add = (from: number, to: number, depth: number): number => {
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
    nodes.impurity.push(impurity);
    nodes.samples.push(n);
    nodes.weight.push(weight);
    criterion.value(nodes.value);
    const closed = depth >= rules.maxDepth || n < rules.minSamplesSplit || n < 2 * rules.minSamplesLeaf || weight < 2 * rules.minWeightLeaf || impurity <= Number.EPSILON;
    const split = closed ? null : findSplit(data, from, to, criterion, rules);
    const improvement = split ? (weight / total) * (impurity - (split.leftWeight / weight) * split.leftImpurity - ((weight - split.leftWeight) / weight) * split.rightImpurity) : 0;
    if (split && improvement + Number.EPSILON >= rules.minImpurityDecrease) open.push({ node, from, to, depth, split, improvement });
    else settled += n;
    return node;
  };

  add(0, rows.length, 0);
  const bestFirst = Number.isFinite(rules.maxLeafNodes);
  for (let leaves = 1; open.length > 0 && leaves < rules.maxLeafNodes; leaves++) {
    await ctx.breathe();
    ctx.progress(settled, rows.length);
    const next = bestFirst ? takeBest(open) : open.pop()!;
    const { node, from, to, depth, split } = next;
    data.partition(from, to, split.feature, split.count);
    nodes.feature[node] = split.feature;
    nodes.threshold[node] = split.threshold;
    nodes.left[node] = add(from, from + split.count, depth + 1);
    nodes.right[node] = add(from + split.count, to, depth + 1);
  }
  ctx.progress(rows.length, rows.length);
  return nodes.freeze(criterion.width);
}

/** Removes the node whose split helps most; the first of equals. */
function takeBest(open: Open[]): Open {
  let at = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.improvement > open[at]!.improvement) at = i;
  return open.splice(at, 1)[0]!;
}
