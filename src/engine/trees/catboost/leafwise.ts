import { obliviousHistogram, obliviousScores } from '../../kernels/twins/oblivious.ts';
import { type Candidate, type CandidateSource, levelCandidates } from './candidates.ts';
import { type Field, type Split, binsOf } from './field.ts';
import { scoreOf } from './score.ts';
import { type Evidence, PAIR } from './part.ts';
import { type SearchOptions, bestOf, columnCalls, finishScores } from './search.ts';
import type { Structure } from './structure.ts';

export interface LeafwiseOptions extends SearchOptions {
  readonly policy: 'Depthwise' | 'Lossguide';
  readonly minDataInLeaf: number;
  readonly maxLeaves: number;
}

/** A leaf that may be split: its rows are list[start … end − 1]. `at` is where the tree points to it: a place in `children`. */
interface Leaf {
  readonly number: number;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
  readonly at: number;
}

interface Found {
  readonly leaf: Leaf;
  readonly gain: number;
  readonly split: Split;
}

/** Smaller gains are rounding. */
const LEAST_GAIN = 1e-9;

/** Grows trees whose nodes ask different questions: all nodes of a level in turn, or the leaf that gains most first. Plain boosting. */
export class LeafwiseSearch {
  readonly #field: Field;
  readonly #source: CandidateSource;
  readonly #evidence: Evidence;
  readonly #fold: number;
  readonly #options: LeafwiseOptions;
  /** Address of the rows that were drawn, leaf by leaf. */
  readonly #list: number;
  readonly #splits: Split[] = [];
  readonly #children: number[] = [];
  #leaves = 1;

  constructor(field: Field, source: CandidateSource, evidence: Evidence, fold: number, list: number, options: LeafwiseOptions) {
    this.#field = field;
    this.#source = source;
    this.#evidence = evidence;
    this.#fold = fold;
    this.#options = options;
    this.#list = list;
    const { i32 } = field.backend.memory;
    const { rows, count } = evidence.tail;
    for (let i = 0; i < count; i++) i32[(list >> 2) + i] = rows === 0 ? i : i32[(rows >> 2) + i]!;
  }

  grow(): Structure {
    const root: Leaf = { number: 0, depth: 0, start: 0, end: this.#evidence.tail.count, at: -1 };
    if (this.#options.policy === 'Depthwise') this.#byLevel(root);
    else this.#byGain(root);
    return { splits: this.#splits, children: Int32Array.from(this.#children) };
  }

  #byLevel(root: Leaf): void {
    let level = [root];
    for (let depth = 0; depth < this.#options.depth; depth++) {
      level = level.flatMap((leaf) => {
        const found = this.#best(leaf);
        return found === null ? [] : this.#split(found);
      });
    }
  }

  #byGain(root: Leaf): void {
    const open: Found[] = [];
    const add = (leaf: Leaf): void => {
      const found = leaf.depth < this.#options.depth ? this.#best(leaf) : null;
      if (found !== null) open.push(found);
    };
    add(root);
    while (open.length > 0 && this.#leaves < this.#options.maxLeaves) {
      const best = open.reduce((a, b) => (b.gain > a.gain ? b : a));
      open.splice(open.indexOf(best), 1);
      this.#split(best).forEach(add);
    }
  }

  #best(leaf: Leaf): Found | null {
    if (leaf.end - leaf.start < this.#options.minDataInLeaf || leaf.end === leaf.start) return null;
    const { noise, scoreFunction } = this.#options;
    let best: { score: number; split: Split } | null = null;
    for (const { candidates, weightOf } of levelCandidates(this.#source, this.#field, [], this.#fold)) {
      const scores = this.#scores(candidates, leaf);
      candidates.forEach((candidate, at) => {
        const found = bestOf(scores[at]!, noise);
        if (found === null) return;
        const score = (found.score + noise.sd * noise.next()) * weightOf(candidate);
        if (best === null || score > best.score) best = { score, split: candidate.split(found.bin) };
      });
    }
    if (best === null) return null;
    const { score, split }: { score: number; split: Split } = best;
    const gain = score - scoreOf(scoreFunction, ...this.#whole(leaf));
    return gain < LEAST_GAIN ? null : { leaf, gain, split };
  }

  #scores(candidates: readonly Candidate[], { start, end }: Leaf): readonly Float64Array[] {
    const { backend } = this.#field;
    const { memory } = backend;
    const { tail, l2 } = this.#evidence;
    const mark = memory.mark();
    const sums = candidates.map(({ buckets }) => memory.alloc(buckets * PAIR));
    candidates.forEach(({ buckets }, at) => memory.f64.fill(0, sums[at]! >> 3, (sums[at]! >> 3) + buckets * 2));
    const l2At = memory.alloc(8);
    memory.f64[l2At >> 3] = l2;
    for (const pairs of tail.pairs) {
      backend.run(obliviousHistogram, columnCalls(memory, candidates, (c) => c.histogram, (at, count) => [at, count, 0, this.#list + start * 4, end - start, pairs, 1]));
      backend.run(obliviousScores, candidates.map(({ buckets, histogram, oneHot }, at) => [histogram, histogram, buckets, 1, oneHot ? 1 : 0, l2At, sums[at]!]));
    }
    const scores = candidates.map((candidate, at) => finishScores(memory.f64, candidate, sums[at]!, this.#options.scoreFunction));
    memory.release(mark);
    return scores;
  }

  /** The pair of sums of a leaf that is not split. */
  #whole({ start, end }: Leaf): readonly [number, number] {
    const { f64, i32 } = this.#field.backend.memory;
    let [numerator, denominator] = [0, 0];
    for (const pairs of this.#evidence.tail.pairs) {
      let [sum, weight] = [0, 0];
      for (let i = start; i < end; i++) {
        const pair = (pairs >> 3) + i32[(this.#list >> 2) + i]! * 2;
        sum += f64[pair]!;
        weight += f64[pair + 1]!;
      }
      const average = weight > 0 ? sum / (weight + this.#evidence.l2) : 0;
      numerator += average * sum;
      denominator += average * average * weight;
    }
    return [numerator, denominator];
  }

  /** Parts the leaf's rows, keeping their order. The side of "no" keeps the leaf's number. */
  #split({ leaf, split }: Found): readonly Leaf[] {
    const { i32, u8 } = this.#field.backend.memory;
    const bins = binsOf(this.#field, split, this.#fold);
    this.#source.chose(split);
    const base = this.#list >> 2;
    const yes: number[] = [];
    let to = leaf.start;
    for (let i = leaf.start; i < leaf.end; i++) {
      const row = i32[base + i]!;
      const bin = u8[bins + row]!;
      if (split.kind === 'oneHot' ? bin === split.border : bin > split.border) yes.push(row);
      else i32[base + to++] = row;
    }
    i32.set(yes, base + to);
    const node = this.#splits.push(split) - 1;
    if (leaf.at >= 0) this.#children[leaf.at] = node;
    const other = this.#leaves++;
    this.#children.push(-1 - leaf.number, -1 - other);
    const depth = leaf.depth + 1;
    return [
      { number: leaf.number, depth, start: leaf.start, end: to, at: 2 * node },
      { number: other, depth, start: to, end: leaf.end, at: 2 * node + 1 },
    ];
  }
}
