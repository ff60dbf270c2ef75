import type { CategoryBins } from '../bins/binned.ts';
import type { Judge } from './judge.ts';
import type { GrowRules } from './rules.ts';
import { FREE, leafValue } from './leaf-value.ts';
import type { Scales } from './quantise.ts';

/** A division of categories: which of 256 bins go left, missing values' and the bin of others included. */
export interface CategorySplit {
  readonly gain: number;
  readonly leftBins: Uint8Array;
  /** Where missing values go, also where there were none. */
  readonly missingLeft: boolean;
  readonly leftG: number;
  readonly leftH: number;
  readonly lambda: number;
}

/** The best division so far; which bins go left is written out for the one that stays. */
type Best = Omit<CategorySplit, 'leftBins'> & { readonly leftBins: () => Uint8Array };

const written = (best: Best | null): CategorySplit | null => (best === null ? null : { ...best, leftBins: best.leftBins() });

export interface CategoryScan {
  /** The column's 256 pairs (hessian, gradient). */
  readonly histogram: Int32Array;
  readonly feature: CategoryBins;
  readonly judge: Judge;
  readonly rules: GrowRules;
  readonly scales: Scales;
  /** Sums of the node. */
  readonly G: number;
  readonly H: number;
  readonly rows: number;
}

const setOf = (bins: Iterable<number>): Uint8Array => {
  const set = new Uint8Array(256);
  for (const b of bins) set[b] = 1;
  return set;
};

/** One category against all others, as both libraries do for few. LightGBM sends the one left and missing values right. */
export function oneAgainstRest(scan: CategoryScan, candidates: readonly number[]): CategorySplit | null {
  const { histogram, judge, rules, feature, G, H, rows } = scan;
  let best: Best | null = null;
  const offer = (leftBins: () => Uint8Array, missingLeft: boolean, leftG: number, leftH: number, leftRows: number): void => {
    const gain = judge.gain({ G: leftG, H: leftH, rows: leftRows }, rules.lambda);
    if (gain > (best?.gain ?? -Infinity)) best = { gain, leftBins, missingLeft, leftG, leftH, lambda: rules.lambda };
  };
  const others = (bin: number, missingLeft: boolean): Uint8Array => {
    const set = setOf(candidates.filter((b) => b !== bin));
    if (feature.missing >= 0 && missingLeft) set[feature.missing] = 1;
    return set;
  };
  for (const bin of candidates) {
    const [h, g] = [histogram[2 * bin]!, histogram[2 * bin + 1]!];
    if (rules.flavour === 'lightgbm') {
      offer(() => setOf([bin]), false, g, h, judge.rowsOf(h));
      continue;
    }
    // XGBoost: the one goes right, missing values left or right with it.
    offer(() => others(bin, true), true, G - g, H - h, rows - judge.rowsOf(h));
    if (feature.missing < 0) continue;
    const [mh, mg] = [histogram[2 * feature.missing]!, histogram[2 * feature.missing + 1]!];
    if (mh !== 0 || mg !== 0) offer(() => others(bin, false), false, G - g - mg, H - h - mh, rows - judge.rowsOf(h) - judge.rowsOf(mh));
  }
  return written(best);
}

/** Stable order of bins by a number each. */
const sorted = (bins: readonly number[], by: (bin: number) => number): number[] => {
  const keys = new Float64Array(256);
  for (const b of bins) keys[b] = by(b);
  return [...bins].sort((a, b) => keys[a]! - keys[b]!);
};

/** LightGBM: categories by gradient over hessian, from either end, in steps of at least `minDataPerGroup` rows. */
function lightgbmOrder(scan: CategoryScan): CategorySplit | null {
  const { histogram, judge, rules, scales, feature, H, rows: all } = scan;
  const { catSmooth, catL2, maxCatThreshold, minDataPerGroup } = rules.category;
  const lambda = rules.lambda + catL2;
  const order = sorted(
    Array.from({ length: feature.bins }, (_, b) => b).filter((b) => b !== feature.other && judge.rowsOf(histogram[2 * b]!) >= catSmooth && histogram[2 * b]! > 0),
    (b) => histogram[2 * b + 1]! / scales.gradient / (histogram[2 * b]! / scales.hessian + catSmooth),
  );
  let best: Best | null = null;
  for (const ends of [order, order.toReversed()]) {
    let [leftG, leftH, rows, group] = [0, 0, 0, 0];
    for (let i = 0; i < Math.min(order.length, maxCatThreshold, (order.length + 1) >> 1); i++) {
      const bin = ends[i]!;
      const count = judge.rowsOf(histogram[2 * bin]!);
      leftH += histogram[2 * bin]!;
      leftG += histogram[2 * bin + 1]!;
      rows += count;
      group += count;
      if (rows < rules.minDataInLeaf || leftH / scales.hessian < rules.minChildWeight) continue;
      if (all - rows < Math.max(rules.minDataInLeaf, minDataPerGroup) || (H - leftH) / scales.hessian < rules.minChildWeight) break;
      if (group < minDataPerGroup) continue;
      group = 0;
      const gain = judge.gain({ G: leftG, H: leftH, rows }, lambda);
      if (gain > (best?.gain ?? -Infinity)) best = { gain, leftBins: () => setOf(ends.slice(0, i + 1)), missingLeft: false, leftG, leftH, lambda };
    }
  }
  return written(best);
}

/** XGBoost: categories by their weight, the lowest going right; missing values left, or right where counted from the other end. */
function xgboostOrder(scan: CategoryScan): CategorySplit | null {
  const { histogram, judge, rules, scales, feature, G, H, rows: all } = scan;
  const bins = Array.from({ length: feature.bins }, (_, b) => b);
  // As leaves of their own, so those below minChildWeight count as zero; and compared in single precision.
  const order = sorted(bins, (b) => Math.fround(leafValue(rules, histogram[2 * b + 1]! / scales.gradient, histogram[2 * b]! / scales.hessian, rules.lambda, 0, null, FREE)));
  let best: Best | null = null;
  const most = Math.min(rules.category.maxCatThreshold, bins.length) - 1;
  for (const lowest of [true, false]) {
    let [g, h, rows] = [0, 0, 0];
    for (let i = 0; i < most; i++) {
      const at = lowest ? i : bins.length - 1 - i;
      const bin = order[at]!;
      h += histogram[2 * bin]!;
      g += histogram[2 * bin + 1]!;
      rows += judge.rowsOf(histogram[2 * bin]!);
      const [leftG, leftH, leftRows] = lowest ? [G - g, H - h, all - rows] : [g, h, rows];
      const gain = judge.gain({ G: leftG, H: leftH, rows: leftRows }, rules.lambda);
      if (gain <= (best?.gain ?? -Infinity)) continue;
      const leftBins = (): Uint8Array => setOf(lowest && feature.missing >= 0 ? [...order.slice(at + 1), feature.missing] : order.slice(lowest ? at + 1 : at));
      best = { gain, leftBins, missingLeft: lowest, leftG, leftH, lambda: rules.lambda };
    }
  }
  return written(best);
}

/** Best division of a category column's categories, or `null`. */
export function scanCategories(scan: CategoryScan): CategorySplit | null {
  const { feature, rules } = scan;
  const { maxCatToOnehot } = rules.category;
  const candidates = Array.from({ length: feature.bins }, (_, b) => b);
  if (rules.flavour === 'xgboost') return feature.bins < maxCatToOnehot ? oneAgainstRest(scan, candidates) : xgboostOrder(scan);
  // LightGBM counts one bin more, that of missing and rare categories.
  return feature.bins + 1 <= maxCatToOnehot ? oneAgainstRest(scan, candidates.filter((b) => b !== feature.other)) : lightgbmOrder(scan);
}
