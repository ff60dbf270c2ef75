import type { Criterion } from './criterion.ts';

/** Sums over the rows on one side: weight, w·y, and w·y² or w·y·ln y. */
interface Sums { weight: number; sum: number; extra: number }

/** A criterion made of such sums, whose node value is the mean. */
interface Measure {
  readonly extra: (y: number) => number;
  readonly impurity: (s: Sums) => number;
  readonly proxy: (left: Sums, right: Sums) => number;
}

/** Mean squared error. */
export const squaredError: Measure = {
  extra: (y) => y * y,
  impurity: ({ weight, sum, extra }) => Math.max(0, extra / weight - (sum / weight) ** 2),
  proxy: (left, right) => (left.sum * left.sum) / left.weight + (right.sum * right.sum) / right.weight,
};

/** Half the mean Poisson deviance; splits that leave a side without any count are not considered. */
export const poisson: Measure = {
  extra: (y) => (y > 0 ? y * Math.log(y) : 0),
  impurity: ({ weight, sum, extra }) => (sum > Number.EPSILON ? Math.max(0, (extra - sum * Math.log(sum / weight)) / weight) : Infinity),
  proxy: (left, right) => (left.sum > Number.EPSILON && right.sum > Number.EPSILON ? left.sum * Math.log(left.sum / left.weight) + right.sum * Math.log(right.sum / right.weight) : -Infinity),
};

export class MeanCriterion implements Criterion {
  readonly width = 1;
  weight = 0;
  leftWeight = 0;
  readonly #y: Float64Array;
  readonly #w: Float64Array;
  readonly #measure: Measure;
  /** Targets are taken from here, which keeps the digits of targets far from zero; Poisson needs them as they are. */
  readonly #origin: number;
  #pure = true;
  readonly #total: Sums = { weight: 0, sum: 0, extra: 0 };
  readonly #left: Sums = { weight: 0, sum: 0, extra: 0 };
  readonly #right: Sums = { weight: 0, sum: 0, extra: 0 };

  constructor(y: Float64Array, w: Float64Array, measure: Measure, origin: number) {
    this.#y = y;
    this.#w = w;
    this.#measure = measure;
    this.#origin = origin;
  }

  start(rows: Int32Array, from: number, to: number): void {
    const total = this.#total;
    total.weight = total.sum = total.extra = 0;
    const first = this.#y[rows[from]!]!;
    this.#pure = true;
    for (let r = from; r < to; r++) {
      const row = rows[r]!;
      if (this.#y[row]! !== first) this.#pure = false;
      this.#add(total, row, 1);
    }
    this.weight = total.weight;
    this.reset();
  }

  #add(to: Sums, row: number, sign: 1 | -1): void {
    const y = this.#y[row]! - this.#origin;
    const w = sign * this.#w[row]!;
    to.weight += w;
    to.sum += w * y;
    to.extra += w * this.#measure.extra(y);
  }

  /** Exactly zero where all targets are equal, which sums alone cannot tell from rounding. */
  impurity(): number {
    return this.#pure ? 0 : this.#measure.impurity(this.#total);
  }

  value(into: number[]): void {
    into.push(this.#origin + this.#total.sum / this.#total.weight);
  }

  reset(): void {
    Object.assign(this.#right, this.#total);
    this.#left.weight = this.#left.sum = this.#left.extra = 0;
    this.leftWeight = 0;
  }

  move(row: number): void {
    this.#add(this.#left, row, 1);
    this.#add(this.#right, row, -1);
    this.leftWeight = this.#left.weight;
  }

  proxy(): number {
    return this.#measure.proxy(this.#left, this.#right);
  }

  leftImpurity(): number {
    return this.#measure.impurity(this.#left);
  }

  rightImpurity(): number {
    return this.#measure.impurity(this.#right);
  }

  leftAnswer(): number {
    return this.#origin + this.#left.sum / this.#left.weight;
  }

  rightAnswer(): number {
    return this.#origin + this.#right.sum / this.#right.weight;
  }
}
