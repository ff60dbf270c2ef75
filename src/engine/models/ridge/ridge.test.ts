import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { ridgeModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const P = 10;
const columns = Array.from({ length: P }, (_, j) => `x${j}`);
const head = (rows: number, weighted: boolean): Dataset => ({
  X: matrix(columns, Float64Array.from(reference.X.slice(0, rows * P))),
  task: 'regression',
  y: Float64Array.from(reference.y.slice(0, rows)),
  classes: null,
  sampleWeight: weighted ? Float64Array.from(reference.weight.slice(0, rows)) : null,
});

describe('Ridge equals scikit-learn', () => {
  it.each(reference.cases)('on $rows rows with $params, weighted: $weighted', async ({ rows, params, weighted, coef, intercept }) => {
    const state = await ridgeModel.fit(head(rows, weighted), params, quietContext());
    // With `positive`, scikit-learn's own answer comes from an iteration that stops near the optimum.
    const tolerance = params.positive ? 1e-4 : 1e-9;
    coef.forEach((v, j) => expect(Math.abs(state.coef[j]! - v)).toBeLessThan(tolerance * Math.max(1, Math.abs(v))));
    expect(Math.abs(state.intercept[0]! - intercept)).toBeLessThan(tolerance * Math.max(1, Math.abs(intercept)));
  });

  it('solves the primal and the dual alike', async () => {
    const wide = head(8, true);
    const params = { alpha: 0.5, fitIntercept: true, positive: false };
    const dual = await ridgeModel.fit(wide, params, quietContext());
    // The same rows twice at half the weight: as many rows as columns and more, so the primal is used.
    const twice: Dataset = {
      ...wide,
      X: matrix(columns, Float64Array.from([...wide.X.values, ...wide.X.values])),
      y: Float64Array.from([...wide.y!, ...wide.y!]),
      sampleWeight: Float64Array.from([...wide.sampleWeight!, ...wide.sampleWeight!], (w) => w / 2),
    };
    const primal = await ridgeModel.fit(twice, params, quietContext());
    primal.coef.forEach((v, j) => expect(dual.coef[j]).toBeCloseTo(v, 10));
  });
});
