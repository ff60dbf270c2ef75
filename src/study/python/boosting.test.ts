import { describe, expect, it } from 'vitest';
import { lgbmRegressor } from '../../engine/models/lgbm-regressor/meta.ts';
import { xgbClassifier } from '../../engine/models/xgb-classifier/meta.ts';
import { xgbRanker } from '../../engine/models/xgb-ranker/meta.ts';
import { boostingArguments, boostingModel, needsBoosted } from './boosting.ts';

describe('boosted trees in Python', () => {
  it('have their libraries\' own arguments', () => {
    expect(boostingArguments(xgbClassifier, { maxDepth: 4, evalMetric: 'auc, logloss', earlyStoppingRounds: 7, monotoneConstraints: 'age: 1', saveBest: false })).toEqual(['max_depth=4', 'eval_metric=["auc", "logloss"]', 'enable_categorical=True']);
    expect(boostingArguments(lgbmRegressor, { objective: 'quantile', alpha: 0.8, numLeaves: 7 })).toEqual(['num_leaves=7', 'objective="quantile"', 'alpha=0.8', 'verbosity=-1']);
  });
  it('are told columns and held-out rows once these are there', () => {
    expect(needsBoosted(xgbClassifier, { maxDepth: 4 })).toBe(false);
    expect(boostingModel(xgbClassifier, { earlyStoppingRounds: 7, monotoneConstraints: '{"age": 1, "a, b": -1}' }, 'made')).toBe('Boosted(made, monotone={"age": 1, "a, b": -1}, rounds=7, fraction=0.1)');
    expect(boostingModel(lgbmRegressor, { interactionConstraints: 'a, b; c', monotoneConstraints: 'a: -1' }, 'made')).toBe('Boosted(made, monotone={"a": -1}, interactions=[["a", "b"], ["c"]])');
    const watched = { evalMetric: 'mae, cost = where(y > p, 2 * y, p), higher gain = p', earlyStoppingRounds: 7 };
    expect(boostingModel(xgbClassifier, watched, 'made')).toBe('Boosted(made, rounds=7, fraction=0.1)');
    expect(boostingModel(xgbClassifier, { ...watched, stoppingMetric: 'gain' }, 'made')).toBe('Boosted(made, rounds=7, fraction=0.1, metrics=[("gain", True, lambda y, p, weight=1.0: np.mean(p))])');
    expect(boostingModel(lgbmRegressor, { metric: 'cost = prediction - y', earlyStoppingRound: 7 }, 'made')).toBe('Boosted(made, rounds=7, fraction=0.1, metrics=[("cost", False, lambda y, p, weight=1.0: np.mean((p - y)))])');
    expect(boostingModel(xgbRanker, { earlyStoppingRounds: 7 }, 'made')).toBe('made');
  });
});
