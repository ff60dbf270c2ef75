import type { Criterion } from './criterion.ts';
import type { SortedColumns } from './sorted-columns.ts';

export interface Split {
  readonly feature: number;
  /** Infinity where only missing values go right. */
  readonly threshold: number;
  /** Where missing values go: decided by the training rows that miss the value, else with the larger part. */
  readonly missingLeft: boolean;
  /** Rows that go left. */
  readonly count: number;
  readonly leftImpurity: number;
  readonly rightImpurity: number;
  readonly leftWeight: number;
  /** Halfway between the answers of the two sides: what monotone columns bound the branches by. */
  readonly middle: number;
}

export interface SplitRules {
  /** Every threshold, or one drawn evenly between the smallest and the largest value. */
  readonly splitter: 'best' | 'random';
  readonly minSamplesLeaf: number;
  readonly minWeightLeaf: number;
  /** Columns tried at each node; all in their order, or so many drawn by lot. */
  readonly maxFeatures: number;
  /** 1 or −1 for a column whose rise may only raise or lower the answer, else 0; `null` where no column is bound. */
  readonly monotone: Int8Array | null;
  readonly random: () => number;
}

/** Answers a node's branches must keep within. */
export interface Bounds { readonly low: number; readonly high: number }

interface Candidate { feature: number; threshold: number; missingLeft: boolean; count: number; proxy: number }

/** The node whose split is sought: a stretch of every order, and where its known values end in the order at hand. */
interface Stretch { readonly from: number; readonly to: number; readonly end: number }

/** Splits nearer than this, as a share, are equally good: only the order in which sums were rounded tells them apart. */
const TIE = 1e-12;

/** Halfway between two values that differ, at or above the lower and below the upper one. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= high || !Number.isFinite(middle) ? low : middle;
}

class Search {
  readonly best: Candidate = { feature: -1, threshold: 0, missingLeft: false, count: 0, proxy: -Infinity };

  constructor(readonly data: SortedColumns, readonly criterion: Criterion, readonly rules: SplitRules, readonly bounds: Bounds) {}

  /** Compares the split that the criterion stands at with the best so far; the first of equally good ones stays. */
  consider(feature: number, threshold: number, count: number, total: number, missing: 'none' | 'left' | 'right'): void {
    const { minSamplesLeaf, minWeightLeaf } = this.rules;
    const { criterion, best } = this;
    if (count < minSamplesLeaf || total - count < minSamplesLeaf) return;
    if (criterion.leftWeight < minWeightLeaf || criterion.weight - criterion.leftWeight < minWeightLeaf) return;
    if (!this.#monotone(feature)) return;
    const proxy = criterion.proxy();
    if (!(proxy - best.proxy > TIE * Math.abs(proxy))) return;
    best.feature = feature;
    best.threshold = threshold;
    best.missingLeft = missing === 'none' ? count > total - count : missing === 'left';
    best.count = count;
    best.proxy = proxy;
  }

  #monotone(feature: number): boolean {
    const sign = this.rules.monotone?.[feature] ?? 0;
    if (sign === 0) return true;
    const left = this.criterion.leftAnswer();
    const right = this.criterion.rightAnswer();
    const { low, high } = this.bounds;
    return left >= low && right >= low && left <= high && right <= high && (left - right) * sign <= 0;
  }

  /** All thresholds of one column, with the missing values on the right, then on the left. */
  every(feature: number, { from, to, end }: Stretch): void {
    const order = this.data.order[feature]!;
    const values = this.data.values[feature]!;
    const { criterion } = this;
    const missing = to - end;
    for (const side of missing > 0 ? ['right', 'left'] as const : ['none'] as const) {
      criterion.reset();
      if (side === 'left') for (let r = end; r < to; r++) criterion.move(order[r]!);
      const extra = side === 'left' ? missing : 0;
      let previous = values[order[from]!]!;
      for (let r = from + 1; r < end; r++) {
        criterion.move(order[r - 1]!);
        const value = values[order[r]!]!;
        if (value === previous) continue;
        const low = previous;
        previous = value;
        this.consider(feature, between(low, value), extra + r - from, to - from, side);
      }
      if (side !== 'right') continue;
      criterion.move(order[end - 1]!);
      this.consider(feature, Infinity, end - from, to - from, side);
    }
  }

  /** One threshold drawn between the smallest and the largest known value; missing values go to a side drawn too. */
  one(feature: number, { from, to, end }: Stretch): void {
    const order = this.data.order[feature]!;
    const values = this.data.values[feature]!;
    const low = values[order[from]!]!;
    const high = values[order[end - 1]!]!;
    const drawn = low + (high - low) * this.rules.random();
    const threshold = drawn >= high || !Number.isFinite(drawn) ? low : drawn;
    const side = end === to ? 'none' : this.rules.random() < 0.5 ? 'left' : 'right';
    this.criterion.reset();
    let r = from;
    while (r < end && values[order[r]!]! <= threshold) this.criterion.move(order[r++]!);
    let count = r - from;
    if (side === 'left') {
      for (let m = end; m < to; m++) this.criterion.move(order[m]!);
      count += to - end;
    }
    this.consider(feature, threshold, count, to - from, side);
  }
}

/** Columns in their order, or in an order drawn by lot when not all are tried. */
function* featureOrder(p: number, { maxFeatures, random }: SplitRules): Generator<number> {
  if (maxFeatures >= p) {
    for (let j = 0; j < p; j++) yield j;
    return;
  }
  const features = Int32Array.from({ length: p }, (_, j) => j);
  for (let left = p; left > 0; left--) {
    const at = Math.floor(random() * left);
    yield features[at]!;
    features[at] = features[left - 1]!;
  }
}

/**
 * The best split of the node that `criterion` was started on, or `null` where no column can be split under the rules.
 * As in scikit-learn, columns constant in the node count among `maxFeatures`, but one that is not is always tried. Of
 * equally good splits the first column wins.
 */
export function findSplit(data: SortedColumns, from: number, to: number, criterion: Criterion, rules: SplitRules, bounds: Bounds): Split | null {
  const search = new Search(data, criterion, rules, bounds);
  let drawn = 0;
  let varying = 0;
  for (const feature of featureOrder(data.p, rules)) {
    if (drawn >= rules.maxFeatures && varying > 0) break;
    drawn++;
    const order = data.order[feature]!;
    const values = data.values[feature]!;
    const end = data.missingFrom(feature, from, to);
    if (end === from || (end === to && values[order[from]!] === values[order[to - 1]!])) continue;
    varying++;
    if (rules.splitter === 'best') search.every(feature, { from, to, end });
    else search.one(feature, { from, to, end });
  }
  return search.best.feature < 0 ? null : measured(data, from, to, criterion, search.best);
}

/** The chosen split with what it makes of both sides. */
function measured(data: SortedColumns, from: number, to: number, criterion: Criterion, { feature, threshold, missingLeft, count }: Candidate): Split {
  const order = data.order[feature]!;
  const end = data.missingFrom(feature, from, to);
  const moved = missingLeft ? to - end : 0;
  criterion.reset();
  for (let r = from; r < from + count - moved; r++) criterion.move(order[r]!);
  for (let r = to - moved; r < to; r++) criterion.move(order[r]!);
  return {
    feature, threshold, missingLeft, count,
    leftImpurity: criterion.leftImpurity(), rightImpurity: criterion.rightImpurity(), leftWeight: criterion.leftWeight,
    middle: (criterion.leftAnswer() + criterion.rightAnswer()) / 2,
  };
}
