import { COLUMN_WORDS, obliviousChildren, obliviousHistogram, obliviousScores, obliviousSplit } from '../../kernels/twins/oblivious.ts';
import type { Call, Kernel } from '../../kernels/kernel.ts';
import type { Memory } from '../../kernels/memory.ts';
import { type Candidate, type CandidateSource, levelCandidates } from './candidates.ts';
import { type Field, type Split, binsOf } from './field.ts';
import { blocksOf } from './losses/blocks.ts';
import { leafOrders } from './monotone.ts';
import { monotoneScores } from './monotone-scores.ts';
import { type Evidence, PAIR } from './part.ts';
import { type Noise, type ScoreFunction, scoreOf } from './score.ts';
import { smallerSides } from './sides.ts';

export interface SearchOptions {
  readonly depth: number;
  readonly scoreFunction: ScoreFunction;
  readonly noise: Noise;
  /** Does a split of this column have to raise (1) or lower (−1) the leaves above its border? By float column. */
  readonly monotone: readonly number[];
}

/** Columns that a call takes together, so that rows are looked up once for them. */
const TOGETHER = 4;

/** Describes candidates to histogram kernels, some a call. */
export function columnCalls(memory: Memory, candidates: readonly Candidate[], histogram: (candidate: Candidate) => number, call: (at: number, count: number) => Call): Call[] {
  const calls: Call[] = [];
  for (let from = 0; from < candidates.length; from += TOGETHER) {
    const own = candidates.slice(from, from + TOGETHER);
    const at = memory.alloc(own.length * COLUMN_WORDS * 4);
    memory.i32.set(own.flatMap((c) => [c.bins, c.buckets, histogram(c)]), at >> 2);
    calls.push(call(at, own.length));
  }
  return calls;
}

const run = (field: Field, kernel: Kernel, calls: readonly Call[]): void => {
  if (calls.length > 0) field.backend.run(kernel, calls);
};

/** The scores of a candidate's splits from their pairs of sums. */
export function finishScores(f64: Float64Array, { buckets, oneHot }: Candidate, sums: number, kind: ScoreFunction): Float64Array {
  const scores = new Float64Array(oneHot ? buckets : buckets - 1);
  for (let split = 0, at = sums >> 3; split < scores.length; split++, at += 2) scores[split] = scoreOf(kind, f64[at]!, f64[at + 1]!);
  return scores;
}

/** The bin whose score with noise is highest, and its score without. */
export function bestOf(scores: Float64Array, noise: Noise): { bin: number; score: number } | null {
  let best: { bin: number; score: number } | null = null;
  let most = -Infinity;
  for (let bin = 0; bin < scores.length; bin++) {
    const noisy = noise.sd === 0 ? scores[bin]! : scores[bin]! + noise.sd * noise.next();
    if (noisy > most) {
      most = noisy;
      best = { bin, score: scores[bin]! };
    }
  }
  return best;
}

/** Grows one symmetric tree, level by level: of all questions the one whose score over all leaves is highest. */
export class ObliviousSearch {
  readonly #field: Field;
  readonly #source: CandidateSource;
  readonly #options: SearchOptions;
  readonly #evidence: readonly Evidence[];
  readonly #leafOf: number;
  readonly #fold: number;
  readonly splits: Split[] = [];
  /** Rows of each leaf after the last split. */
  #counts = new Int32Array(0);

  constructor(field: Field, source: CandidateSource, evidence: readonly Evidence[], fold: number, leafOf: number, options: SearchOptions) {
    this.#field = field;
    this.#source = source;
    this.#evidence = evidence;
    this.#fold = fold;
    this.#leafOf = leafOf;
    this.#options = options;
    const { i32 } = field.backend.memory;
    i32.fill(0, leafOf >> 2, (leafOf >> 2) + field.rows);
  }

  /** The tree's questions; fewer than `depth` where another would part no rows. */
  grow(): readonly Split[] {
    const { depth, scoreFunction } = this.#options;
    for (let level = 0; level < depth; level++) {
      let best: { score: number; split: Split } | null = null;
      for (const batch of levelCandidates(this.#source, this.#field, this.splits, this.#fold)) {
        this.#histograms(batch.candidates, level);
        const scores = this.#scores(batch.candidates, level, scoreFunction);
        batch.candidates.forEach((candidate, at) => {
          const found = bestOf(scores[at]!, this.#options.noise);
          if (found === null) return;
          const score = (found.score + this.#options.noise.sd * this.#options.noise.next()) * batch.weightOf(candidate);
          if (best === null || score > best.score) best = { score, split: candidate.split(found.bin) };
        });
      }
      if (best === null) break;
      const { split }: { split: Split } = best;
      this.#apply(split, level);
      this.#source.chose(split);
      const redundant = redundantSplit(this.#counts);
      if (redundant >= 0) {
        this.splits.splice(redundant, 1);
        break;
      }
    }
    return this.splits;
  }

  /** In plain boosting: brings the candidates' kept histograms to this level. */
  #histograms(candidates: readonly Candidate[], level: number): void {
    if (this.#evidence.length > 1 || this.#evidence[0]!.body !== this.#evidence[0]!.tail) return;
    const { tail } = this.#evidence[0]!;
    const { depth } = this.#options;
    const sides = level > 0 && candidates.some((c) => c.level === level - 1) ? smallerSides(this.#field, tail, this.#leafOf, this.#counts, this.#source.sides) : null;
    const known = candidates.filter((c) => level > 0 && c.level === level - 1 && sides !== null);
    const fresh = candidates.filter((c) => !known.includes(c));
    const { memory } = this.#field.backend;
    const mark = memory.mark();
    const calls = (own: readonly Candidate[], rest: (pairs: number) => readonly number[]): Call[] =>
      tail.pairs.flatMap((pairs, k) => columnCalls(memory, own, (c) => c.histogram + k * c.buckets * PAIR * (1 << depth), (at, count) => [at, count, this.#leafOf, ...rest(pairs)]));
    run(this.#field, obliviousHistogram, calls(fresh, (pairs) => [tail.rows, tail.count, pairs, 1 << level]));
    if (sides !== null) run(this.#field, obliviousChildren, calls(known, (pairs) => [this.#source.sides.rows, sides, pairs, 1 << (level - 1), this.#source.sides.upper]));
    memory.release(mark);
    for (const candidate of candidates) candidate.level = level;
  }

  #scores(candidates: readonly Candidate[], level: number, kind: ScoreFunction): readonly Float64Array[] {
    const { memory } = this.#field.backend;
    const mark = memory.mark();
    const sums = candidates.map(({ buckets }) => memory.alloc(buckets * PAIR));
    candidates.forEach(({ buckets }, at) => memory.f64.fill(0, sums[at]! >> 3, (sums[at]! + buckets * PAIR) >> 3));
    const l2 = memory.alloc(8);
    for (const evidence of this.#evidence) {
      memory.f64[l2 >> 3] = evidence.l2;
      const plain = evidence.body === evidence.tail;
      for (let k = 0; k < evidence.tail.pairs.length; k++) {
        if (!plain) this.#orderedHistograms(candidates, level, evidence, k);
        run(this.#field, obliviousScores, candidates.map(({ buckets, histogram, oneHot }, at) => {
          const size = buckets * PAIR * (1 << this.#options.depth);
          const [body, tail] = plain ? [histogram + k * size, histogram + k * size] : [histogram, histogram + (size >> 1)];
          return [body, tail, buckets, 1 << level, oneHot ? 1 : 0, l2, sums[at]!];
        }));
      }
    }
    const scores = candidates.map((candidate, at) => finishScores(memory.f64, candidate, sums[at]!, kind));
    if (this.#options.monotone.some((s) => s !== 0)) candidates.forEach((candidate, at) => {
      const orders = leafOrders([...this.splits, candidate.split(0)].map((s) => (s.kind === 'float' ? this.#options.monotone[s.feature]! : 0)));
      if (orders.length > 0) scores[at]!.set(monotoneScores(memory, candidate, 1 << level, this.#evidence[0]!.l2, kind, orders));
    });
    memory.release(mark);
    return scores;
  }

  /** Histograms of a body and its tail, in the two halves of the candidate's space. */
  #orderedHistograms(candidates: readonly Candidate[], level: number, { body, tail }: Evidence, k: number): void {
    const { memory } = this.#field.backend;
    const mark = memory.mark();
    run(this.#field, obliviousHistogram, [body, tail].flatMap((part, half) => columnCalls(memory, candidates, (c) => c.histogram + half * ((c.buckets * PAIR * (1 << this.#options.depth)) >> 1),
      (at, count) => [at, count, this.#leafOf, part.rows, part.count, part.pairs[k]!, 1 << level])));
    memory.release(mark);
  }

  #apply(split: Split, level: number): void {
    this.splits.push(split);
    const bins = binsOf(this.#field, split, this.#fold);
    const leaves = 2 << level;
    const parts = blocksOf(this.#field.rows);
    const { counts } = this.#source;
    run(this.#field, obliviousSplit, parts.map(([from, to], b) => [bins, split.border, split.kind === 'oneHot' ? 1 : 0, 1 << level, this.#leafOf, from, to, counts + b * leaves * 4]));
    const { i32 } = this.#field.backend.memory;
    this.#counts = new Int32Array(leaves);
    for (let b = 0; b < parts.length; b++) for (let leaf = 0; leaf < leaves; leaf++) this.#counts[leaf]! += i32[(counts >> 2) + b * leaves + leaf]!;
  }
}

/** A split that parts no rows in any leaf, or −1. */
function redundantSplit(counts: Int32Array): number {
  for (let bit = 1; bit < counts.length; bit <<= 1) {
    if (!counts.some((rows, leaf) => (leaf & bit) === 0 && rows > 0 && counts[leaf | bit]! > 0)) return Math.log2(bit);
  }
  return -1;
}
