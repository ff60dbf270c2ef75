import type { Scored } from '../core/metric.ts';

/** Weighted counts of true against predicted classes. */
export interface Confusion {
  readonly size: number;
  /** size × size row-major, true by predicted. */
  readonly counts: Float64Array;
  /** Sums of rows: weight of the rows that are this class. */
  readonly isClass: Float64Array;
  /** Sums of columns: weight of the rows that were called this class. */
  readonly called: Float64Array;
  readonly total: number;
  /** Classes that appear among the true or the predicted labels: the ones scikit-learn averages over. */
  readonly present: readonly number[];
}

export function classCount(s: Pick<Scored, 'yTrue' | 'yPred' | 'classes'>): number {
  if (s.classes !== null) return s.classes.length;
  let highest = 0;
  for (let i = 0; i < s.yTrue.length; i++) highest = Math.max(highest, s.yTrue[i]!, s.yPred[i]!);
  return highest + 1;
}

export function confusionOf(s: Pick<Scored, 'yTrue' | 'yPred' | 'classes' | 'weight'>): Confusion {
  const size = classCount(s);
  const counts = new Float64Array(size * size);
  const seen = new Uint8Array(size);
  const isClass = new Float64Array(size);
  const called = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < s.yTrue.length; i++) {
    const t = s.yTrue[i]!;
    const p = s.yPred[i]!;
    const w = s.weight === null ? 1 : s.weight[i]!;
    counts[t * size + p]! += w;
    isClass[t]! += w;
    called[p]! += w;
    seen[t] = 1;
    seen[p] = 1;
    total += w;
  }
  return { size, counts, isClass, called, total, present: Array.from({ length: size }, (_, k) => k).filter((k) => seen[k] === 1) };
}

/** Weight of the rows on the diagonal. */
export function correct(c: Confusion): number {
  let sum = 0;
  for (let k = 0; k < c.size; k++) sum += c.counts[k * c.size + k]!;
  return sum;
}
