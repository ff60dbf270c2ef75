import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import type { Dataset } from '../../core/dataset.ts';
import { lightgbmObjective } from './lightgbm.ts';
import type { LightgbmObjective, XgboostObjective } from './names.ts';
import type { Objective } from './objective.ts';
import reference from './reference.json' with { type: 'json' };
import { xgboostObjective } from './xgboost.ts';

const N = reference.weight.length;
type Case = (typeof reference.cases)[number];

const ranks = (name: string): boolean => name.startsWith('rank:');

function dataOf({ target, objective, weighted }: Case): Dataset {
  const weight = ranks(objective) ? reference.groups.map((q) => reference.queryWeight[q]!) : reference.weight;
  return {
    X: matrix(['x'], new Float64Array(N)), task: target === 'class' ? 'multiclass' : 'regression', y: Float64Array.from(reference.targets[target as keyof typeof reference.targets]),
    classes: target === 'class' ? ['0', '1', '2'] : null, sampleWeight: weighted ? Float64Array.from(weight) : null, groups: Int32Array.from(reference.groups),
  };
}

function objectiveOf(example: Case): Objective {
  const o = example.options as Readonly<Record<string, number | boolean | string>>;
  const number = (name: string, otherwise: number): number => Number(o[name] ?? otherwise);
  const data = dataOf(example);
  if (example.library === 'xgboost') {
    const method = o['lambdarank_pair_method'] === 'mean' ? 'mean' : 'topk';
    return xgboostObjective(example.objective as XgboostObjective, data, {
      scalePosWeight: number('scale_pos_weight', 1), huberSlope: number('huber_slope', 1), quantileAlpha: number('quantile_alpha', 0.5), tweedieVariancePower: number('tweedie_variance_power', 1.5),
      maxDeltaStep: number('max_delta_step', 0.7),
      lambda: { pairs: { method, count: number('lambdarank_num_pair_per_sample', method === 'mean' ? 1 : 32) }, expGain: o['ndcg_exp_gain'] !== false, normalization: o['lambdarank_normalization'] !== false, scoreNormalization: o['lambdarank_score_normalization'] !== false },
    });
  }
  return lightgbmObjective(example.objective as LightgbmObjective, data, {
    isUnbalance: o['is_unbalance'] === true, scalePosWeight: number('scale_pos_weight', 1), alpha: number('alpha', 0.9), fairC: number('fair_c', 1), poissonMaxDeltaStep: 0.7,
    tweedieVariancePower: number('tweedie_variance_power', 1.5), sigmoid: number('sigmoid', 1), lambdarankTruncationLevel: number('lambdarank_truncation_level', 30), lambdarankNorm: o['lambdarank_norm'] !== false, seed: 5,
  });
}

const near = (found: number, wanted: number, tolerance: number): boolean => Math.abs(found - wanted) <= tolerance * Math.max(1, Math.abs(wanted));

describe('objectives equal their libraries', () => {
  it.each(reference.cases)('$library $objective $options, weighted: $weighted', (example) => {
    const objective = objectiveOf(example);
    const { outputs } = objective;
    const score = Float64Array.from(outputs > 1 ? reference.scores.many : objective.name === 'reg:squaredlogerror' ? reference.scores.positive : reference.scores.one);
    const pairs = Array.from({ length: outputs }, () => ({ gradient: new Float32Array(N), hessian: new Float32Array(N) }));
    objective.gradients(pairs.map((_, k) => score.subarray(k * N, (k + 1) * N)), pairs, 0);
    let compared = 0;
    const apart: string[] = [];
    example.steps.forEach((steps, lambda) => steps.forEach((step, at) => {
      if (step === null) return;
      const { gradient, hessian } = pairs[Math.floor(at / N)]!;
      const whole = -gradient[at % N]! / (hessian[at % N]! + lambda);
      const limit = Number((example.options as Record<string, unknown>)['max_delta_step'] ?? (objective.name === 'count:poisson' ? 0.7 : Infinity));
      const ours = objective.renew === null ? Math.max(-limit, Math.min(limit, whole)) : objective.renew(score, [at]);
      compared++;
      // Steps come as single precision differences of margins.
      if (!near(ours, step, 3e-6)) apart.push(`row ${at}, lambda ${lambda}: ${ours} for ${step}`);
    }));
    expect(apart).toEqual([]);
    expect(compared).toBeGreaterThan(5);
  });

  it.each(reference.cases)('$library $objective $options starts where it does, weighted: $weighted', (example) => {
    const { base, link } = objectiveOf(example);
    const shown = Array.from(base, (v) => (example.library === 'lightgbm' ? v : link === 'logistic' ? 1 / (1 + Math.exp(-v)) : link === 'exp' ? Math.exp(v) : v));
    expect(shown.length).toBe(example.base.length);
    shown.forEach((v, k) => expect(Math.abs(v - example.base[k]!)).toBeLessThan(2e-6 * Math.max(1, Math.abs(v))));
  });

  it('refuses targets they cannot take, in a sentence', () => {
    const example = reference.cases.find((c) => c.objective === 'reg:gamma')!;
    expect(() => objectiveOf({ ...example, target: 'claims' } as Case)).toThrow(/above 0/);
    const ndcg = reference.cases.find((c) => c.objective === 'lambdarank')!;
    expect(() => objectiveOf({ ...ndcg, target: 'real' } as Case)).toThrow(/whole numbers/);
  });
});
