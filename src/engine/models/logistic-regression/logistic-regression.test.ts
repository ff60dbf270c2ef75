import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { logisticRegression } from './meta.ts';
import { logisticRegressionModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

type Name = keyof typeof reference.sets;
const { sets } = reference;
const dataOf = (name: Name, which: 'X' | 'raw', weighted = false): Dataset => {
  const { y, classes, weight } = sets[name];
  const values = Float64Array.from(sets[name][which]);
  const columns = Array.from({ length: values.length / y.length }, (_, j) => `x${j}`);
  return { X: matrix(columns, values), task: classes.length === 2 ? 'binary' : 'multiclass', y: Float64Array.from(y), classes, sampleWeight: weighted ? Float64Array.from(weight) : null };
};
const resolve = (given: Readonly<Record<string, unknown>>) => resolveParams(logisticRegression.params, { tol: 1e-9, maxIter: 10_000, ...given }, 'test');

describe('LogisticRegression equals scikit-learn', () => {
  it.each(reference.cases)('on $set ($which) with $params, weighted: $weighted', async (example) => {
    const data = dataOf(example.set as Name, example.which as 'X' | 'raw', example.weighted);
    const state = await logisticRegressionModel.fit(data, resolve(example.params), quietContext());
    example.coef.forEach((v, j) => expect(Math.abs(state.coef[j]! - v)).toBeLessThan(1e-5 * Math.max(1, Math.abs(v))));
    // With several classes the intercepts are free up to one number, which scikit-learn's saga leaves where it falls.
    const shift = example.intercept.length > 1 ? example.intercept.reduce((a, b) => a + b, 0) / example.intercept.length : 0;
    example.intercept.forEach((v, k) => expect(Math.abs(state.intercept[k]! + shift - v)).toBeLessThan(1e-5 * Math.max(1, Math.abs(v))));
    // Exact zeros of the l1 penalty are exact here too.
    example.coef.forEach((v, j) => expect(state.coef[j] === 0).toBe(v === 0));
    const proba = await logisticRegressionModel.predictProba!(state, data.X, quietContext());
    const K = data.classes!.length;
    example.proba.forEach((v, at) => expect(Math.abs(proba.values[Math.floor(at / K) * 9 * K + (at % K)]! - v)).toBeLessThan(1e-6));
  });
});

describe('LogisticRegression', () => {
  it('settles within the default number of steps on columns of very different scales', async () => {
    const notes: string[] = [];
    const data = dataOf('wine', 'raw');
    const params = resolveParams(logisticRegression.params, {}, 'test');
    await logisticRegressionModel.fit(data, params, quietContext(0, { note: (key) => notes.push(key) }));
    expect(notes).not.toContain('warning');
  });
  it('says so when it ran out of steps', async () => {
    const notes: string[] = [];
    await logisticRegressionModel.fit(dataOf('wine', 'X'), resolve({ maxIter: 2 }), quietContext(0, { note: (key) => notes.push(key) }));
    expect(notes).toContain('warning');
  });
  it('gives a class without training rows probability zero, and the others what they get without it', async () => {
    const full = dataOf('cancer', 'X');
    const padded: Dataset = { ...full, task: 'multiclass', classes: ['0', 'never', '1'], y: full.y!.map((v) => v * 2) };
    const two = await logisticRegressionModel.fit(full, resolve({}), quietContext());
    const three = await logisticRegressionModel.fit(padded, resolve({}), quietContext());
    const a = await logisticRegressionModel.predictProba!(two, full.X, quietContext());
    const b = await logisticRegressionModel.predictProba!(three, full.X, quietContext());
    for (let i = 0; i < full.X.rows; i++) {
      expect(b.values[3 * i + 1]).toBe(0);
      expect(b.values[3 * i + 2]).toBe(a.values[2 * i + 1]);
    }
    const { coef, intercept } = logisticRegressionModel.coefficients!(three);
    expect([coef.rows, intercept.length]).toEqual([3, 3]);
    expect(coef.values.slice(-6)).toEqual(two.coef);
  });
  it('refuses a single class with a sentence', async () => {
    const data = dataOf('cancer', 'X');
    await expect(logisticRegressionModel.fit({ ...data, y: data.y!.map(() => 1) }, resolve({}), quietContext())).rejects.toThrow(/at least two classes; all of these are "1"/);
  });
});
