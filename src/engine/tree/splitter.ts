import type { Criterion } from './criterion.ts';
import type { SortedColumns } from './sorted-columns.ts';

export interface Split {
  readonly feature: number;
  readonly threshold: number;
  /** Rows that go left. */
  readonly count: number;
  readonly leftImpurity: number;
  readonly rightImpurity: number;
  readonly leftWeight: number;
}

export interface SplitRules {
  /** Every threshold, or one drawn evenly between the smallest and the largest value. */
  readonly splitter: 'best' | 'random';
  readonly minSamplesLeaf: number;
  readonly minWeightLeaf: number;
  /** Columns tried at each node; all in their order, or so many drawn by lot. */
  readonly maxFeatures: number;
  readonly random: () => number;
}

interface Candidate { feature: number; threshold: number; count: number; proxy: number }

/** Halfway between two values that differ, at or above the lower and below the upper one. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= high || !Number.isFinite(middle) ? low : middle;
}

/** Tries all thresholds of one column; keeps the first of equally good ones. */
function tryEvery(data: SortedColumns, from: number, to: number, feature: number, criterion: Criterion, rules: SplitRules, best: Candidate): void {
  const order = data.order[feature]!;
  const values = data.values[feature]!;
  const { minSamplesLeaf, minWeightLeaf } = rules;
  criterion.reset();
  let previous = values[order[from]!]!;
  for (let r = from + 1; r < to; r++) {
    criterion.move(order[r - 1]!);
    const value = values[order[r]!]!;
    if (value === previous) continue;
    const low = previous;
    previous = value;
    if (r - from < minSamplesLeaf || to - r < minSamplesLeaf) continue;
    if (criterion.leftWeight < minWeightLeaf || criterion.weight - criterion.leftWeight < minWeightLeaf) continue;
    const proxy = criterion.proxy();
    if (proxy > best.proxy) {
      best.feature = feature;
      best.threshold = between(low, value);
      best.count = r - from;
      best.proxy = proxy;
    }
  }
}

/** Tries one threshold drawn between the smallest and the largest value of the column. */
function tryOne(data: SortedColumns, from: number, to: number, feature: number, criterion: Criterion, rules: SplitRules, best: Candidate): void {
  const order = data.order[feature]!;
  const values = data.values[feature]!;
  const low = values[order[from]!]!;
  const high = values[order[to - 1]!]!;
  const drawn = low + (high - low) * rules.random();
  const threshold = drawn >= high || !Number.isFinite(drawn) ? low : drawn;
  criterion.reset();
  let r = from;
  while (values[order[r]!]! <= threshold) criterion.move(order[r++]!);
  if (r - from < rules.minSamplesLeaf || to - r < rules.minSamplesLeaf) return;
  if (criterion.leftWeight < rules.minWeightLeaf || criterion.weight - criterion.leftWeight < rules.minWeightLeaf) return;
  const proxy = criterion.proxy();
  if (proxy > best.proxy) Object.assign(best, { feature, threshold, count: r - from, proxy });
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
 * Constant columns do not count among `maxFeatures`. Of equally good splits the first column wins.
 */
export function findSplit(data: SortedColumns, from: number, to: number, criterion: Criterion, rules: SplitRules): Split | null {
  const best: Candidate = { feature: -1, threshold: 0, count: 0, proxy: -Infinity };
  const attempt = rules.splitter === 'best' ? tryEvery : tryOne;
  let tried = 0;
  for (const feature of featureOrder(data.p, rules)) {
    if (tried >= rules.maxFeatures) break;
    const order = data.order[feature]!;
    const values = data.values[feature]!;
    if (values[order[from]!] === values[order[to - 1]!]) continue;
    tried++;
    attempt(data, from, to, feature, criterion, rules, best);
  }
  if (best.feature < 0) return null;
  criterion.reset();
  const order = data.order[best.feature]!;
  for (let r = from; r < from + best.count; r++) criterion.move(order[r]!);
  return { feature: best.feature, threshold: best.threshold, count: best.count, leftImpurity: criterion.leftImpurity(), rightImpurity: criterion.rightImpurity(), leftWeight: criterion.leftWeight };
}
