import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { predictTrees, rawOutputs } from './predict.ts';
import { addTree, saidBy, stepsOf } from './staged.ts';

/** Four stumps on one column: row i of tree t says values[2t + (x > t)]. */
const stumps = (outputs: number, link: TreeEnsemble['link'], output: readonly number[]): TreeEnsemble => ({
  columns: ['x'], categories: [null], roots: Int32Array.of(0, 3, 6, 9, 12),
  feature: Int32Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 0 : -1)), threshold: Float64Array.from({ length: 12 }, (_, i) => Math.floor(i / 3)),
  left: Int32Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? i + 1 : -1)), right: Int32Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? i + 2 : -1)),
  missingLeft: new Uint8Array(12), set: new Int32Array(12).fill(-1), sets: new Uint32Array(0), width: 1, value: Float64Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? 0 : 0.1 * i - 0.4)),
  outputs, output: Int32Array.from(output), base: Float64Array.from({ length: outputs }, (_, k) => 0.3 * k + 0.1), combine: 'sum', link, float32: false,
  gain: new Float64Array(12), cover: new Float64Array(12), count: new Float64Array(12),
});
const X = matrix(['x'], Float64Array.of(-1, 0.5, 1.5, 2.5, Number.NaN));

function after(e: TreeEnsemble, steps: number): Float64Array {
  const sums = new Float64Array(X.rows * e.outputs);
  for (const step of stepsOf(e).slice(0, steps)) for (const t of step) addTree(e, t, X, sums);
  return sums;
}

describe('boosting, step by step', () => {
  it('a step is a tree, or one for each output', () => {
    expect(stepsOf(stumps(1, 'identity', [0, 0, 0, 0]))).toEqual([[0], [1], [2], [3]]);
    expect(stepsOf(stumps(2, 'softmax', [0, 1, 0, 1]))).toEqual([[0, 1], [2, 3]]);
    expect(stepsOf({ ...stumps(2, 'softmax', [0, 0, 0, 0]), width: 2, value: new Float64Array(24) })).toEqual([[0], [1], [2], [3]]);
  });
  it.each([['identity', 1], ['logistic', 1], ['exp', 1], ['softmax', 2]] as const)('all steps together are the model (%s), to the bit', (link, outputs) => {
    const e = stumps(outputs, link, outputs === 1 ? [0, 0, 0, 0] : [0, 1, 0, 1]);
    expect(saidBy(e, after(e, 4), link !== 'identity' && link !== 'exp')).toEqual(predictTrees({ ensemble: e, origins: [[0]] }, X));
  });
  it('before all of them it is what the first trees say', () => {
    const e = stumps(1, 'identity', [0, 0, 0, 0]);
    expect(saidBy(e, after(e, 0), false)).toEqual(new Float64Array(5).fill(0.1));
    const first = { ...e, roots: e.roots.slice(0, 3) };
    expect(saidBy(e, after(e, 2), false)).toEqual(rawOutputs(first, X));
  });
  it('one question a class: the answers sum to one', () => {
    const e = stumps(2, 'logistic', [0, 1, 0, 1]);
    const said = saidBy(e, after(e, 2), true);
    for (let i = 0; i < X.rows; i++) expect(said[2 * i]! + said[2 * i + 1]!).toBeCloseTo(1, 14);
  });
});
