import type { Metric, Scored } from '../core/metric.ts';
import { mulberry32 } from '../core/random.ts';
import { studentQuantile } from '../math/student.ts';

/** A score over the folds: mean, standard deviation (n − 1), and a 95 % interval of the mean (bootstrap over rows when there is one fold). */
export interface ScoreSummary {
  readonly mean: number;
  readonly sd: number;
  readonly folds: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** What a bootstrap over rows needs: the metric and the rows of the only fold. */
export interface SingleFold {
  readonly metric: Metric;
  readonly scored: Scored;
  readonly seed: number;
}

const RESAMPLES = 200;
/** More rows than this are drawn in samples of this size, and their spread is scaled by √(m/n) (the m-out-of-n bootstrap). */
const LARGEST_SAMPLE = 1_000;

/** Loops, for typed arrays' own `from` is many times slower and this runs hundreds of times a score. */
function pick(values: Float64Array, rows: Uint32Array, width: number): Float64Array {
  const picked = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * width;
    for (let k = 0; k < width; k++) picked[i * width + k] = values[from + k]!;
  }
  return picked;
}

function drawn({ yTrue, yPred, proba, classes, weight }: Scored, rows: Uint32Array, needs: Metric['needs']): Scored {
  return {
    yTrue: pick(yTrue, rows, 1),
    yPred: pick(yPred, rows, 1),
    proba: proba === null || needs === 'labels' ? null : pick(proba, rows, proba.length / yTrue.length),
    classes,
    weight: weight === null ? null : pick(weight, rows, 1),
  };
}

const percentile = (sorted: Float64Array, share: number): number => {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  return sorted[below]! + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
};

/** 2.5 % and 97.5 % of the mean over resampled queries: rows of a query belong together. */
function queryInterval(values: Float64Array, seed: number): readonly [low: number, high: number] {
  const n = values.length;
  if (n === 0) return [Number.NaN, Number.NaN];
  const random = mulberry32(seed);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[Math.floor(random() * n)]!;
    return sum / n;
  }).sort();
  return [percentile(means, 0.025), percentile(means, 0.975)];
}

/** 2.5 % and 97.5 % of the score over resampled rows; resamples in which it is not defined (one class, say) are passed over. */
function bootstrapInterval({ metric, scored, seed }: SingleFold): readonly [low: number, high: number] {
  if (metric.perQuery) return queryInterval(metric.perQuery(scored), seed);
  const n = scored.yTrue.length;
  const score = metric.score(scored);
  if (n === 0 || Number.isNaN(score)) return [Number.NaN, Number.NaN];
  const m = Math.min(n, LARGEST_SAMPLE);
  const random = mulberry32(seed);
  const rows = new Uint32Array(m);
  const found: number[] = [];
  for (let b = 0; b < RESAMPLES; b++) {
    for (let i = 0; i < m; i++) rows[i] = Math.floor(random() * n);
    const value = metric.score(drawn(scored, rows, metric.needs));
    if (!Number.isNaN(value)) found.push(value);
  }
  if (found.length === 0) return [Number.NaN, Number.NaN];
  const sorted = Float64Array.from(found).sort();
  const shrink = Math.sqrt(m / n);
  const ends = [percentile(sorted, 0.025), percentile(sorted, 0.975)] as const;
  return shrink === 1 ? ends : [score + (ends[0] - score) * shrink, score + (ends[1] - score) * shrink];
}

/**
 * Scores of all folds as one line of a leaderboard. Several folds: Student's interval over them. One fold: a bootstrap over its
 * rows, where `single` gives them; else no interval (NaN). Folds in which the score is not defined stay NaN in `folds` and
 * do not count in the rest.
 */
export function scoreSummary(folds: readonly number[], single: SingleFold | null = null): ScoreSummary {
  const defined = folds.filter((score) => !Number.isNaN(score));
  const n = defined.length;
  const mean = n === 0 ? Number.NaN : defined.reduce((a, b) => a + b, 0) / n;
  if (n < 2) {
    const [low, high] = n === 1 && folds.length === 1 && single !== null ? bootstrapInterval(single) : [Number.NaN, Number.NaN];
    return { mean, sd: Number.NaN, folds, low, high };
  }
  const sd = Math.sqrt(defined.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (n - 1));
  const reach = (studentQuantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return { mean, sd, folds, low: mean - reach, high: mean + reach };
}
