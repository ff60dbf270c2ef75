import type { AnyAlgorithm } from '../../src/engine/core/algorithm.ts';
import { resolveParams, type ParamValues } from '../../src/engine/core/params.ts';
import { algorithmOf } from '../../src/study/registry.ts';

export const TREES = 100;

/** A learner of ours: 100 trees at a rate of 0.1, all else as its library has it. */
export interface Learner {
  readonly name: string;
  readonly title: string;
  /** The library whose flavour it is. */
  readonly own: string;
  readonly algorithm: AnyAlgorithm;
  readonly params: ParamValues;
}

const learner = (name: string, title: string, own: string, type: string, params: ParamValues): Learner => {
  const algorithm = algorithmOf(type);
  return { name, title, own, algorithm, params: resolveParams(algorithm.params, params, algorithm.name) as ParamValues };
};

export const LEARNERS: readonly Learner[] = [
  learner('xgboost', 'depth 6', 'XGBoost', 'xgb-classifier', { nEstimators: TREES, learningRate: 0.1 }),
  learner('lightgbm', '31 leaves', 'LightGBM', 'lgbm-classifier', { nEstimators: TREES, learningRate: 0.1 }),
  learner('catboost', 'symmetric, depth 6', 'CatBoost', 'cat-boost-classifier', { iterations: TREES, learningRate: 0.1 }),
];

export const learnerOf = (name: string): Learner => LEARNERS.find((l) => l.name === name)!;
