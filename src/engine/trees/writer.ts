import type { TreeEnsemble } from './ensemble.ts';

type Nodes = Pick<TreeEnsemble, 'roots' | 'feature' | 'threshold' | 'left' | 'right' | 'missingLeft' | 'set' | 'sets' | 'value' | 'gain' | 'cover' | 'count'>;

export type Question =
  /** Left where the value is at or below the threshold. */
  | { readonly feature: number; readonly threshold: number; readonly missingLeft: boolean }
  /** Left where the category's code is in the set. */
  | { readonly feature: number; readonly codes: readonly number[]; readonly missingLeft: boolean };

export interface NodeFacts {
  readonly value: ArrayLike<number>;
  readonly gain?: number;
  readonly cover: number;
  readonly count: number;
}

/** Writes an ensemble node by node, parents before children: `left` and `right` are filled in as the children are begun. */
export class EnsembleWriter {
  readonly #width: number;
  readonly #roots: number[] = [];
  readonly #feature: number[] = [];
  readonly #threshold: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #missingLeft: number[] = [];
  readonly #set: number[] = [];
  readonly #sets: number[] = [];
  readonly #value: number[] = [];
  readonly #gain: number[] = [];
  readonly #cover: number[] = [];
  readonly #count: number[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  /** The next node begins a tree. */
  beginTree(): void {
    this.#roots.push(this.#feature.length);
  }

  #node(facts: NodeFacts): number {
    const at = this.#feature.length;
    this.#feature.push(-1);
    this.#threshold.push(0);
    this.#left.push(-1);
    this.#right.push(-1);
    this.#missingLeft.push(0);
    this.#set.push(-1);
    for (let k = 0; k < this.#width; k++) this.#value.push(facts.value[k]!);
    this.#gain.push(facts.gain ?? 0);
    this.#cover.push(facts.cover);
    this.#count.push(facts.count);
    return at;
  }

  /** Writes a leaf and answers its number. */
  leaf(facts: NodeFacts): number {
    return this.#node(facts);
  }

  /** Writes an inner node; its children are written by `left` and `right`, which answer their numbers. */
  split(question: Question, facts: NodeFacts, left: () => number, right: () => number): number {
    const at = this.#node(facts);
    this.#feature[at] = question.feature;
    this.#missingLeft[at] = question.missingLeft ? 1 : 0;
    if ('threshold' in question) this.#threshold[at] = question.threshold;
    else this.#set[at] = this.#addSet(question.codes);
    this.#left[at] = left();
    this.#right[at] = right();
    return at;
  }

  #addSet(codes: readonly number[]): number {
    const at = this.#sets.length;
    const words = codes.reduce((most, code) => Math.max(most, (code >>> 5) + 1), 1);
    this.#sets.push(words, ...new Array<number>(words).fill(0));
    for (const code of codes) this.#sets[at + 1 + (code >>> 5)] = (this.#sets[at + 1 + (code >>> 5)]! | (1 << (code & 31))) >>> 0;
    return at;
  }

  nodes(): Nodes {
    return {
      roots: Int32Array.from([...this.#roots, this.#feature.length]),
      feature: Int32Array.from(this.#feature),
      threshold: Float64Array.from(this.#threshold),
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      missingLeft: Uint8Array.from(this.#missingLeft),
      set: Int32Array.from(this.#set),
      sets: Uint32Array.from(this.#sets),
      value: Float64Array.from(this.#value),
      gain: Float64Array.from(this.#gain),
      cover: Float64Array.from(this.#cover),
      count: Float64Array.from(this.#count),
    };
  }
}
