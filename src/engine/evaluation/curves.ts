import { averagePrecision, type Ranking, rocArea } from '../metrics/ranking.ts';
import { keepCorners } from './decimate.ts';
import type { ClassEvaluation, Curve } from './evaluation.ts';

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly threshold: Float64Array;
}

function curveOf({ x, y, threshold }: Points, area: number): Curve {
  const kept = keepCorners(x, y);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (i) => values[i]!);
  return { x: pick(x), y: pick(y), threshold: pick(threshold), area };
}

const share = (count: number, of: number): number => (of > 0 ? count / of : Number.NaN);

/** `roc_curve`: false against true positive rate, from (0, 0), where no row is called, to (1, 1). NaN rates where a side has no rows. */
export function rocCurve(r: Ranking): Curve {
  const n = r.thresholds.length;
  const positives = r.truePositives[n - 1] ?? 0;
  const negatives = r.falsePositives[n - 1] ?? 0;
  const x = new Float64Array(n + 1);
  const y = new Float64Array(n + 1);
  const threshold = new Float64Array(n + 1).fill(Number.NaN);
  for (let i = 0; i <= n; i++) {
    x[i] = share(i === 0 ? 0 : r.falsePositives[i - 1]!, negatives);
    y[i] = share(i === 0 ? 0 : r.truePositives[i - 1]!, positives);
    if (i > 0) threshold[i] = r.thresholds[i - 1]!;
  }
  return curveOf({ x, y, threshold }, rocArea(r));
}

/** `precision_recall_curve`: recall against precision, lowest threshold first, ending at (0, 1), which has none. */
export function prCurve(r: Ranking): Curve {
  const n = r.thresholds.length;
  const positives = r.truePositives[n - 1] ?? 0;
  const x = new Float64Array(n + 1);
  const y = new Float64Array(n + 1);
  const threshold = new Float64Array(n + 1).fill(Number.NaN);
  y[n] = 1;
  for (let i = 0; i < n; i++) {
    const from = n - 1 - i;
    const called = r.truePositives[from]! + r.falsePositives[from]!;
    x[i] = positives === 0 ? 1 : r.truePositives[from]! / positives;
    y[i] = called === 0 ? 0 : r.truePositives[from]! / called;
    threshold[i] = r.thresholds[from]!;
  }
  return curveOf({ x, y, threshold }, averagePrecision(r));
}

/** Share of rows taken from the top against how many times more of the class is among them than by chance. */
export function liftCurve(r: Ranking): Curve {
  const n = r.thresholds.length;
  const positives = r.truePositives[n - 1] ?? 0;
  const rows = positives + (r.falsePositives[n - 1] ?? 0);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const taken = r.truePositives[i]! + r.falsePositives[i]!;
    x[i] = taken / rows;
    y[i] = share(r.truePositives[i]! / taken, positives / rows);
  }
  return curveOf({ x, y, threshold: r.thresholds }, Number.NaN);
}

const BINS = 10;

/** `calibration_curve(strategy='uniform', n_bins=10)`: bins without rows are left out; `threshold` is the bin's lower edge. */
export function calibrationCurve(scores: Float64Array, positive: (row: number) => boolean): ClassEvaluation['calibration'] {
  const counts = new Float64Array(BINS);
  const sums = new Float64Array(BINS);
  const hits = new Float64Array(BINS);
  const edges = Float64Array.from({ length: BINS + 1 }, (_, i) => i * (1 / BINS));
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    if (Number.isNaN(score)) continue;
    // A score on an edge belongs to the bin below it.
    let bin = 0;
    while (bin < BINS - 1 && edges[bin + 1]! < score) bin++;
    counts[bin]!++;
    sums[bin]! += score;
    if (positive(i)) hits[bin]!++;
  }
  const used = Array.from({ length: BINS }, (_, k) => k).filter((k) => counts[k]! > 0);
  return {
    x: Float64Array.from(used, (k) => sums[k]! / counts[k]!),
    y: Float64Array.from(used, (k) => hits[k]! / counts[k]!),
    threshold: Float64Array.from(used, (k) => edges[k]!),
    area: Number.NaN,
    counts: Float64Array.from(used, (k) => counts[k]!),
  };
}

/** Steps of the threshold tables: 0, 0.001, …, 1. */
const THRESHOLDS = 1_001;

/** Rows of the class, and of the others, with a score at or above each of the 1,001 thresholds. */
export function thresholdTables(r: Ranking): Pick<ClassEvaluation, 'truePositives' | 'falsePositives'> {
  const truePositives = new Float64Array(THRESHOLDS);
  const falsePositives = new Float64Array(THRESHOLDS);
  let at = -1;
  for (let step = THRESHOLDS - 1; step >= 0; step--) {
    while (at + 1 < r.thresholds.length && r.thresholds[at + 1]! >= step / (THRESHOLDS - 1)) at++;
    if (at < 0) continue;
    truePositives[step] = r.truePositives[at]!;
    falsePositives[step] = r.falsePositives[at]!;
  }
  return { truePositives, falsePositives };
}
