import { mulberry32 } from '../../core/random.ts';
import { categoryColumns } from './category-columns.ts';
import { floatColumns } from './float-columns.ts';
import { type Fold, orderedFold, plainFold, queryEnds, rowOrders, segmentBounds } from './folds.ts';
import type { TrainJob } from './job.ts';
import type { Target } from './losses/loss.ts';
import type { BoostOptions } from './options.ts';
import { type TargetClasses, targetClasses } from './target-classes.ts';
import { type Workspace, openWorkspace } from './workspace.ts';

/** Folds that choose trees in turn; the last one, of all rows in the order of the matrix, gives leaves their values. */
const LEARNING_FOLDS = 3;
export const lastFold = ({ hasTime }: BoostOptions): number => (hasTime ? 1 : LEARNING_FOLDS);

/** A generator of its own for every round, so that a training can be resumed at any of them. */
export const roundRandom = (seed: number, round: number): (() => number) => mulberry32((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(round + 1, 0xc2b2ae35)) >>> 0);

/** Everything before the first tree. */
export interface Ready {
  readonly work: Workspace;
  /** Empty where the averaging fold can choose trees itself: nothing in it depends on an order. */
  readonly folds: readonly Fold[];
  readonly averaging: Fold;
  readonly classes: TargetClasses | null;
  readonly target: Target;
  readonly start: Float64Array;
}

/** Cuts columns into buckets, draws orders, and lays all out in memory. The caller closes `work`. */
export async function setUp({ X, target: given, classes: K, options, makeLoss, ctx, twins }: TrainJob): Promise<Ready> {
  const random = roundRandom(ctx.seed, -1);
  const rows = X.rows;
  const places = X.columns.map((_, j) => j);
  const isCategory = (j: number): boolean => (X.categories?.[j] ?? null) !== null;
  const floats = floatColumns(X, places.filter((j) => !isCategory(j)), options.borderCount, options.featureBorderType, options.nanMode, random);
  await ctx.breathe();
  const categories = categoryColumns(X, places.filter(isCategory));
  const isOneHot = categories.map((c) => c.values.length <= options.oneHotMaxSize);
  const needsCtrs = isOneHot.some((one) => !one);
  const classes = needsCtrs ? targetClasses(given.y, K, options.ctrTargetBorderCount, 'MinEntropy') : null;
  const groups = given.groups ?? null;
  const orders = rowOrders(rows, lastFold(options), options.hasTime, random, groups);
  const ordered = options.boostingType === 'Ordered';
  const learning = ordered || needsCtrs ? orders.slice(0, -1) : [];
  const { outputs } = makeLoss({ y: new Float64Array(0), weight: null });
  const bounds = learning.map((order) => segmentBounds(rows, options.foldLenMultiplier, queryEnds(order, groups)));
  const targets = given.weight === null ? [rows] : [rows, rows];
  const states = (lengths: readonly number[]): readonly number[] => lengths.flatMap((length) => Array.from({ length: outputs }, () => length));
  const ofFold = (fold: number): readonly number[] => (ordered ? [...targets, ...states(bounds[fold]!.map(({ tail }) => tail))] : states([rows]));

  const work = await openWorkspace({
    floats, categories, isOneHot, rows, outputs, boost: options, threads: ctx.threads, ...(twins === undefined ? {} : { twins }),
    parts: ordered ? 2 * Math.max(...bounds.map((own) => own.length)) : 1,
    arrays: [...targets, ...states([rows]), ...learning.flatMap((_, fold) => ofFold(fold))],
    ctrs: classes === null ? null : { simple: options.simpleCtr, combined: options.combinationsCtr, target: classes, isOneHot, orders },
  });
  const copy = (values: Float64Array): Float64Array => {
    const own = work.array(values.length);
    own.set(values);
    return own;
  };
  const target: Target = { y: copy(given.y), weight: given.weight === null ? null : copy(given.weight), groups, kernels: work.losses };
  const loss = makeLoss(target);
  const start = options.boostFromAverage && loss.start !== null ? loss.start().map(Math.fround) : new Float64Array(outputs);
  const averaging = plainFold(orders.at(-1)!, loss, target, start, work.array);
  const folds = learning.map((order) => (ordered ? orderedFold(order, makeLoss, target, start, options.foldLenMultiplier, work.array) : plainFold(order, loss, target, start, work.array)));
  return { work, folds, averaging, classes, target, start };
}
