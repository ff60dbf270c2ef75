import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { defineMeta } from './algorithm.ts';
import type { Dataset } from './dataset.ts';
import { checkFitInput, checkPredictInput } from './validate.ts';

const meta = defineMeta({
  type: 'toy', version: 1, name: 'Toy', module: 'none', summary: 'For this test.', params: {},
  tags: { tasks: ['binary'], family: 'linear', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
});
const good: Dataset = { X: matrix(['a', 'b'], Float64Array.from([1, 2, 3, 4])), task: 'binary', y: Float64Array.from([0, 1]), classes: ['no', 'yes'], sampleWeight: null };

describe('what models may take for granted', () => {
  it('passes what is right', () => expect(checkFitInput(good, meta).classes).toEqual(['no', 'yes']));

  it.each<[string, Partial<Dataset>, RegExp]>([
    ['another task', { task: 'regression' }, /is for binary/],
    ['no columns', { X: matrix([], new Float64Array(0)) }, /at least one column/],
    ['no rows', { X: matrix(['a'], new Float64Array(0)), y: new Float64Array(0) }, /at least one row/],
    ['no target', { y: null }, /Choose the column to predict/],
    ['a target of another length', { y: Float64Array.from([1]) }, /1 value for 2 rows/],
    ['a missing target', { y: Float64Array.from([0, Number.NaN]) }, /row 2 is missing/],
    ['a class that is not there', { y: Float64Array.from([0, 2]) }, /classes 0 to 1/],
    ['negative weights', { sampleWeight: Float64Array.from([1, -1]) }, /weight of row 2/],
    ['weights of zero', { sampleWeight: Float64Array.from([0, 0]) }, /weight zero/],
    ['a missing value', { X: matrix(['a', 'b'], Float64Array.from([1, 2, 3, Number.NaN])) }, /Column "b" has a missing value in row 2/],
    ['an infinity', { X: matrix(['a', 'b'], Float64Array.from([1, 2, -Infinity, 4])) }, /Column "a" holds minus infinity in row 2/],
  ])('refuses %s with a sentence', (_, change, sentence) => expect(() => checkFitInput({ ...good, ...change }, meta)).toThrow(sentence));

  it.each<[string, readonly string[], RegExp]>([
    ['a missing column', ['a', 'b', 'c'], /"c" is missing/],
    ['a new column', ['a'], /"b" is new/],
    ['another order', ['b', 'a'], /order differs/],
  ])('refuses %s in predict', (_, columns, sentence) => expect(() => checkPredictInput(columns, good.X, meta)).toThrow(sentence));
});
