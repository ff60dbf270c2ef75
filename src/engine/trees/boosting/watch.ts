import type { Dataset } from '../../core/dataset.ts';
import { type EvalMetric, type EvalRows, rankedLabels } from '../eval-metrics/eval-metric.ts';
import { queriesOf } from '../objectives/ranking/queries.ts';
import type { Objective } from '../objectives/objective.ts';
import { linkScores } from './linked.ts';

/** Scores some rows of a data set with every metric, at given scores of all its rows. */
export type Watch = (scores: readonly Float64Array[]) => readonly number[];

/** Training curves are taken from this many rows at most: scoring all of them each round would cost as much as a tree. */
const MOST_ROWS = 10_000;

/** Rows evenly spread; whole queries where there are some. */
function spread(data: Dataset, most: number): Int32Array {
  const n = data.X.rows;
  const step = Math.max(1, Math.ceil(n / most));
  const { groups } = data;
  if (!groups) return Int32Array.from({ length: Math.ceil(n / step) }, (_, i) => i * step);
  return Int32Array.from(groups.keys()).filter((row) => groups[row]! % step === 0);
}

function pickInto(out: Float64Array, values: Float64Array, rows: Int32Array): void {
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!;
}

/** `sampled`: a spread of the rows will do. `scale`: forests of n trees divide what the trees add to the start by n. */
export function watchOf(data: Dataset, objective: Objective, metrics: readonly EvalMetric[], sampled: boolean, scale: () => number = () => 1): Watch {
  const rows = spread(data, sampled ? MOST_ROWS : Infinity);
  const n = rows.length;
  const pick = (values: Float64Array | null): Float64Array | null => (values === null ? null : Float64Array.from(rows, (row) => values[row]!));
  const { outputs, base, link } = objective;
  const predicted = new Float64Array(n * outputs);
  const groups = data.groups ? Int32Array.from(rows, (row) => data.groups![row]!) : null;
  const queries = groups === null ? null : queriesOf(groups);
  const scored: Omit<EvalRows, 'ranked'> = {
    y: pick(data.y) ?? new Float64Array(0), weight: pick(data.sampleWeight), classes: data.classes, predicted, outputs, groups, queries,
  };
  return (scores) => {
    const by = scale();
    for (let k = 0; k < outputs; k++) {
      const own = predicted.subarray(k * n, (k + 1) * n);
      if (n === data.X.rows) own.set(scores[k]!);
      else pickInto(own, scores[k]!, rows);
      if (by !== 1) for (let i = 0; i < n; i++) own[i] = base[k]! + (own[i]! - base[k]!) * by;
    }
    linkScores(link, predicted, outputs);
    const ranked = queries === null ? () => [] : rankedLabels(queries, scored.y, predicted);
    return metrics.map((metric) => metric.score({ ...scored, ranked }));
  };
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What live curves show: each metric by its name, and as `loss` what decides, turned so that less is better. */
export function measured(metrics: readonly EvalMetric[], decides: number, train: readonly number[], validation: readonly number[] | null): Readonly<Record<string, number>> {
  const shown: Record<string, number> = {};
  const loss = (values: readonly number[]): number => (metrics[decides]!.better === 'lower' ? values[decides]! : 1 - values[decides]!);
  shown['loss'] = loss(train);
  if (validation !== null) shown['valLoss'] = loss(validation);
  metrics.forEach(({ name }, m) => {
    shown[name] = train[m]!;
    if (validation !== null) shown[`val${capital(name)}`] = validation[m]!;
  });
  return shown;
}
