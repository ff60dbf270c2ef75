import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { predictTrees, rawOutputs } from './predict.ts';

/** Tree 0 splits a number (missing goes left) and then a category of 40; tree 1 is a lone leaf. */
const two: TreeEnsemble = {
  columns: ['size', 'town'],
  categories: [null, Array.from({ length: 40 }, (_, c) => `t${c}`)],
  roots: Int32Array.of(0, 5, 6),
  feature: Int32Array.of(0, -1, 1, -1, -1, -1),
  threshold: Float64Array.of(Math.fround(0.1), 0, 0, 0, 0, 0),
  left: Int32Array.of(1, -1, 3, -1, -1, -1),
  right: Int32Array.of(2, -1, 4, -1, -1, -1),
  missingLeft: Uint8Array.of(1, 0, 0, 0, 0, 0),
  set: Int32Array.of(-1, -1, 0, -1, -1, -1),
  sets: Uint32Array.of(2, 0b10, 0b100),
  width: 1,
  value: Float64Array.of(0, 1, 0, 2, 4, 8),
  outputs: 1,
  output: Int32Array.of(0, 0),
  base: Float64Array.of(0.5),
  combine: 'sum',
  link: 'identity',
  float32: true,
  gain: new Float64Array(6),
  cover: Float64Array.of(4, 1, 3, 2, 1, 4),
  count: Float64Array.of(4, 1, 3, 2, 1, 4),
};
const X = matrix(['size', 'town'], Float64Array.of(Number.NaN, 0, 0.1, 0, 1, 1, 1, 34, 1, 33, 1, 40, 1, 400, 1, Number.NaN));

describe('prediction by trees', () => {
  it('splits numbers in single precision, categories by sets, and sends what is missing where the node says', () => {
    expect(Array.from(rawOutputs(two, X))).toEqual([9.5, 9.5, 10.5, 10.5, 12.5, 12.5, 12.5, 12.5]);
  });

  it('averages forests', () => {
    expect(rawOutputs({ ...two, combine: 'mean' }, X)[0]).toBe(5);
  });

  it('adds each tree of width 1 to its own output, and wide leaves to all', () => {
    const split = { ...two, outputs: 2, output: Int32Array.of(0, 1), base: Float64Array.of(0, 1) };
    expect(Array.from(rawOutputs(split, X).subarray(0, 4))).toEqual([1, 9, 1, 9]);
    const wide = { ...two, width: 2, outputs: 2, base: new Float64Array(2), value: Float64Array.of(0, 0, 1, 10, 0, 0, 2, 20, 4, 40, 8, 80) };
    expect(Array.from(rawOutputs(wide, X).subarray(0, 4))).toEqual([9, 90, 9, 90]);
  });

  it('links', () => {
    const at = (link: TreeEnsemble['link'], outputs = 1): number => predictTrees({ ensemble: { ...two, link, outputs, output: Int32Array.of(0, outputs - 1), base: new Float64Array(outputs) }, origins: [[0], [1]] }, X)[0]!;
    expect(at('logistic')).toBeCloseTo(1 / (1 + Math.exp(-9)), 15);
    expect(at('exp')).toBeCloseTo(Math.exp(9), 8);
    expect(at('softmax', 2)).toBeCloseTo(1 / (1 + Math.exp(7)), 15);
  });
});
