import { expect, test } from 'vitest';
import { continuedModel } from '../../../study/continued.ts';
import { newModel } from '../../../study/create.ts';
import { changedParams, modelLabels, paramText } from './labels.ts';
import { distinctRuns } from './use-study-runs.ts';

test('one of a kind has its name, twins are told apart by what differs', () => {
  const [ridge, strong, weak] = [newModel('logistic-regression'), newModel('ridge', { alpha: 10 }), newModel('ridge', { alpha: 0.1 })];
  const labels = modelLabels([ridge, strong, weak]);
  expect(labels[ridge.id]).toBe('LogisticRegression');
  expect([labels[strong.id], labels[weak.id]]).toEqual(['Ridge, alpha 10', 'Ridge, alpha 0.1']);
});

test('twins that differ in the seed say so, and those alike in everything are counted', () => {
  const [a, b] = [newModel('ridge', {}, 1), newModel('ridge', {}, 2)];
  expect(Object.values(modelLabels([a, b]))).toEqual(['Ridge, seed 1', 'Ridge, seed 2']);
  const same = [newModel('ridge'), newModel('ridge')];
  expect(Object.values(modelLabels(same))).toEqual(['Ridge 1', 'Ridge 2']);
});

test('one that goes on from another is called after what it adds', () => {
  const first = newModel('xgb-regressor', { nEstimators: 20 });
  const [more, slower] = [continuedModel(first, 10), continuedModel({ ...first, params: { nEstimators: 20, learningRate: 0.1 } }, 10)];
  expect(Object.values(modelLabels([first, more]))).toEqual(['XGBRegressor', 'XGBRegressor, continued by 10 rounds']);
  expect(Object.values(modelLabels([more, slower]))).toEqual(['XGBRegressor, continued by 10 rounds, learningRate 0.3', 'XGBRegressor, continued by 10 rounds, learningRate 0.1']);
  const forest = newModel('random-forest-regressor', { nEstimators: 20 });
  expect(Object.values(modelLabels([continuedModel(forest, 5)]))).toEqual(['RandomForestRegressor, continued by 5 trees']);
});

test('only what is not at its default is listed', () => {
  expect(changedParams('ridge', { alpha: 1 })).toEqual([]);
  expect(changedParams('ridge', { alpha: 2 })).toEqual([{ name: 'alpha', value: 2 }]);
  expect([paramText(null), paramText(true), paramText([64, 32]), paramText([])]).toEqual(['none', 'yes', '64, 32', 'none']);
});

test('one training is shown once', () => {
  expect(distinctRuns([{ key: 'a', n: 1 }, { key: 'b', n: 2 }, { key: 'a', n: 3 }])).toEqual([{ key: 'a', n: 1 }, { key: 'b', n: 2 }]);
});
