import { logisticGradients, softmaxGradients, squaredGradients } from '../../kernels/twins/gradients.ts';
import { countUp } from '../../kernels/twins/histogram.ts';
import { addByLeaf, addLeaf, markLeaf, route } from '../../kernels/twins/leaves.ts';
import type { BinnedDataset } from '../bins/binned.ts';
import { sampleColumns } from './columns.ts';
import { finish } from './finish.ts';
import { growTree } from './grow-tree.ts';
import type { Grower, GrowerOptions } from './grower.ts';
import type { GrownTree } from './grown-tree.ts';
import { layOutIn, ROW_BLOCK } from './layout.ts';
import type { GrowingNode } from './node.ts';
import { coarsen, quantiseGradients } from './quantise.ts';
import { describeColumns } from './search.ts';
import { Slots } from './slots.ts';
import { writeTree } from './tables.ts';

/** A grower on binned data, in the memory of its backend (see `predictMemory`). */
export function createGrower(binned: BinnedDataset, options: GrowerOptions): Grower {
  const { backend, rows: total, features } = binned;
  const { memory, threads } = backend;
  const layout = layOutIn({ rows: total, features: features.length, threads, ...options }, memory);
  const slots = new Slots(layout.slotCount);
  for (const at of layout.scores) memory.f64.fill(0, at / 8, at / 8 + total);
  const blocks = Array.from({ length: Math.ceil(total / ROW_BLOCK) }, (_, b) => [b * ROW_BLOCK, Math.min(total, (b + 1) * ROW_BLOCK)] as const);

  let weighted = false;
  /** The tree grown last, and its leaves' rows; `whole`: it was grown on all rows, so that every row's leaf is known. */
  let latest: { readonly tree: GrownTree; readonly leaves: readonly GrowingNode[]; readonly whole: boolean } | null = null;

  const routeAll = (tree: GrownTree): void => {
    writeTree(binned, layout, tree);
    backend.run(route, blocks.map(([from, to]) => [layout.tree, from, to, binned.rowBins, binned.stride, layout.leaves]));
  };
  const f32 = (at: number): Float32Array => memory.f32.subarray(at / 4, at / 4 + total);

  return {
    binned,
    outputs: options.outputs,
    gradients: (output) => ({ gradient: f32(layout.gradients[output]!), hessian: f32(layout.hessians[output]!) }),
    setTarget(labels, weights) {
      weighted = weights !== null;
      memory.f64.set(labels, layout.labels / 8);
      if (weights !== null) memory.f64.set(weights, layout.weights / 8);
    },
    derive(objective, factor = 1) {
      const { labels, scores, gradients, hessians, outputs: tables } = layout;
      const weights = weighted ? layout.weights : 0;
      if (objective !== 'softmax') {
        backend.run(objective === 'squared' ? squaredGradients : logisticGradients, blocks.map(([from, to]) => [from, to, scores[0]!, labels, weights, gradients[0]!, hessians[0]!]));
        return;
      }
      const K = options.outputs;
      const at = Math.ceil((tables + 12 * K) / 8) * 8;
      memory.u32.set([...scores, ...gradients, ...hessians], tables / 4);
      memory.f64[at / 8] = factor;
      backend.run(softmaxGradients, blocks.map(([from, to]) => [from, to, K, tables, labels, weights, tables + 4 * K, tables + 8 * K, at]));
    },
    scores: (output) => memory.f64.subarray(layout.scores[output]! / 8, layout.scores[output]! / 8 + total),
    grow(output, rows, rules, random) {
      if (rows === null) backend.run(countUp, blocks.map(([from, to]) => [layout.rows, from, to]));
      else memory.u32.set(rows, layout.rows / 4);
      const count = rows?.length ?? total;
      const scales = rules.coarse === null ? quantiseGradients(backend, layout, output, rows !== null, count) : coarsen(backend, layout, output, rows !== null, count, rules.coarse, random);
      const columns = sampleColumns(binned, rules, random);
      describeColumns(binned, layout, rules, columns);
      const growing = { binned, layout, rules, scales, columns, random };
      const nodes = growTree(growing, slots, count);
      const tree = finish(growing, nodes, output);
      latest = { tree, leaves: nodes.filter((node) => node.left === null), whole: rows === null };
      return tree;
    },
    apply(tree, output) {
      memory.f64.set(tree.value, layout.values / 8);
      if (latest?.tree === tree && latest.whole) {
        backend.run(addLeaf, latest.leaves.map((leaf) => [leaf.segments, threads, layout.rows, layout.scores[output]!, layout.values + 8 * leaf.id]));
        return;
      }
      routeAll(tree);
      backend.run(addByLeaf, blocks.map(([from, to]) => [layout.leaves, from, to, layout.scores[output]!, layout.values]));
    },
    leaves(tree) {
      if (latest?.tree === tree && latest.whole) backend.run(markLeaf, latest.leaves.map((leaf) => [leaf.segments, threads, layout.rows, layout.leaves, leaf.id]));
      else routeAll(tree);
      return memory.i32.subarray(layout.leaves / 4, layout.leaves / 4 + total);
    },
  };
}
