import { isClassification } from '../../engine/core/dataset.ts';
import type { Space } from '../../engine/explainers/explanation.ts';
import type { ShapValues } from '../../engine/explainers/kernel-shap.ts';
import type { TreeEnsemble } from '../../engine/trees/ensemble.ts';
import { againstShap, againstShapLinked } from '../../engine/trees/shap/against-shap.ts';
import type { BranchWeight } from '../../engine/trees/shap/branches.ts';
import { type Credit, creditOf } from '../../engine/trees/shap/credit.ts';
import { againstInteractions, pathInteractions, type VisitInteractions } from '../../engine/trees/shap/interactions.ts';
import { pathShap } from '../../engine/trees/shap/path-shap.ts';
import type { Features } from '../../frame/features.ts';
import type { Matrix } from '../../frame/matrix.ts';
import { pipelineMatrices } from '../model-matrix.ts';
import { algorithmOf } from '../registry.ts';
import type { FittedPipeline } from '../results.ts';
import type { ExplainRun } from './rows.ts';

/** The trees of a fitted pipeline, and how they hang together with the person's own columns. */
export interface PipelineTrees {
  readonly ensemble: TreeEnsemble;
  readonly by: BranchWeight;
  /** Which inputs each of the trees' columns stands for. */
  readonly credit: Credit;
  /** From rows of the inputs to what the trees look at. */
  readonly matrix: (features: Features) => Matrix;
  /** Names of what the trees say before the link. */
  readonly outputs: readonly string[];
  readonly space: Space;
  /** What effects are on once the link is applied. */
  readonly linkedSpace: Space;
}

export const hasTrees = (fitted: Pick<FittedPipeline, 'model'>): boolean => algorithmOf(fitted.model.type).trees !== undefined;

/** `null` for models without trees. */
export function pipelineTrees(fitted: FittedPipeline): PipelineTrees | null {
  const algorithm = algorithmOf(fitted.model.type);
  const view = algorithm.trees?.(fitted.model.state);
  if (!view) return null;
  const { ensemble, origins, derive } = view;
  const place = new Map(fitted.inputs.map((c, j) => [c.name, j]));
  const inputOf = fitted.features.map((f) => place.get(f.origin)!);
  const toModel = pipelineMatrices(fitted);
  const classes = isClassification(fitted.task) ? fitted.classes! : null;
  const spaces = { identity: classes === null ? 'value' : 'probability', logistic: 'log-odds', softmax: 'log-odds', exp: 'log' } as const;
  return {
    ensemble,
    by: view.branchWeight ?? 'cover',
    credit: creditOf(origins.map((from) => from.map((column) => inputOf[column]!)), fitted.inputs.length),
    matrix: (features) => (derive ? derive(toModel(features)) : toModel(features)),
    outputs: classes === null ? [fitted.target ?? 'anomaly score'] : ensemble.outputs === 1 ? [classes[1]!] : classes,
    space: spaces[ensemble.link],
    linkedSpace: classes === null ? 'value' : 'probability',
  };
}

/** Mean size of every pair's interaction over rows: outputs × columns × columns. */
async function meanInteractions(trees: PipelineTrees, X: Matrix, background: Matrix | null, ctx: ExplainRun): Promise<Float64Array> {
  const { ensemble, credit, by } = trees;
  const cells = credit.columns ** 2;
  const mean = new Float64Array(ensemble.outputs * cells);
  const add: VisitInteractions = (k, _row, matrix) => matrix.forEach((v, at) => { mean[k * cells + at]! += Math.abs(v) / X.rows; });
  if (background === null) await pathInteractions(ensemble, X, { by, credit }, ctx, add);
  else await againstInteractions(ensemble, X, { background, credit }, ctx, add);
  return mean;
}

/** Exact SHAP values of a pipeline of trees: by branches, or against `background` rows. */
export async function treeShap(trees: PipelineTrees, rows: Features, background: Features | null, options: { readonly linked: boolean; readonly interactions: boolean }, ctx: ExplainRun): Promise<{ readonly shap: ShapValues; readonly outputs: readonly string[]; readonly space: Space; readonly interactions?: Float64Array }> {
  const { ensemble, credit, by, outputs } = trees;
  const X = trees.matrix(rows);
  const against = background === null ? null : { background: trees.matrix(background), credit };
  const linked = options.linked && against !== null && ensemble.link !== 'identity';
  // Both take about the time of the kernel's passes; progress counts each half.
  const half = (part: number): ExplainRun => (options.interactions ? { ...ctx, progress: (done, total) => ctx.progress(done + part * total, 2 * total) } : ctx);
  const shap = against === null ? await pathShap(ensemble, X, { by, credit }, half(0)) : linked ? await againstShapLinked(ensemble, X, against, half(0)) : await againstShap(ensemble, X, against, half(0));
  const interactions = options.interactions ? await meanInteractions(trees, X, against?.background ?? null, half(1)) : undefined;
  return { shap, outputs, space: linked ? trees.linkedSpace : trees.space, ...(interactions ? { interactions } : {}) };
}
