import type { Matrix } from '../../../frame/matrix.ts';
import type { FitContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { mulberry32 } from '../../core/random.ts';
import { categoryColumns } from './category-columns.ts';
import { type Progress, loadProgress, saver } from './checkpoint.ts';
import { partsOf, prepare } from './evidence.ts';
import { floatColumns } from './float-columns.ts';
import { type Fold, orderedFold, plainFold, rowOrders } from './folds.ts';
import { HeldOut } from './held-out.ts';
import { type LeafOptions, leafValues, moveRows, shrinkStates } from './leaf-values.ts';
import { type Loss, type Target, sumOfWeights } from './losses/loss.ts';
import { leafOrders } from './monotone.ts';
import type { BoostOptions } from './options.ts';
import { LeafwiseSearch } from './leafwise.ts';
import { noiseOf, noiseSd } from './score.ts';
import { ObliviousSearch } from './search.ts';
import { type Structure, type Tree, assignLeaves, leafCount } from './structure.ts';
import { type TargetClasses, targetClasses } from './target-classes.ts';
import { type Workspace, ctrKey, openWorkspace } from './workspace.ts';

/** What is learned, and what its splits speak of. */
export interface Boosted {
  readonly trees: readonly Tree[];
  readonly start: Float64Array;
  readonly work: Workspace;
  readonly target: TargetClasses | null;
  /** Number of the trees that are kept, by the validation rows; all of them without. */
  readonly best: number;
}

export interface TrainJob {
  readonly X: Matrix;
  readonly target: Target;
  readonly classes: number;
  readonly options: BoostOptions;
  readonly makeLoss: (target: Target) => Loss;
  readonly validation: Dataset | null;
  readonly ctx: FitContext;
  /** Milliseconds between checkpoints. */
  readonly checkpointMs?: number;
  /** Forces the plain TypeScript kernels: for tests. */
  readonly twins?: boolean;
}

/** Folds that choose trees in turn; the last one, of all rows in the order of the matrix, gives leaves their values. */
const LEARNING_FOLDS = 3;
const lastFold = ({ hasTime }: BoostOptions): number => (hasTime ? 1 : LEARNING_FOLDS);

/** A generator of its own for every round, so that a training can be resumed at any of them. */
export const roundRandom = (seed: number, round: number): (() => number) => mulberry32((Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(round + 1, 0xc2b2ae35)) >>> 0);

interface Prepared {
  readonly work: Workspace;
  readonly folds: readonly Fold[];
  readonly averaging: Fold;
  readonly target: TargetClasses | null;
  readonly start: Float64Array;
}

async function setUp({ X, target, classes, options, makeLoss, ctx, twins }: TrainJob): Promise<Prepared> {
  const random = roundRandom(ctx.seed, -1);
  const places = X.columns.map((_, j) => j);
  const isCategory = (j: number): boolean => (X.categories?.[j] ?? null) !== null;
  const floats = floatColumns(X, places.filter((j) => !isCategory(j)), options.borderCount, options.featureBorderType, options.nanMode, random);
  await ctx.breathe();
  const categories = categoryColumns(X, places.filter(isCategory));
  const isOneHot = categories.map((c) => c.values.length <= options.oneHotMaxSize);
  const needsCtrs = isOneHot.some((one) => !one);
  const ctrTarget = needsCtrs ? targetClasses(target.y, classes, options.ctrTargetBorderCount, 'MinEntropy') : null;
  const orders = rowOrders(X.rows, lastFold(options), options.hasTime, random);
  const loss = makeLoss(target);
  const start = options.boostFromAverage && loss.start !== null ? loss.start().map(Math.fround) : new Float64Array(loss.outputs);
  const averaging = plainFold(orders.at(-1)!, loss, target, start);
  const learning = orders.slice(0, -1);
  const folds = options.boostingType === 'Ordered' ? learning.map((order) => orderedFold(order, makeLoss, target, start, options.foldLenMultiplier))
    : needsCtrs ? learning.map((order) => plainFold(order, loss, target, start)) : [];
  const work = await openWorkspace({
    floats, categories, isOneHot, rows: X.rows, outputs: loss.outputs, boost: options, threads: ctx.threads, ...(twins === undefined ? {} : { twins }),
    parts: folds.length > 0 ? partsOf(folds[0]!) : 1,
    ctrs: ctrTarget === null ? null : { simple: options.simpleCtr, combined: options.combinationsCtr, target: ctrTarget, isOneHot, orders },
  });
  return { work, folds, averaging, target: ctrTarget, start };
}

/** Boosts trees as CatBoost does. The caller closes `work`. */
export async function trainTrees(job: TrainJob): Promise<Boosted> {
  const { X, options, ctx, target } = job;
  const ready = await setUp(job);
  const { work, folds, averaging } = ready;
  try {
    const { field } = work;
    const learning = folds.length > 0 ? folds : [averaging];
    const all = folds.length > 0 ? [...folds, averaging] : [averaging];
    const foldNumber = (fold: Fold): number => (fold === averaging ? lastFold(options) : folds.indexOf(fold));
    const held = job.validation === null ? null : new HeldOut(job.validation.X, field, ready.target);
    const heldTarget: Target | null = job.validation === null ? null : { y: job.validation.y!, weight: job.validation.sampleWeight };
    const heldLoss = heldTarget === null ? null : job.makeLoss(heldTarget);
    const heldState = heldLoss === null ? [] : Array.from(ready.start, (v) => new Float64Array(heldTarget!.y.length).fill(heldLoss.exp ? Math.exp(v) : v));
    const weight = sumOfWeights(target);
    const fingerprint = JSON.stringify({ options, seed: ctx.seed, rows: X.rows, columns: X.columns, y: target.y.reduce((a, b, i) => a + b * (1 + (i % 7)), 0) });
    const used = new Set<string>();
    let progress: Progress = await loadProgress(ctx, fingerprint, all, heldState) ?? { trees: [], best: null };
    for (const tree of progress.trees) for (const split of tree.splits) if (split.kind === 'ctr') used.add(ctrKey(field, split));
    const save = saver(ctx, fingerprint, all, heldState, job.checkpointMs);
    const monotone = field.floats.map((f) => options.monotone[f.column] ?? 0);
    const leafArray = field.backend.memory.i32.subarray(work.leafOf >> 2, (work.leafOf >> 2) + X.rows);

    for (let round = progress.trees.length; round < options.iterations && !ctx.stopRequested(); round++) {
      await ctx.breathe();
      const random = roundRandom(ctx.seed, round);
      if (round > 0 && options.shrink < 1) for (const { loss, states } of [...all.map((f) => ({ loss: f.loss, states: f.segments.flatMap((s) => s.state) })), { loss: averaging.loss, states: heldState }]) shrinkStates(loss, states, options.shrink);
      const fold = learning[Math.floor(random() * learning.length)]!;
      const { evidence, rootMeanSquare } = prepare(fold, work, { weight: target.weight, bootstrap: options.bootstrap, l2: options.l2LeafReg, lastLeaves: progress.trees.at(-1)?.values ?? null, random });
      const noise = noiseOf(options.randomStrength === 0 ? 0 : noiseSd(options.randomStrength, rootMeanSquare, X.rows, round * options.learningRate), random);
      const source = work.source(foldNumber(fold), random, used);
      const searching = { depth: options.depth, scoreFunction: options.scoreFunction, noise, monotone };
      const structure: Structure = options.growPolicy === 'SymmetricTree'
        ? { splits: new ObliviousSearch(field, source, evidence, foldNumber(fold), work.leafOf, searching).grow(), children: null }
        : new LeafwiseSearch(field, source, evidence[0]!, foldNumber(fold), work.leafRows, work.zeros, { ...searching, policy: options.growPolicy, minDataInLeaf: options.minDataInLeaf, maxLeaves: options.maxLeaves }).grow();
      const signs = structure.splits.map((s) => (s.kind === 'float' ? monotone[s.feature]! : 0));
      const leafOptions: LeafOptions = { method: options.leafEstimationMethod, iterations: options.leafEstimationIterations, backtracking: options.leafEstimationBacktracking, l2: options.l2LeafReg, orders: structure.children === null ? leafOrders(signs) : [] };
      const leaves = leafCount(structure);
      let values = new Float64Array(0);
      for (const each of all) {
        assignLeaves(field, structure, foldNumber(each), work.leafOf);
        const leafOf = each.ordered ? Int32Array.from(each.order, (row) => leafArray[row]!) : leafArray;
        for (const { state, body, tail, meanWeight } of each.segments) {
          values = leafValues({ loss: each.loss, state, count: body, leafOf, leaves, meanWeight }, leafOptions).map((v) => v * options.learningRate);
          moveRows(each.loss, state, tail, leafOf, values);
        }
        if (each !== averaging) await ctx.breathe();
      }
      const [weights, counts] = [new Float64Array(leaves), new Float64Array(leaves)];
      for (let row = 0; row < X.rows; row++) {
        weights[leafArray[row]!]! += target.weight === null ? 1 : target.weight[row]!;
        counts[leafArray[row]!]!++;
      }
      const trees: readonly Tree[] = [...progress.trees, { ...structure, values, weights, counts }];
      const metrics: Record<string, number> = { loss: averaging.loss.total(averaging.segments[0]!.state, X.rows) / weight };
      let { best } = progress;
      if (held !== null && heldLoss !== null) {
        moveRows(heldLoss, heldState, heldTarget!.y.length, held.leaves(structure), values);
        const valLoss = heldLoss.total(heldState, heldTarget!.y.length) / sumOfWeights(heldTarget!);
        metrics['valLoss'] = valLoss;
        if (best === null || valLoss < best.loss) best = { loss: valLoss, trees: trees.length };
      }
      progress = { trees, best };
      ctx.progress(round + 1, options.iterations, metrics);
      await save(progress);
      if (best !== null && options.odWait !== null && trees.length - best.trees >= options.odWait) break;
    }
    return { trees: progress.trees, start: ready.start, work, target: ready.target, best: progress.best?.trees ?? progress.trees.length };
  } catch (error) {
    work.close();
    throw error;
  }
}
