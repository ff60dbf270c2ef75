import type { Matrix } from '../../../frame/matrix.ts';
import type { Meta, PredictContext } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { holdOut } from '../../core/hold-out.ts';
import { checkFitInput } from '../../core/validate.ts';
import type { TreeView } from '../ensemble.ts';
import { predictByKernel } from '../predict/by-kernel.ts';
import { deriveColumns } from './derive.ts';
import type { Loss, Target } from './losses/loss.ts';
import { type BoostParams, type LossHabits, resolveOptions } from './resolve.ts';
import { type CtrModel, toEnsemble } from './to-ensemble.ts';
import { trainTrees } from './train.ts';

/** A fitted model: trees, and the tables from which they get statistics of categories. */
export type CatBoostState = CtrModel & {
  readonly columns: readonly string[];
  /** Trees grown, and the learning rate, as they came to be. */
  readonly learningRate: number;
};

export interface FitJob {
  readonly meta: Meta;
  readonly train: Dataset;
  readonly params: BoostParams;
  readonly ctx: FitContext;
  readonly habits: LossHabits;
  readonly makeLoss: (target: Target) => Loss;
  /** Factor on a row's weight by its target. */
  readonly weigh: ((y: number) => number) | null;
  readonly checkpointMs?: number;
  readonly twins?: boolean;
}

/** Rows for watching, taken from the training rows where the context gives none. */
function split(train: Dataset, validation: Dataset | null, share: number, seed: number): { readonly train: Dataset; readonly validation: Dataset | null } {
  const held = validation === null && share > 0 ? holdOut(train, share, seed) : null;
  return held === null ? { train, validation } : { train: takeDataset(train, held.train.sort()), validation: takeDataset(train, held.validation.sort()) };
}

/** Rows of weight zero say nothing; CatBoost's numbers are single. */
function prepared(data: Dataset, weigh: FitJob['weigh']): Dataset {
  const { sampleWeight } = data;
  const kept = sampleWeight?.some((w) => w === 0) ? takeDataset(data, Array.from(sampleWeight.keys()).filter((i) => sampleWeight[i]! > 0)) : data;
  const y = kept.y!.map(Math.fround);
  if (weigh === null && kept.sampleWeight === null) return { ...kept, y };
  return { ...kept, y, sampleWeight: y.map((v, i) => Math.fround((kept.sampleWeight?.[i] ?? 1) * (weigh?.(v) ?? 1))) };
}

export async function fitTrees(job: FitJob): Promise<CatBoostState> {
  const { meta, params, ctx, habits } = job;
  checkFitInput(job.train, meta);
  const parts = split(prepared(job.train, job.weigh), ctx.validation === null ? null : prepared(ctx.validation, job.weigh), params.evalFraction, ctx.seed);
  const { X, y, sampleWeight } = parts.train;
  const options = resolveOptions(params, habits, X.rows, X.columns, X.columns.map((_, j) => (X.categories?.[j] ?? null) !== null), parts.validation !== null);
  const tooMany = X.categories?.findIndex((names) => names !== null && names.length > 2 ** 24) ?? -1;
  if (tooMany >= 0) throw new StudioError('limit', `Column "${X.columns[tooMany]!}" has more than ${2 ** 24} categories, too many to tell apart. Drop it.`, { column: X.columns[tooMany]! });
  const boosted = await trainTrees({
    X, target: { y: y!, weight: sampleWeight, groups: parts.train.groups ?? null }, classes: job.train.classes?.length ?? 0, options, makeLoss: job.makeLoss, validation: parts.validation, ctx,
    ...(job.twins === undefined ? {} : { twins: job.twins }), ...(job.checkpointMs === undefined ? {} : { checkpointMs: job.checkpointMs }),
  });
  try {
    const link = job.makeLoss({ y: new Float64Array(0), weight: null }).link;
    ctx.note('iterations', boosted.trees.length);
    if (parts.validation !== null) ctx.note('bestIteration', boosted.best);
    return { columns: X.columns, learningRate: options.learningRate, ...toEnsemble(boosted, X, boosted.best, link, options.shrink) };
  } finally {
    boosted.work.close();
  }
}

export const treesOf = ({ ensemble, tables, features, origins }: CatBoostState): TreeView =>
  ({ ensemble, origins, ...(features.length > 0 ? { derive: (X: Matrix) => deriveColumns(X, ensemble.columns, tables, features), statistics: { tables, features } } : {}) });

/** rows × outputs after the link. */
export const predictState = (state: CatBoostState, X: Matrix, ctx: PredictContext): Promise<Float64Array> => predictByKernel(treesOf(state), X, ctx);
