import type { Criterion } from './criterion.ts';

/** Prefix sums of weight and w·y over the ranks of a node's targets (Fenwick 1994): adding and finding the median take log₂ n steps. */
class MedianTree {
  readonly #weight: Float64Array;
  readonly #sum: Float64Array;
  #size = 0;
  #top = 1;
  total = 0;
  totalSum = 0;

  constructor(capacity: number) {
    this.#weight = new Float64Array(capacity + 1);
    this.#sum = new Float64Array(capacity + 1);
  }

  clear(size: number): void {
    this.#size = size;
    this.#top = 2 ** Math.floor(Math.log2(Math.max(size, 1)));
    this.#weight.fill(0, 0, size + 1);
    this.#sum.fill(0, 0, size + 1);
    this.total = this.totalSum = 0;
  }

  add(rank: number, weight: number, y: number): void {
    for (let i = rank + 1; i <= this.#size; i += i & -i) {
      this.#weight[i]! += weight;
      this.#sum[i]! += weight * y;
    }
    this.total += weight;
    this.totalSum += weight * y;
  }

  /** Σ w·|y − median|; `sorted[rank]` is the target of a rank. */
  error(sorted: Float64Array): number {
    const { median, weight, sum } = this.#half(sorted);
    return this.totalSum - sum - median * (this.total - weight) + (median * weight - sum);
  }

  median(sorted: Float64Array): number {
    return this.#half(sorted).median;
  }

  /** The lower median, with weight and w·y of all below it. */
  #half(sorted: Float64Array): { readonly median: number; readonly weight: number; readonly sum: number } {
    let at = 0;
    let weight = 0;
    let sum = 0;
    const half = this.total / 2;
    for (let step = this.#top; step > 0; step >>= 1) {
      const next = at + step;
      if (next > this.#size || weight + this.#weight[next]! >= half) continue;
      at = next;
      weight += this.#weight[next]!;
      sum += this.#sum[next]!;
    }
    return { median: sorted[Math.min(at, this.#size - 1)]!, weight, sum };
  }
}

/** Mean absolute error; the node's value is the weighted median. */
export class MedianCriterion implements Criterion {
  readonly width = 1;
  weight = 0;
  leftWeight = 0;
  readonly #y: Float64Array;
  readonly #w: Float64Array;
  readonly #rank: Int32Array;
  readonly #left: MedianTree;
  readonly #right: MedianTree;
  #members: Int32Array = new Int32Array(0);
  #sorted: Float64Array = new Float64Array(0);

  constructor(y: Float64Array, w: Float64Array) {
    this.#y = y;
    this.#w = w;
    this.#rank = new Int32Array(y.length);
    this.#left = new MedianTree(y.length);
    this.#right = new MedianTree(y.length);
  }

  start(rows: Int32Array, from: number, to: number): void {
    this.#members = rows.slice(from, to).sort((a, b) => this.#y[a]! - this.#y[b]!);
    this.#sorted = Float64Array.from(this.#members, (row) => this.#y[row]!);
    this.weight = 0;
    this.#members.forEach((row, rank) => {
      this.#rank[row] = rank;
      this.weight += this.#w[row]!;
    });
    this.reset();
  }

  impurity(): number {
    return this.#sorted[0] === this.#sorted.at(-1) ? 0 : this.#right.error(this.#sorted) / this.weight;
  }

  /** The middle of the two medians where half of the weight falls exactly between them. */
  value(into: number[]): void {
    let sum = 0;
    for (let r = 0; r < this.#members.length; r++) {
      sum += this.#w[this.#members[r]!]!;
      if (sum < this.weight / 2) continue;
      const between = sum === this.weight / 2 && r + 1 < this.#members.length;
      into.push(between ? (this.#sorted[r]! + this.#sorted[r + 1]!) / 2 : this.#sorted[r]!);
      return;
    }
    into.push(this.#sorted.at(-1) ?? Number.NaN);
  }

  reset(): void {
    this.#left.clear(this.#members.length);
    this.#right.clear(this.#members.length);
    for (const row of this.#members) this.#right.add(this.#rank[row]!, this.#w[row]!, this.#y[row]!);
    this.leftWeight = 0;
  }

  move(row: number): void {
    this.#left.add(this.#rank[row]!, this.#w[row]!, this.#y[row]!);
    this.#right.add(this.#rank[row]!, -this.#w[row]!, this.#y[row]!);
    this.leftWeight += this.#w[row]!;
  }

  proxy(): number {
    return -this.#left.error(this.#sorted) - this.#right.error(this.#sorted);
  }

  leftImpurity(): number {
    return Math.max(0, this.#left.error(this.#sorted)) / this.leftWeight;
  }

  rightImpurity(): number {
    return Math.max(0, this.#right.error(this.#sorted)) / (this.weight - this.leftWeight);
  }

  leftAnswer(): number {
    return this.#left.median(this.#sorted);
  }

  rightAnswer(): number {
    return this.#right.median(this.#sorted);
  }
}
