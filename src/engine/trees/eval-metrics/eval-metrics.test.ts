import { describe, expect, it } from 'vitest';
import { applyLink } from '../predict.ts';
import reference from '../objectives/reference.json' with { type: 'json' };
import { queriesOf } from '../objectives/ranking/queries.ts';
import { type EvalRows, rankedLabels } from './eval-metric.ts';
import { lightgbmMetrics } from './lightgbm.ts';
import { namedMetrics } from './named.ts';
import { xgboostMetrics } from './xgboost.ts';

const N = reference.weight.length;
const LINKS = { real: 'identity', amount: 'exp', count: 'exp', claims: 'exp', binary: 'logistic', class: 'softmax', grade: 'identity', hits: 'identity' } as const;
const xgboost = xgboostMetrics({ huberSlope: 1.7, quantileAlpha: 0.3, tweedieVariancePower: 1.3, expGain: true });
const lightgbm = lightgbmMetrics({ alpha: 0.3, fairC: 1.4, tweedieVariancePower: 1.3 });

function rowsOf({ target, weighted, library }: (typeof reference.metrics)[number]): EvalRows {
  const ranking = target === 'grade' || target === 'hits';
  const outputs = target === 'class' ? 3 : 1;
  const scores = outputs === 1 ? reference.scores.one : reference.scores.many;
  const byRow = Float64Array.from({ length: N * outputs }, (_, at) => scores[(at % outputs) * N + Math.floor(at / outputs)]!);
  const linked = applyLink(LINKS[target as keyof typeof LINKS], byRow, outputs);
  const weight = ranking && library === 'xgboost' ? reference.groups.map((q) => reference.queryWeight[q]!) : reference.weight;
  const rows = {
    y: Float64Array.from(reference.targets[(target === 'hits' ? 'binary' : target) as keyof typeof reference.targets]),
    weight: weighted ? Float64Array.from(weight) : null,
    groups: ranking ? Int32Array.from(reference.groups) : null,
    queries: ranking ? queriesOf(Int32Array.from(reference.groups)) : null,
    classes: target === 'class' ? ['a', 'b', 'c'] : target === 'binary' ? ['no', 'yes'] : null,
    predicted: Float64Array.from({ length: N * outputs }, (_, at) => linked[(at % N) * outputs + Math.floor(at / N)]!),
    outputs,
  };
  return { ...rows, ranked: rows.queries === null ? () => [] : rankedLabels(rows.queries, rows.y, rows.predicted) };
}

describe('metrics equal their libraries', () => {
  it.each(reference.metrics)('$library, target $target, weighted: $weighted', (example) => {
    const rows = rowsOf(example);
    const apart: string[] = [];
    for (const [name, wanted] of Object.entries(example.values)) {
      const found = namedMetrics(name, '', example.library === 'xgboost' ? xgboost : lightgbm, 'It')[0]!;
      const value = found.score(rows);
      if (found.name !== name || !(Math.abs(value - wanted) < 2e-6 * Math.max(1, Math.abs(wanted)))) apart.push(`${found.name}: ${value} for ${wanted}`);
    }
    expect(apart).toEqual([]);
  });

  it('takes several, the objective\'s own where none is named, and the app\'s', () => {
    expect(namedMetrics('auc, logloss', 'rmse', xgboost, 'XGBoost').map((m) => m.name)).toEqual(['auc', 'logloss']);
    expect(namedMetrics(' ', 'ndcg', lightgbm, 'LightGBM').map((m) => m.name)).toEqual(['ndcg@1', 'ndcg@2', 'ndcg@3', 'ndcg@4', 'ndcg@5']);
    const rows = rowsOf(reference.metrics.find((m) => m.library === 'xgboost' && m.target === 'binary' && !m.weighted)!);
    const [accuracy] = namedMetrics('accuracy', '', xgboost, 'XGBoost');
    expect(accuracy!.score(rows)).toBeCloseTo(0.6, 12);
    expect(accuracy!.better).toBe('higher');
    expect(() => namedMetrics('gini', '', xgboost, 'XGBoost')).toThrow(/no metric "gini".*logloss/);
  });

  it('reads formulas: the weighted mean over rows, named, in a direction', () => {
    const [cost, gain] = namedMetrics('cost = where(y > p, 3 * (y - p), p - y); higher gain=max(y, p)', '', xgboost, 'XGBoost');
    const rows = { y: Float64Array.of(1, 2), weight: Float64Array.of(1, 3), queries: null, groups: null, classes: null, ranked: () => [], predicted: Float64Array.of(0, 4), outputs: 1 };
    expect([cost!.name, cost!.better, cost!.score(rows)]).toEqual(['cost', 'lower', (1 * 3 + 3 * 2) / 4]);
    expect([gain!.name, gain!.better, gain!.score({ ...rows, weight: null })]).toEqual(['gain', 'higher', 2.5]);
    // Of two classes p is the probability of the second; of more, that of the row's own.
    const [own] = namedMetrics('own = p', '', xgboost, 'XGBoost');
    expect(own!.score({ ...rows, weight: null, classes: ['a', 'b'], y: Float64Array.of(0, 1), predicted: Float64Array.of(0.2, 0.9) })).toBeCloseTo(0.55, 12);
    expect(own!.score({ ...rows, weight: null, classes: ['a', 'b'], outputs: 2, y: Float64Array.of(0, 1), predicted: Float64Array.of(0.8, 0.1, 0.2, 0.9) })).toBeCloseTo(0.55, 12);
    expect(own!.score({ ...rows, weight: null, classes: ['a', 'b', 'c'], outputs: 3, y: Float64Array.of(2, 0), predicted: Float64Array.of(0.1, 0.6, 0.2, 0.3, 0.7, 0.1) })).toBeCloseTo(0.65, 12);
    expect(namedMetrics('auc logloss, cost = log(1 + p), mae', '', xgboost, 'XGBoost').map((m) => m.name)).toEqual(['auc', 'logloss', 'cost', 'mae']);
    expect(() => namedMetrics('cost = abs(y - q)', '', xgboost, 'XGBoost')).toThrow('The metric "cost": The formula cannot be read at character 9 (abs(y - ▸q)');
    expect(() => namedMetrics('abs(y-p)', '', xgboost, 'XGBoost')).toThrow('needs a name');
    expect(() => namedMetrics('1cost = y', '', xgboost, 'XGBoost')).toThrow('name must be a word');
    expect(() => namedMetrics('a = y, a = p', '', xgboost, 'XGBoost')).toThrow('Two metrics are called "a"');
  });
});
