import type { ClassEvaluation } from '../../engine/evaluation/evaluation.ts';

/** What a threshold makes of the rows: a row counts as the class when its score is at or above it. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
  /** Shares in 0 … 1; NaN where nothing is divided by. */
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly specificity: number;
  readonly f1: number;
}

/** Steps of the threshold tables: 0, 0.001, …, 1. */
export const THRESHOLD_STEPS = 1000;

const share = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);

/** Reads the counts at a threshold from the tables of 1,001 entries; `rows` is the number of all test rows. */
export function operatingPoint(one: ClassEvaluation, rows: number, threshold: number): OperatingPoint {
  const step = Math.min(THRESHOLD_STEPS, Math.max(0, Math.round(threshold * THRESHOLD_STEPS)));
  const truePositives = one.truePositives[step] ?? 0;
  const falsePositives = one.falsePositives[step] ?? 0;
  const falseNegatives = one.support - truePositives;
  const trueNegatives = rows - one.support - falsePositives;
  return {
    threshold: step / THRESHOLD_STEPS,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
    accuracy: share(truePositives + trueNegatives, rows),
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, one.support),
    specificity: share(trueNegatives, rows - one.support),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

export const everyOperatingPoint = (one: ClassEvaluation, rows: number): readonly OperatingPoint[] =>
  Array.from({ length: THRESHOLD_STEPS + 1 }, (_, step) => operatingPoint(one, rows, step / THRESHOLD_STEPS));

/** What the errors at this point cost in all. */
export const costOf = (point: OperatingPoint, falsePositive: number, falseNegative: number): number =>
  point.falsePositives * falsePositive + point.falseNegatives * falseNegative;

/** The middle of the stretch of thresholds whose errors cost least, so that a small change of the data changes nothing. */
export function cheapestThreshold(one: ClassEvaluation, rows: number, falsePositive: number, falseNegative: number): { readonly threshold: number; readonly cost: number } {
  const costs = everyOperatingPoint(one, rows).map((point) => costOf(point, falsePositive, falseNegative));
  const cost = Math.min(...costs);
  const first = costs.indexOf(cost);
  let last = first;
  while (last < THRESHOLD_STEPS && costs[last + 1] === cost) last++;
  return { threshold: Math.floor((first + last) / 2) / THRESHOLD_STEPS, cost };
}

/** The threshold with the highest F1; the middle one of equals. */
export function bestF1Threshold(one: ClassEvaluation, rows: number): number {
  const scores = everyOperatingPoint(one, rows).map((point) => (Number.isNaN(point.f1) ? -1 : point.f1));
  const best = Math.max(...scores);
  const first = scores.indexOf(best);
  let last = first;
  while (last < THRESHOLD_STEPS && scores[last + 1] === best) last++;
  return Math.floor((first + last) / 2) / THRESHOLD_STEPS;
}
