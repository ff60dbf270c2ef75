import { GraphBuilder } from '../graph/builder.ts';
import { differentiate } from '../graph/differentiate.ts';
import type { Graph, Value } from '../graph/graph.ts';
import { mul, scale } from '../graph/ops/binary.ts';
import { rowLoss, type RowLossName, rowMetric } from '../graph/ops/loss.ts';
import { reduce } from '../graph/ops/reduce.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { unary } from '../graph/ops/unary.ts';
import { sizeOf } from '../graph/shape.ts';
import type { LossName } from '../names.ts';
import type { Network, NetworkLayout } from '../spec/index.ts';
import { buildNetwork, type Built } from './network.ts';

/** What is computed of one batch. */
export interface StepGraph {
  readonly graph: Graph;
  readonly built: Built;
  /** Targets, rows × outputs. */
  readonly y: Value;
  /** One weight a row. */
  readonly weight: Value;
  /** Σ weight · loss / rows. */
  readonly loss: Value;
  /** Σ metric over the rows. */
  readonly metric: Value;
  /** Of the trained weights, in order; none where the batch is only scored. */
  readonly grads: readonly Value[];
}

const LOSSES: Readonly<Record<LossName, RowLossName>> = { binary: 'sigmoid', softmax: 'softmax', mse: 'mse', mae: 'mae', huber: 'huber' };

/** The loss of a batch of so many rows, and its gradients where it is to `learn`. */
export function stepGraph(network: Network, layout: NetworkLayout, loss: LossName, rows: number, learn: boolean): StepGraph {
  const b = new GraphBuilder();
  const built = buildNetwork(b, network, layout, rows, learn);
  const out = built.outputs[0]!;
  const z = reshape(b, out, [rows, sizeOf(out.shape) / rows]);
  const y = b.input('targets', z.shape);
  const weight = b.input('weights of rows', [rows]);
  const total = scale(b, reduce(b, 'sum', mul(b, rowLoss(b, LOSSES[loss], z, y), weight)), 1 / rows);
  const metric = reduce(b, 'sum', rowMetric(b, LOSSES[loss], z, y));
  const trained = built.weights.filter((_, i) => layout.variables[i]!.trained);
  const grads = learn ? separate(b, differentiate(b, total, trained)) : [];
  return { graph: b.graph(), built, y, weight, loss: total, metric, grads };
}

/** Every gradient in memory of its own: copies of those that are constants, or the same memory as another. */
function separate(b: GraphBuilder, grads: readonly Value[]): readonly Value[] {
  const made = new Map(b.graph().nodes.flatMap((node) => node.outputs.map((v) => [v, node] as const)));
  const root = (v: Value): Value => {
    const node = made.get(v);
    return node?.op.name === 'reshape' || node?.op.name === 'stopGradient' ? root(node.inputs[0]!) : v;
  };
  const taken = new Set<Value>();
  return grads.map((v) => {
    const own = root(v);
    const free = own.kind === 'temp' && !taken.has(own);
    taken.add(own);
    return free ? v : unary(b, 'copy', v);
  });
}
