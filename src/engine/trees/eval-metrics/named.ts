import { StudioError } from '../../core/errors.ts';
import type { EvalMetric } from './eval-metric.ts';
import { formulaMetric } from './formula-metric.ts';
import { ownMetric, ownMetricNames } from './own.ts';
import { wantedMetrics } from './wanted.ts';

/** A library's metrics by name; those with `@` take what stands behind it. */
export type MetricMaker = (at: string | null) => readonly EvalMetric[];
export type MetricTable = Readonly<Record<string, MetricMaker>>;

/** Number behind the `@`, or `otherwise`. */
export function numberAfter(at: string | null, otherwise: number, name: string): number {
  if (at === null) return otherwise;
  const value = Number(at);
  if (!(value > 0)) throw new StudioError('param', `"${name}@${at}" needs a number above 0 behind the @.`, { param: 'evalMetric' });
  return value;
}

/** `wanted` is a list such as "auc, logloss, cost = abs(y - p)"; empty means `usual`, the objective's own. Throws StudioError('param') for a name nobody knows and a formula that cannot be read. */
export function namedMetrics(wanted: string, usual: string, table: MetricTable, library: string): readonly EvalMetric[] {
  const list = wantedMetrics(wanted);
  return (list.length === 0 ? wantedMetrics(usual) : list).flatMap((one) => {
    const { name } = one;
    if (one.kind === 'formula') return [formulaMetric(name, one.better, one.formula)];
    const [stem, at = null] = name.split('@', 2) as [string, string?];
    const make = Object.hasOwn(table, stem) ? table[stem] : undefined;
    const own = make === undefined ? ownMetric(name) : null;
    if (make !== undefined) return make(at);
    if (own !== null) return [own];
    throw new StudioError('param', `There is no metric "${name}". ${library} has ${Object.keys(table).join(', ')}; there are also ${ownMetricNames.join(', ')}. A formula of your own needs a name: "cost = abs(y - p)".`, { param: 'evalMetric' });
  });
}
