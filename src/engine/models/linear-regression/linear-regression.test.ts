import { describe, expect, it } from 'vitest';
import { type Matrix, matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { linearRegressionModel } from './model.ts';
import reference from './reference.json' with { type: 'json' };

const WIDTH = 12;
const rows = reference.y.length;
const leading = (p: number): Matrix => ({
  rows,
  columns: Array.from({ length: p }, (_, j) => `x${j}`),
  values: Float64Array.from({ length: rows * p }, (_, at) => reference.X[Math.floor(at / p) * WIDTH + (at % p)]!),
});
const regression = (X: Matrix, y: ArrayLike<number>, sampleWeight: Float64Array | null = null): Dataset => ({ X, task: 'regression', y: Float64Array.from(y), classes: null, sampleWeight });

describe('LinearRegression equals scikit-learn', () => {
  it.each(reference.cases)('on $name with $params, weighted: $weighted', async ({ params, columns, weighted, coef, intercept, predictions }) => {
    const X = leading(columns);
    const state = await linearRegressionModel.fit(regression(X, reference.y, weighted ? Float64Array.from(reference.weight) : null), params, quietContext());
    coef.forEach((v, j) => expect(Math.abs(state.coef[j]! - v)).toBeLessThan(1e-8 * Math.max(1, Math.abs(v))));
    expect(Math.abs(state.intercept[0]! - intercept)).toBeLessThan(1e-8 * Math.max(1, Math.abs(intercept)));
    const ours = await linearRegressionModel.predict(state, X, quietContext());
    predictions.forEach((v, i) => expect(ours[i]).toBeCloseTo(v, 8));
  });
});

// NIST Statistical Reference Datasets, Longley (1967), with its certified coefficients.
const LONGLEY = [
  [60323, 83, 234289, 2356, 1590, 107608, 1947], [61122, 88.5, 259426, 2325, 1456, 108632, 1948], [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950], [63221, 96.2, 328975, 2099, 3099, 112075, 1951], [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99, 365385, 1870, 3547, 115094, 1953], [63761, 100, 363112, 3578, 3350, 116219, 1954], [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956], [68169, 108.4, 442769, 2936, 2798, 120445, 1957], [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959], [69564, 114.2, 502601, 3931, 2514, 125368, 1960], [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];
const CERTIFIED = [15.0618722713733, -0.03581917929259, -2.02022980381683, -1.03322686717359, -0.0511041056535807, 1829.15146461355];

describe('LinearRegression on ill-conditioned data', () => {
  it("gives NIST's certified coefficients for Longley", async () => {
    const X = matrix(['deflator', 'gnp', 'unemployed', 'army', 'population', 'year'], Float64Array.from(LONGLEY.flatMap((row) => row.slice(1))));
    const state = await linearRegressionModel.fit(regression(X, LONGLEY.map((row) => row[0]!)), { fitIntercept: true, positive: false }, quietContext());
    CERTIFIED.forEach((v, j) => expect(Math.abs(state.coef[j]! / v - 1)).toBeLessThan(1e-10));
    expect(Math.abs(state.intercept[0]! / -3482258.63459582 - 1)).toBeLessThan(1e-10);
  });
});
