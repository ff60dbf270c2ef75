import type { TermHistogram } from './histogram.ts';
import { type EbmRules, leafScore, leafStep } from './rules.ts';

/**
 * Sums over every rectangle of a pair's cells from the first corner, so that any rectangle is four look-ups. Tight loops over
 * these are where pairs spend their time: plain numbers go in and out, nothing is allocated.
 */
export class CornerSums {
  readonly #g: Float64Array;
  readonly #h: Float64Array;
  readonly #n: Float64Array;
  readonly #row: number;

  /** `a` × `b` cells, cell i · b + j. Made once a pair; `load` fills it for every step. */
  constructor(readonly a: number, readonly b: number, readonly outputs: number) {
    this.#row = b + 1;
    const corners = (a + 1) * this.#row;
    this.#g = new Float64Array(corners * outputs);
    this.#h = new Float64Array(corners * outputs);
    this.#n = new Float64Array(corners);
  }

  load({ g, h, count }: TermHistogram): void {
    this.#sumUp(this.#g, g, this.outputs);
    this.#sumUp(this.#h, h, this.outputs);
    this.#sumUp(this.#n, count, 1);
  }

  /** Row by row: what is above, and what has gathered along the row. The first row and column of corners stay zero. */
  #sumUp(corner: Float64Array, cell: Float64Array, K: number): void {
    const { a, b } = this;
    const line = (b + 1) * K;
    for (let k = 0; k < K; k++) {
      let from = k;
      let at = line + K + k;
      for (let i = 0; i < a; i++, at += K) {
        let along = 0;
        for (let j = 0; j < b; j++, from += K, at += K) {
          along += cell[from]!;
          corner[at] = corner[at - line]! + along;
        }
      }
    }
  }

  /** What a leaf of the rows a0 ≤ i < a1, b0 ≤ j < b1 scores; −1 where it is too small to be one. */
  leaf(a0: number, a1: number, b0: number, b1: number, rules: EbmRules): number {
    const K = this.outputs;
    const low = a0 * this.#row;
    const high = a1 * this.#row;
    const n = this.#n;
    if (n[high + b1]! - n[low + b1]! - n[high + b0]! + n[low + b0]! < rules.minSamplesLeaf) return -1;
    if (K === 1) {
      const g = this.#g;
      const h = this.#h;
      const H = h[high + b1]! - h[low + b1]! - h[high + b0]! + h[low + b0]!;
      return H < rules.minHessian ? -1 : leafScore(g[high + b1]! - g[low + b1]! - g[high + b0]! + g[low + b0]!, H, rules);
    }
    let score = 0;
    for (let k = 0; k < K; k++) {
      const H = this.#at(this.#h, low, high, b0, b1, k);
      if (H < rules.minHessian) return -1;
      score += leafScore(this.#at(this.#g, low, high, b0, b1, k), H, rules);
    }
    return score;
  }

  /** The same without asking whether it is large enough. */
  score(a0: number, a1: number, b0: number, b1: number, rules: EbmRules): number {
    let score = 0;
    for (let k = 0; k < this.outputs; k++) score += leafScore(this.#at(this.#g, a0 * this.#row, a1 * this.#row, b0, b1, k), this.#at(this.#h, a0 * this.#row, a1 * this.#row, b0, b1, k), rules);
    return score;
  }

  step(a0: number, a1: number, b0: number, b1: number, k: number, rules: EbmRules): number {
    return leafStep(this.#at(this.#g, a0 * this.#row, a1 * this.#row, b0, b1, k), this.#at(this.#h, a0 * this.#row, a1 * this.#row, b0, b1, k), rules);
  }

  #at(sums: Float64Array, low: number, high: number, b0: number, b1: number, k: number): number {
    const K = this.outputs;
    return sums[(high + b1) * K + k]! - sums[(low + b1) * K + k]! - sums[(high + b0) * K + k]! + sums[(low + b0) * K + k]!;
  }
}
