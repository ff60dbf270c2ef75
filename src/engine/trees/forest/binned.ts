import type { FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import type { Backend } from '../../kernels/backend.ts';
import { forestKernels } from '../../kernels/forest.ts';
import { allocated } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { classBits, type Plan, PLAN_BYTES, writePlan } from '../../kernels/twins/forest/desk.ts';
import { growForestTree } from '../../kernels/twins/forest/grow.ts';
import { isClassCriterion } from '../../tree/criteria.ts';
import { ensembleOf } from '../../tree/ensemble.ts';
import { prune } from '../../tree/prune.ts';
import type { Tree } from '../../tree/tree.ts';
import { bin, binMemory } from '../bins/bin.ts';
import type { BinnedDataset } from '../bins/binned.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { featuresTried } from '../max-features.ts';
import { type DeskSize, deskMemory, makeDesk, takeTree } from './desks.ts';
import type { Grower } from './grower.ts';
import type { ForestPlan } from './plan.ts';
import { treeSeed } from './seed.ts';
import { wholeWeights } from './whole-weights.ts';

/** What 32-bit addresses reach, less the reserved part. */
const MOST_BYTES = 2 ** 32 - 2 ** 17;
/** Rows that the bins are found from. */
const CUT_ROWS = 50_000;
/** Nodes open at once where the smaller child is always split first: one more than halvings of the rows. */
const OPEN = 40;
const CRITERIA: Readonly<Record<string, number>> = { gini: 0, entropy: 1, log_loss: 1, squared_error: 2, friedman_mse: 2, poisson: 3 };

function sizeOf({ task: { X, classes }, params }: ForestPlan): DeskSize {
  const leaves = Math.max(1, Math.min(X.rows, params.maxLeafNodes ?? Infinity, 2 ** (params.maxDepth ?? 31), Math.floor(X.rows / params.minSamplesLeaf)));
  return { rows: X.rows, columns: X.columns.length, classes: isClassCriterion(params.criterion) ? classes : 0, leaves, open: params.maxLeafNodes === null ? OPEN : leaves + 1 };
}

/** Bytes of what all trees share, beside the bins. */
function sharedMemory({ task: { X }, drawing, weight }: ForestPlan): number {
  const p = X.columns.length;
  const rows = X.rows;
  return allocated(PLAN_BYTES) + allocated(p * 16) + allocated(p * 256 * 8) + allocated(rows * 8) + allocated(p) + (weight ? allocated(rows * 4) : 0) + (drawing?.cumulative ? allocated(rows * 8) : 0);
}

/** The mean value of every bin of every column, 256 a column: random thresholds are drawn between them. */
function typicalValues({ task: { X } }: ForestPlan, { backend: { memory: { u8 } }, columnBins }: BinnedDataset): Float64Array {
  const p = X.columns.length;
  const sums = new Float64Array(p * 256);
  const counts = new Float64Array(p * 256);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < p; j++) {
      const at = j * 256 + u8[columnBins + j * X.rows + i]!;
      sums[at]! += X.values[i * p + j]!;
      counts[at]!++;
    }
  }
  return sums.map((sum, at) => sum / Math.max(counts[at]!, 1));
}

/** Writes what all trees share into the memory. */
function layOut(plan: ForestPlan, size: DeskSize, binned: BinnedDataset): number {
  const { memory } = binned.backend;
  const { task: { X, y }, params, drawing, weight, monotone } = plan;
  const p = X.columns.length;
  const at = memory.alloc(PLAN_BYTES);
  const features = memory.alloc(p * 16);
  const values = memory.alloc(p * 256 * 8);
  if (plan.splitter === 'random') memory.f64.set(typicalValues(plan, binned), values / 8);
  binned.features.forEach((feature, j) => memory.i32.set([feature.bins, feature.missing, values + j * 256 * 8], features / 4 + j * 4));
  const target = memory.alloc(X.rows * 8);
  // Taken from the mean, targets far from zero keep their digits; Poisson needs them as they are.
  const origin = params.criterion === 'squared_error' || params.criterion === 'friedman_mse' ? y.reduce((a, b) => a + b, 0) / y.length : 0;
  if (size.classes > 0) memory.u32.set(y, target / 4);
  else memory.f64.set(y.map((v) => v - origin), target / 8);
  const whole = weight ? wholeWeights(weight, classBits(size.classes)) : null;
  const weights = whole ? memory.alloc(X.rows * 4) : 0;
  if (whole) memory.u32.set(whole.weights, weights / 4);
  const cumulative = drawing?.cumulative ? memory.alloc(X.rows * 8) : 0;
  if (drawing?.cumulative) memory.f64.set(drawing.cumulative, cumulative / 8);
  const signs = monotone ? memory.alloc(p) : 0;
  if (monotone) memory.u8.set(new Uint8Array(monotone.buffer, monotone.byteOffset, p), signs);
  const written: Plan = {
    n: X.rows, p, K: size.classes, criterion: CRITERIA[params.criterion]!, random: plan.splitter === 'random', tried: featuresTried(params, p),
    maxDepth: params.maxDepth ?? 2 ** 30, minSplit: params.minSamplesSplit, minLeaf: params.minSamplesLeaf, maxLeaves: params.maxLeafNodes ?? 0,
    columns: binned.columnBins, target, weights, cumulative, features, monotone: signs, draws: drawing?.draws ?? 0, subsample: plan.subsample,
    unit: whole?.unit ?? 1, minFraction: params.minWeightFractionLeaf, minDecrease: params.minImpurityDecrease, origin,
  };
  writePlan(memory, at, written);
  return at;
}

/** Trees whose thresholds lie between bins, several at once on as many threads: for tables that are not small. */
export class BinnedGrower implements Grower {
  readonly how = 'binned';

  private constructor(readonly plan: ForestPlan, readonly backend: Backend, readonly binned: BinnedDataset, readonly shared: number, readonly desks: readonly number[]) {}

  /** Bins the columns and makes room for as many trees at once as there are threads. Throws StudioError('limit') where one does not fit. */
  static async open(plan: ForestPlan, ctx: Pick<FitContext, 'threads' | 'breathe'>, twins = false): Promise<BinnedGrower> {
    const { task: { X, algorithm }, params } = plan;
    const size = sizeOf(plan);
    const threads = Math.max(1, Math.min(ctx.threads?.count ?? 1, params.nEstimators));
    const bins = binMemory(X.rows, X.columns.length, threads, 0, CUT_ROWS);
    const fixed = bins.kept + sharedMemory(plan) + 4096;
    const fitting = Math.floor((MOST_BYTES - fixed) / deskMemory(size));
    if (fitting < 1) throw new StudioError('limit', `A tree on ${X.rows.toLocaleString('en')} rows and ${X.columns.length.toLocaleString('en')} columns needs more than 4 GB to grow. Limit maxDepth or maxLeafNodes, drop columns, or train on a sample of the rows.`, { algorithm });
    const count = Math.min(threads, fitting);
    const backend = await openBackend([treeKernels, forestKernels], { bytes: Math.max(fixed + count * deskMemory(size), bins.kept + bins.passing + 4096), threads: ctx.threads, maxThreads: count, twins });
    try {
      const binned = await bin(X, { flavour: 'lightgbm', maxBin: 256, minDataInBin: 1, sample: CUT_ROWS }, backend, ctx);
      const shared = layOut(plan, size, binned);
      return new BinnedGrower(plan, backend, binned, shared, Array.from({ length: count }, () => makeDesk(backend.memory, size)));
    } catch (thrown) {
      backend.close();
      throw thrown;
    }
  }

  /** Trees from … as many as there are desks, up to `to`. */
  trees(from: number, to: number): readonly Tree[] {
    const { plan: { seed, params, task }, backend, desks } = this;
    const used = desks.slice(0, to - from);
    backend.run(growForestTree, used.map((desk, k) => [this.shared, desk, treeSeed(seed, from + k) | 0]));
    const width = isClassCriterion(params.criterion) ? task.classes : 1;
    return used.map((desk) => prune(takeTree(backend.memory, desk, width, this.binned), params.ccpAlpha));
  }

  async grow(from: number, to: number, _ctx: FitContext): Promise<TreeEnsemble> {
    return ensembleOf(this.trees(from, to), this.plan.task.X.columns);
  }

  close(): void {
    this.backend.close();
  }
}
