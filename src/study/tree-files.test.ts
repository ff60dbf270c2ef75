import { describe, expect, it } from 'vitest';
import { quietContext } from '../engine/core/context.ts';
import { mulberry32 } from '../engine/core/random.ts';
import { type Features, sourceOf } from '../frame/features.ts';
import type { ColumnInfo } from '../frame/table.ts';
import { newModel } from './create.ts';
import { fitPipeline } from './fit.ts';
import type { FittedPipeline } from './results.ts';
import { checkTreeFile, treeFile } from './tree-files.ts';

const ROWS = 200;
const COLOURS = ['red', 'green', 'blue', 'née'];
const CITIES = Array.from({ length: 12 }, (_, i) => `city ${i}`);
const random = mulberry32(5);
const numbers = (gaps: number): Float64Array => Float64Array.from({ length: ROWS }, () => (random() < gaps ? Number.NaN : Math.fround(random() * 4 - 2)));
const codes = (count: number, gaps: number): Int32Array => Int32Array.from({ length: ROWS }, () => (random() < gaps ? -1 : Math.floor(random() * count)));
const features: Features = { rows: ROWS, columns: [
  { kind: 'number', name: 'size', values: numbers(0.1) },
  { kind: 'category', name: 'colour', codes: codes(4, 0.1), categories: COLOURS },
  { kind: 'number', name: 'weight', values: numbers(0) },
  { kind: 'category', name: 'city', codes: codes(12, 0), categories: CITIES },
] };
const inputs: readonly ColumnInfo[] = features.columns.map((c) => (c.kind === 'category' ? { name: c.name, type: 'category', dictionary: c.categories } : { name: c.name, type: 'number' }));
const score = Float64Array.from({ length: ROWS }, (_, i) => {
  const [size, colour, weight, city] = features.columns.map((c) => (c.kind === 'number' ? c.values[i]! : c.codes[i]!));
  return (Number.isNaN(size!) ? 1 : size!) + (colour === 0 ? 2 : 0) + weight! * (city! % 2);
});

async function fitted(type: string, task: 'regression' | 'binary' | 'multiclass', params: Parameters<typeof newModel>[1]): Promise<FittedPipeline> {
  const classes = task === 'regression' ? null : ['a', 'b', 'c'].slice(0, task === 'binary' ? 2 : 3);
  const y = classes === null ? score : score.map((v) => (v > 1.5 ? classes.length - 1 : v > 0.5 ? 1 : 0));
  return fitPipeline({ task, target: 'y', classes, inputs, steps: [], model: newModel(type, params, 3) }, { inputs: sourceOf(features), y }, null, quietContext(3));
}

describe('models trained here as files of the libraries', () => {
  it.each([
    ['cat-boost-regressor', 'regression', { iterations: 12, depth: 3, oneHotMaxSize: 2 }, ['catboost']],
    ['cat-boost-classifier', 'binary', { iterations: 12, depth: 4, maxCtrComplexity: 3, oneHotMaxSize: 5 }, ['catboost']],
    ['cat-boost-classifier', 'multiclass', { iterations: 6, depth: 3, simpleCtr: 'Buckets, BinarizedTargetMeanValue, Counter' }, ['catboost']],
    ['xgb-classifier', 'multiclass', { nEstimators: 5, maxDepth: 3 }, ['xgboost', 'xgboost-ubj', 'lightgbm']],
    ['xgb-regressor', 'regression', { nEstimators: 5, maxDepth: 3 }, ['xgboost', 'lightgbm']],
    ['lgbm-classifier', 'binary', { nEstimators: 5, numLeaves: 8 }, ['lightgbm', 'xgboost']],
  ] as const)('%s, %s', async (type, task, params, formats) => {
    const pipeline = await fitted(type, task, params);
    for (const format of formats) {
      const file = treeFile(pipeline, format);
      const check = await checkTreeFile(pipeline, file, features, quietContext());
      expect(check.rows).toBe(ROWS);
      expect(check.largestDifference).toBeLessThan(1e-6);
      expect(file.columns).toEqual(['size', 'colour', 'weight', 'city']);
    }
  });

  it('are refused with the reason', async () => {
    const cats = await fitted('cat-boost-regressor', 'regression', { iterations: 12, depth: 3 });
    expect(() => treeFile(cats, 'xgboost')).toThrow(/columns that it derives itself/);
    const pipeline = await fitted('xgb-classifier', 'binary', { nEstimators: 4, maxDepth: 4 });
    expect(() => treeFile(pipeline, 'catboost')).toThrow(/have no CatBoost form/);
    expect(() => treeFile({ ...pipeline, model: { ...pipeline.model, type: 'dummy-classifier' } }, 'lightgbm')).toThrow('DummyClassifier has no trees, so it has no LightGBM file.');
  });
});
