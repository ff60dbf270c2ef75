import type { Matrix } from '../../../frame/matrix.ts';
import type { FitSize, Meta, PredictContext } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import { checkPredictInput } from '../../core/validate.ts';
import { attr, type GraphBuilder, type LoweredModel, type ValueName } from '../../export/graph.ts';
import { argmaxRows } from '../../math/softmax.ts';
import type { Backend } from '../../kernels/backend.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { bin } from '../bins/bin.ts';
import { createGrower } from '../grow/create-grower.ts';
import { predictMemory } from '../grow/layout.ts';
import type { GrowRules } from '../grow/rules.ts';
import { joinEnsembles } from '../join.ts';
import { lowerTrees } from '../lower.ts';
import { predictByKernel } from '../predict/by-kernel.ts';
import { checkBefore } from './before.ts';
import { boost, outputOf } from './boost.ts';
import type { BoostedState } from './boosted-state.ts';
import type { BoostPlan } from './plan.ts';
import { ensembleOf } from './to-ensemble.ts';

export type { BoostedState };

/** Leaves of a tree at most. */
const mostLeaves = ({ maxLeaves, maxDepth }: Pick<GrowRules, 'maxLeaves' | 'maxDepth'>, rows: number): number => Math.min(maxLeaves, 2 ** Math.min(maxDepth, 30), rows);

const growerOptions = ({ objective, rules, train }: BoostPlan) => ({ outputs: objective.outputs, maxLeaves: mostLeaves(rules, train.X.rows) });

/** Bytes to open a backend with for `boostOn`. */
export function boostMemory(plan: BoostPlan, threads: number): number {
  const { X } = plan.train;
  const categories = (X.categories ?? []).reduce((n, names) => n + (names === null ? 0 : names.length + 64), 0);
  return predictMemory({ rows: X.rows, features: X.columns.length, threads, categories, ...growerOptions(plan), ...(plan.bins.sample === undefined ? {} : { sample: plan.bins.sample }) });
}

/** Bytes that a training takes beside its matrix and target, before it is planned: the kernels' memory, and the scores rows start from. */
export function boostedMemory({ rows, columns, categories, outputs, threads }: FitSize, rules: Pick<GrowRules, 'maxLeaves' | 'maxDepth'>, sample?: number): number {
  return predictMemory({ rows, features: columns, threads, categories, outputs, maxLeaves: mostLeaves(rules, rows), ...(sample === undefined ? {} : { sample }) }) + rows * outputs * 8;
}

/** Bins the rows, boosts, and puts the trees that are kept into one ensemble. */
export async function boostOn(backend: Backend, plan: BoostPlan, ctx: FitContext): Promise<BoostedState> {
  const { train, objective, before } = plan;
  checkBefore(plan);
  const first = before?.rounds ?? 0;
  const total = first + plan.rounds;
  const binned = await bin(train.X, plan.bins, backend, ctx);
  const { state, rounds, weights, bestRound, stopped } = await boost(plan, createGrower(binned, growerOptions(plan)), ctx);
  const kept = state.trees.slice(0, (rounds - first) * objective.outputs * plan.parallel);
  const ensemble = ensembleOf(kept.map((tree, t) => ({ tree, output: outputOf(plan, t), weight: weights[t]! })), {
    X: train.X, outputs: objective.outputs, base: objective.base, link: objective.link, combine: plan.forest ? 'mean' : 'sum', float32: binned.float32,
  });
  if (stopped === 'request') ctx.note('warning', `Stopped on request after ${state.round} of ${total} rounds; the best ${rounds} were kept.`);
  ctx.progress(total, total);
  return { classes: train.classes, ensemble: before === null ? ensemble : joinEnsembles([before.ensemble, ensemble]), training: { rounds, bestRound, stopped, history: state.history } };
}

export async function fitBoosted(plan: BoostPlan, ctx: FitContext): Promise<BoostedState> {
  const backend = await openBackend([treeKernels], { bytes: boostMemory(plan, ctx.threads?.count ?? 1), threads: ctx.threads });
  try {
    return await boostOn(backend, plan, ctx);
  } finally {
    backend.close();
  }
}

/** rows × classes, rows summing to one. */
export async function boostedProba({ ensemble, classes }: BoostedState, X: Matrix, meta: Meta, ctx: PredictContext): Promise<Matrix> {
  checkPredictInput(ensemble.columns, X, meta);
  const said = await predictByKernel({ ensemble, origins: [] }, X, ctx);
  const K = classes!.length;
  if (ensemble.outputs === 1) return { rows: X.rows, columns: classes!, values: Float64Array.from({ length: X.rows * K }, (_, at) => (at % K === 1 ? said[(at - 1) / K]! : 1 - said[at / K]!)) };
  if (ensemble.link === 'logistic') {
    // One question a class: the answers are made to sum to one.
    for (let from = 0; from < said.length; from += K) {
      const sum = said.subarray(from, from + K).reduce((a, b) => a + b, 0);
      for (let k = 0; k < K; k++) said[from + k]! /= sum;
    }
  }
  return { rows: X.rows, columns: classes!, values: said };
}

export const boostedClass = async (state: BoostedState, X: Matrix, meta: Meta, ctx: PredictContext): Promise<Float64Array> =>
  argmaxRows((await boostedProba(state, X, meta, ctx)).values, state.classes!.length);

export function boostedValue({ ensemble }: BoostedState, X: Matrix, meta: Meta, ctx: PredictContext): Promise<Float64Array> {
  checkPredictInput(ensemble.columns, X, meta);
  return predictByKernel({ ensemble, origins: [] }, X, ctx);
}

export const boostedTrees = ({ ensemble }: BoostedState) => ({ ensemble, origins: ensemble.columns.map((_, j) => [j]) });
/** As LightGBM explains them: by the rows that took each branch. */
export const rowCountedTrees = (state: BoostedState) => ({ ...boostedTrees(state), branchWeight: 'count' as const });

export function boostedLower({ ensemble, classes }: BoostedState, graph: GraphBuilder, x: ValueName): LoweredModel {
  const lowered = lowerTrees(ensemble, classes === null ? 'regression' : 'multiclass', graph, x);
  if (ensemble.link !== 'logistic' || ensemble.outputs === 1) return lowered;
  const sum = graph.op('ReduceSum', [lowered.value, graph.int64s('axes', [1])], { keepdims: attr.int(1) });
  return { kind: 'probabilities', value: graph.op('Div', [lowered.value, sum]) };
}
