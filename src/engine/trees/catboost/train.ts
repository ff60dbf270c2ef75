import { type Progress, loadProgress, saver } from './checkpoint.ts';
import { prepare } from './evidence.ts';
import type { Fold } from './folds.ts';
import { HeldOut } from './held-out.ts';
import { type LeafOptions, centred, leafValues, moveRows, shrinkStates } from './leaf-values.ts';
import type { TrainJob } from './job.ts';
import { LeafwiseSearch } from './leafwise.ts';
import { type Loss, sumOfWeights } from './losses/loss.ts';
import { leafOrders } from './monotone.ts';
import { noiseOf, noiseSd } from './score.ts';
import { ObliviousSearch } from './search.ts';
import { type Ready, lastFold, roundRandom, setUp } from './set-up.ts';
import { type Structure, type Tree, assignLeaves, leafCount } from './structure.ts';
import type { TargetClasses } from './target-classes.ts';
import { type Workspace, ctrKey } from './workspace.ts';

/** What is learned, and what its splits speak of. */
export interface Boosted {
  readonly trees: readonly Tree[];
  readonly start: Float64Array;
  readonly work: Workspace;
  readonly target: TargetClasses | null;
  /** Number of the trees that are kept, by the validation rows; all of them without. */
  readonly best: number;
}

/** Validation rows, and where they stand. */
interface Watched {
  readonly rows: HeldOut;
  readonly count: number;
  readonly weight: number;
  readonly loss: Loss;
  readonly state: readonly Float64Array[];
}

/** A training after its set-up: grows a tree, gives its leaves values in every fold, moves all rows. */
class Booster {
  readonly #job: TrainJob;
  readonly #ready: Ready;
  readonly #monotone: readonly number[];
  readonly #leafOf: Int32Array;
  readonly #used = new Set<string>();
  readonly watched: Watched | null;
  /** The averaging fold last. */
  readonly folds: readonly Fold[];
  readonly trees: Tree[] = [];

  constructor(job: TrainJob, ready: Ready) {
    const { validation, options, X } = job;
    const { field, leafOf } = ready.work;
    this.#job = job;
    this.#ready = ready;
    this.#monotone = field.floats.map((f) => options.monotone[f.column] ?? 0);
    this.#leafOf = field.backend.memory.i32.subarray(leafOf >> 2, (leafOf >> 2) + X.rows);
    this.folds = [...ready.folds, ready.averaging];
    if (validation === null) this.watched = null;
    else {
      const target = { y: validation.y!, weight: validation.sampleWeight, groups: validation.groups ?? null };
      const loss = job.makeLoss(target);
      const count = target.y.length;
      this.watched = { rows: new HeldOut(validation.X, field, ready.classes), count, weight: loss.mass ?? sumOfWeights(target), loss, state: Array.from(ready.start, (v) => new Float64Array(count).fill(loss.exp ? Math.exp(v) : v)) };
    }
  }

  /** Goes on from trees grown before. */
  resume(trees: readonly Tree[]): void {
    const { field } = this.#ready.work;
    this.trees.push(...trees);
    for (const tree of trees) for (const split of tree.splits) if (split.kind === 'ctr') this.#used.add(ctrKey(field, split));
  }

  async round(): Promise<void> {
    const { options, ctx } = this.#job;
    const random = roundRandom(ctx.seed, this.trees.length);
    if (this.trees.length > 0 && options.shrink < 1) {
      for (const { loss, segments } of this.folds) for (const { state } of segments) shrinkStates(loss, state, options.shrink);
      if (this.watched) shrinkStates(this.watched.loss, this.watched.state, options.shrink);
    }
    const structure = this.#grow(random);
    await ctx.breathe();
    const { values, ...tally } = await this.#giveValues(structure, random);
    this.trees.push({ ...structure, values, ...tally });
    if (this.watched) moveRows(this.watched.loss, this.watched.state, this.watched.count, this.watched.rows.leaves(structure), values);
  }

  /** The number of a fold among the orders. */
  #number(fold: Fold): number {
    return fold === this.#ready.averaging ? lastFold(this.#job.options) : this.folds.indexOf(fold);
  }

  #grow(random: () => number): Structure {
    const { options, X } = this.#job;
    const { work, target } = this.#ready;
    const choosing = this.#ready.folds.length > 0 ? this.#ready.folds : this.folds;
    const fold = choosing[Math.floor(random() * choosing.length)]!;
    const { evidence, rootMeanSquare } = prepare(fold, work, { weight: target.weight, bootstrap: options.bootstrap, l2: options.l2LeafReg, byPairs: options.growPolicy === 'SymmetricTree', lastLeaves: this.trees.at(-1)?.values ?? null, random });
    const noise = noiseOf(options.randomStrength === 0 ? 0 : noiseSd(options.randomStrength, rootMeanSquare, X.rows, this.trees.length * options.learningRate), random);
    const searching = { depth: options.depth, scoreFunction: options.scoreFunction, noise, monotone: this.#monotone };
    const source = work.source(this.#number(fold), random, this.#used);
    if (options.growPolicy === 'SymmetricTree') return { splits: new ObliviousSearch(work.field, source, evidence, this.#number(fold), work.leafOf, searching).grow(), children: null };
    return new LeafwiseSearch(work.field, source, evidence[0]!, this.#number(fold), work.leafRows, { ...searching, policy: options.growPolicy, minDataInLeaf: options.minDataInLeaf, maxLeaves: options.maxLeaves }).grow();
  }

  /** Moves the rows of every fold by the tree, as each sees it; returns what the averaging fold, the last, says of the leaves. */
  async #giveValues(structure: Structure, random: () => number): Promise<Pick<Tree, 'values' | 'weights' | 'counts'>> {
    const { options, ctx } = this.#job;
    const { work } = this.#ready;
    const leaves = leafCount(structure);
    const signs = structure.splits.map((s) => (s.kind === 'float' ? this.#monotone[s.feature]! : 0));
    const leafOptions: LeafOptions = { method: options.leafEstimationMethod, iterations: options.leafEstimationIterations, backtracking: options.leafEstimationBacktracking, l2: options.l2LeafReg, orders: structure.children === null ? leafOrders(signs) : [] };
    let values: Float64Array = new Float64Array(0);
    for (const fold of this.folds) {
      assignLeaves(work.field, structure, this.#number(fold), work.leafOf);
      if (fold.ordered) this.#inOrder(fold.order);
      for (const { state, body, tail, meanWeight } of fold.segments) {
        fold.loss.pairs?.draw?.(state, tail, random);
        values = leafValues({ loss: fold.loss, state, count: body, leafOf: this.#leafOf, leaves, meanWeight }, leafOptions);
        if (fold === this.#ready.averaging && fold.loss.pairs) values = centred(values, this.#tally(leaves).weights);
        values = values.map((v) => v * options.learningRate);
        moveRows(fold.loss, state, tail, this.#leafOf, values);
      }
      await ctx.breathe();
    }
    return { values, ...this.#tally(leaves) };
  }

  /** Puts the leaves of the rows in the order of a fold. */
  #inOrder(order: Int32Array): void {
    const byRow = this.#leafOf.slice();
    for (let t = 0; t < order.length; t++) this.#leafOf[t] = byRow[order[t]!]!;
  }

  #tally(leaves: number): Pick<Tree, 'weights' | 'counts'> {
    const { weight } = this.#ready.target;
    const leafOf = this.#leafOf;
    const rows = new Int32Array(leaves);
    for (let row = 0; row < leafOf.length; row++) rows[leafOf[row]!]!++;
    const counts = Float64Array.from(rows);
    if (weight === null) return { weights: counts, counts };
    const weights = new Float64Array(leaves);
    for (let row = 0; row < leafOf.length; row++) weights[leafOf[row]!]! += weight[row]!;
    return { weights, counts };
  }
}

/** Boosts trees as CatBoost does. The caller closes `work`. */
export async function trainTrees(job: TrainJob): Promise<Boosted> {
  const { X, options, ctx } = job;
  const ready = await setUp(job);
  const { work, averaging, target, start } = ready;
  try {
    const booster = new Booster(job, ready);
    const { trees, folds, watched } = booster;
    const weight = averaging.loss.mass ?? sumOfWeights(target);
    const fingerprint = JSON.stringify({ options, seed: ctx.seed, rows: X.rows, columns: X.columns, y: target.y.reduce((a, b, i) => a + b * (1 + (i % 7)), 0) });
    const saved = await loadProgress(ctx, fingerprint, folds, watched?.state ?? []);
    booster.resume(saved?.trees ?? []);
    let best: Progress['best'] = saved?.best ?? null;
    const save = saver(ctx, fingerprint, folds, watched?.state ?? [], job.checkpointMs);
    const stale = (): boolean => best !== null && options.odWait !== null && trees.length - best.trees >= options.odWait;
    while (trees.length < options.iterations && !stale() && !ctx.stopRequested()) {
      await ctx.breathe();
      await booster.round();
      const loss = averaging.loss.total(averaging.segments[0]!.state, X.rows) / weight;
      if (watched === null) ctx.progress(trees.length, options.iterations, { loss });
      else {
        const valLoss = watched.loss.total(watched.state, watched.count) / watched.weight;
        if (best === null || valLoss < best.loss) best = { loss: valLoss, trees: trees.length };
        ctx.progress(trees.length, options.iterations, { loss, valLoss });
      }
      await save({ trees, best });
    }
    return { trees, start, work, target: ready.classes, best: best?.trees ?? trees.length };
  } catch (error) {
    work.close();
    throw error;
  }
}
