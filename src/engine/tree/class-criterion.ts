import type { Criterion } from './criterion.ts';

/** Impurity of weighted class counts. */
type Impurity = (counts: Float64Array, weight: number) => number;

/** 1 − Σ share². */
export const gini: Impurity = (counts, weight) => {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += counts[k]! * counts[k]!;
  return 1 - sum / (weight * weight);
};

/** −Σ share · log₂ share, in bits. */
export const entropy: Impurity = (counts, weight) => {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) {
    if (counts[k]! > 0) {
      const share = counts[k]! / weight;
      sum -= share * Math.log2(share);
    }
  }
  return sum;
};

/** Class shares; `y` holds class indices. */
export class ClassCriterion implements Criterion {
  readonly width: number;
  weight = 0;
  leftWeight = 0;
  readonly #y: Float64Array;
  readonly #w: Float64Array;
  readonly #impurity: Impurity;
  readonly #total: Float64Array;
  readonly #left: Float64Array;
  readonly #right: Float64Array;

  constructor(y: Float64Array, w: Float64Array, classes: number, impurity: Impurity) {
    this.width = classes;
    this.#y = y;
    this.#w = w;
    this.#impurity = impurity;
    this.#total = new Float64Array(classes);
    this.#left = new Float64Array(classes);
    this.#right = new Float64Array(classes);
  }

  start(rows: Int32Array, from: number, to: number): void {
    this.#total.fill(0);
    this.weight = 0;
    for (let r = from; r < to; r++) {
      const row = rows[r]!;
      this.#total[this.#y[row]!]! += this.#w[row]!;
      this.weight += this.#w[row]!;
    }
    this.reset();
  }

  impurity(): number {
    return this.#impurity(this.#total, this.weight);
  }

  value(into: number[]): void {
    for (let k = 0; k < this.width; k++) into.push(this.#total[k]! / this.weight);
  }

  reset(): void {
    this.#left.fill(0);
    this.#right.set(this.#total);
    this.leftWeight = 0;
  }

  move(row: number): void {
    const k = this.#y[row]!;
    const w = this.#w[row]!;
    this.#left[k]! += w;
    this.#right[k]! -= w;
    this.leftWeight += w;
  }

  proxy(): number {
    return -this.leftWeight * this.leftImpurity() - (this.weight - this.leftWeight) * this.rightImpurity();
  }

  leftImpurity(): number {
    return this.#impurity(this.#left, this.leftWeight);
  }

  rightImpurity(): number {
    return this.#impurity(this.#right, this.weight - this.leftWeight);
  }

  leftAnswer(): number {
    return this.#left[this.width - 1]! / this.leftWeight;
  }

  rightAnswer(): number {
    return this.#right[this.width - 1]! / (this.weight - this.leftWeight);
  }
}
