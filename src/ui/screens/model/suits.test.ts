import { expect, test } from 'vitest';
import { defineMeta, type Meta, type Tags } from '../../../engine/core/algorithm.ts';
import { tasksInWords, unsuitable, unsuited, usualModels } from './suits.ts';

const meta = (type: string, family: Tags['family'], tasks: Tags['tasks'], images = false): Meta =>
  defineMeta({
    type, version: 1, name: type, module: 'test', summary: '', params: {},
    tags: { tasks, family, allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: false, proba: true, wantsScaling: false, images, speed: 3, readability: 3, linear: false },
  });
const both = ['binary', 'multiclass'] as const;
const now = { hasData: true, task: 'binary', target: 'survived', images: false } as const;

test('what fits has no reason against it, what does not says why and what to do', () => {
  expect(unsuitable(meta('logistic', 'linear', both), now)).toBeNull();
  expect(unsuitable(meta('ridge', 'linear', ['regression']), now)).toBe('Learns regression; survived is a yes-or-no classification.');
  expect(unsuitable(meta('cnn', 'neural', both, true), now)).toContain('Needs images');
  expect(unsuitable(meta('cnn', 'neural', both, true), { ...now, images: true })).toBeNull();
  expect(unsuitable(meta('autoencoder', 'neural', ['unsupervised']), now)).toContain('Works without a target');
  expect(unsuitable(meta('logistic', 'linear', both), { ...now, task: 'unsupervised', target: null })).toContain('choose a target');
  expect(unsuitable(meta('ridge', 'linear', ['regression']), { ...now, hasData: false })).toBeNull();
});

test('what cannot be used is told once a reason', () => {
  const metas = [meta('logistic', 'linear', both), meta('ridge', 'linear', ['regression']), meta('linear', 'linear', ['regression']), meta('autoencoder', 'neural', ['unsupervised'])];
  expect(unsuited(metas, now).map(({ metas: members }) => members.map((m) => m.type))).toEqual([['ridge', 'linear'], ['autoencoder']]);
});

test('tasks are said once', () => {
  expect(tasksInWords(['binary', 'multiclass', 'regression'])).toBe('classification and regression');
  expect(tasksInWords(['binary'])).toBe('yes-or-no classification');
});

test('of the trees a single one, a forest and a booster are usual; boosting not on images', () => {
  const trees = ['xgb-classifier', 'lgbm-classifier', 'random-forest-classifier', 'decision-tree-classifier'].map((type) => meta(type, 'tree', both));
  expect(usualModels(trees, now).map((m) => m.type)).toEqual(['decision-tree-classifier', 'random-forest-classifier', 'lgbm-classifier']);
  expect(usualModels(trees, { ...now, images: true }).map((m) => m.type)).toEqual(['decision-tree-classifier', 'random-forest-classifier']);
  expect(usualModels([meta('isolation-forest', 'tree', ['unsupervised']), meta('other', 'tree', ['unsupervised'])], { ...now, task: 'unsupervised', target: null }).map((m) => m.type)).toEqual(['isolation-forest']);
  const ranking = [meta('decision-tree-regressor', 'tree', ['ranking']), meta('random-forest-regressor', 'tree', ['ranking']), meta('lgbm-ranker', 'tree', ['ranking'])];
  expect(usualModels(ranking, { ...now, task: 'ranking' }).map((m) => m.type)).toEqual(['decision-tree-regressor', 'lgbm-ranker']);
});

test('the usual ones are one of each family that suits', () => {
  const catalog = [meta('stratified', 'baseline', both), meta('dummy-classifier', 'baseline', both), meta('ridge', 'linear', ['regression']), meta('logistic-regression', 'linear', both), meta('mlp', 'neural', both), meta('cnn', 'neural', both, true)];
  expect(usualModels(catalog, now).map((m) => m.type)).toEqual(['dummy-classifier', 'logistic-regression', 'mlp']);
  expect(usualModels(catalog, { ...now, images: true }).map((m) => m.type)).toEqual(['dummy-classifier', 'logistic-regression', 'cnn']);
});
