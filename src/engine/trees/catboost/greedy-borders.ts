/** A run of equal-bin rows in the sorted values, and the best place to cut it in two. */
interface Bin {
  start: number;
  readonly end: number;
  cut: number;
  /** What cutting there gains; −Infinity where every value is the same. */
  score: number;
}

/** Cost of a bin of so many rows; the cuts lower the sum of costs. */
export type Penalty = (rows: number) => number;
export const logSum: Penalty = (rows) => -Math.log(rows + 1e-8);
export const entropy: Penalty = (rows) => rows * Math.log(rows + 1e-8);

/** First place in start … end at which `values` is not below (`above`: is above) `value`. */
export function bound(values: Float32Array, start: number, end: number, value: number, above: boolean): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (above ? values[middle]! <= value : values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bestCut(bin: Bin, values: Float32Array, penalty: Penalty): void {
  const { start, end } = bin;
  const middle = start + ((end - start) >> 1);
  const gain = (cut: number): number => (cut === start || cut === end ? -Infinity : penalty(end - start) - penalty(cut - start) - penalty(end - cut));
  const lower = bound(values, start, middle, values[middle]!, false);
  const upper = bound(values, middle, end, values[middle]!, true);
  const [left, right] = [gain(lower), gain(upper)];
  bin.cut = left >= right ? lower : upper;
  bin.score = Math.max(left, right);
}

/** A binary heap by score whose order among equals is that of the C++ standard library CatBoost is built with, so that ties fall alike. */
class Heap {
  readonly #bins: Bin[] = [];

  get size(): number { return this.#bins.length; }
  get top(): Bin { return this.#bins[0]!; }

  push(bin: Bin): void {
    this.#bins.push(bin);
    this.#rise(this.#bins.length - 1);
  }

  /** The hole left by the top sinks to the bottom along the larger children; the last bin goes there and rises. */
  pop(): Bin {
    const bins = this.#bins;
    const { top } = this;
    const n = bins.length;
    let hole = 0;
    while (2 * hole + 1 < n) {
      let child = 2 * hole + 1;
      if (child + 1 < n && bins[child]!.score < bins[child + 1]!.score) child++;
      bins[hole] = bins[child]!;
      hole = child;
    }
    const last = bins.pop()!;
    if (hole < bins.length) {
      bins[hole] = last;
      this.#rise(hole);
    }
    return top;
  }

  #rise(from: number): void {
    const bins = this.#bins;
    const bin = bins[from]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!(bins[parent]!.score < bin.score)) break;
      bins[at] = bins[parent]!;
      at = parent;
    }
    bins[at] = bin;
  }

  get all(): readonly Bin[] { return this.#bins; }
}

/** Half-way between two neighbours, in single precision as CatBoost computes it. */
export const between = (a: number, b: number): number => Math.fround(Math.fround(0.5 * a) + Math.fround(0.5 * b));

/**
 * CatBoost's greedy borders: the bin whose best cut gains most is cut, until there are `count` borders or nothing to cut.
 * `values` sorted, without NaN. Borders come unsorted.
 */
export function greedyBorders(values: Float32Array, count: number, penalty: Penalty): number[] {
  const make = (start: number, end: number): Bin => {
    const bin = { start, end, cut: start, score: 0 };
    bestCut(bin, values, penalty);
    return bin;
  };
  const heap = new Heap();
  heap.push(make(0, values.length));
  while (heap.size <= count && heap.top.cut !== heap.top.start && heap.top.cut !== heap.top.end) {
    const bin = heap.pop();
    const left = make(bin.start, bin.cut);
    bin.start = bin.cut;
    bestCut(bin, values, penalty);
    heap.push(left);
    heap.push(bin);
  }
  return heap.all.filter((bin) => bin.start > 0).map((bin) => between(values[bin.start - 1]!, values[bin.start]!));
}
