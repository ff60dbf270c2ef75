import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { bestColumnModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const dataOf = ({ X, columns, y, groups }: (typeof reference.cases)[number]): Dataset =>
  ({ X: matrix(Array.from({ length: columns }, (_, j) => `c${j}`), Float64Array.from(X)), task: 'ranking', y: Float64Array.from(y), classes: null, sampleWeight: null, groups: Int32Array.from(groups) });

describe('BestColumn', () => {
  it.each(reference.cases.map((c, i) => [i, c] as const))('finds the column scikit-learn scores highest, case %i', async (_, c) => {
    const state = await bestColumnModel.fit(dataOf(c), { k: c.k }, quietContext());
    expect(state).toMatchObject({ at: c.at, sign: c.sign });
    expect(state.ndcg).toBeCloseTo(c.ndcg, 12);
    const order = await bestColumnModel.predict(state, dataOf(c).X, quietContext());
    expect(order[3]).toBe(c.sign * c.X[3 * c.columns + c.at]!);
  });
  it('puts rows without a value at the end, and takes the first of columns that order alike', async () => {
    const X = matrix(['a', 'b'], Float64Array.of(5, 5, Number.NaN, Number.NaN, 9, 9, 7, 7));
    const state = await bestColumnModel.fit({ X, task: 'ranking', y: Float64Array.of(1, 0, 3, 2), classes: null, sampleWeight: null, groups: Int32Array.of(0, 0, 0, 0) }, { k: null }, quietContext());
    expect(state.columns[state.at]).toBe('a');
    expect([...(await bestColumnModel.predict(state, X, quietContext()))]).toEqual([5, 4, 9, 7]);
  });
});
