import type { Graph, Value } from '../../graph/graph.ts';
import { arrange, type Plan } from '../../plan/plan.ts';
import type { Dispatch, GpuLowering } from '../shader.ts';
import { conv2d, conv2dFilterGrad, conv2dInputGrad } from './conv.ts';
import { elementwise, mergeElementwise } from './elementwise.ts';
import { rowLoss, rowLossGrad, rowMetric } from './loss.ts';
import { matmul } from './matmul.ts';
import { assign, concat, pad, slice, split, transpose } from './move.ts';
import { avgPool, avgPoolGrad, maxPool, maxPoolGrad } from './pool.ts';
import { random } from './random.ts';
import { reduce, reduceMaxGrad } from './reduce.ts';
import { gather, scatterAdd } from './rows.ts';
import { softmax, softmaxGrad } from './softmax.ts';

/** How every operator runs on a graphics processor, by its name; those that go number by number are merged before. */
const GPU_LOWERINGS: Readonly<Record<string, GpuLowering>> = {
  matmul, elementwise, reduce, reduceMaxGrad, transpose, slice, pad, concat, split, assign, random, rowLoss, rowLossGrad, rowMetric,
  conv2d, conv2dInputGrad, conv2dFilterGrad, maxPool, maxPoolGrad, avgPool, avgPoolGrad,
  softmax, softmaxGrad, gather, scatterAdd,
} as Readonly<Record<string, GpuLowering<never>>> as Readonly<Record<string, GpuLowering>>;

/** Plans a graph for a graphics processor (see `arrange`). */
export const arrangeGpu = (graph: Graph, results: readonly Value[], outside: ReadonlySet<Value>): Plan<Dispatch> =>
  arrange(graph, results, outside, (node) => GPU_LOWERINGS[node.op.name]!(node), mergeElementwise);
