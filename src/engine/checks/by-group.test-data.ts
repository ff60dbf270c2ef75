import { type Matrix, matrix } from '../../frame/matrix.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import { StudioError } from '../core/errors.ts';
import type { Plain } from '../core/plain.ts';
import { checkFitInput, checkPredictInput } from '../core/validate.ts';
import { ridgeModel } from '../models/ridge/model.ts';

type Means = { readonly columns: readonly string[]; readonly means: readonly (readonly number[] | null)[]; readonly all: number; readonly ridge: Plain };
const ridge = ridgeModel as unknown as AnyAlgorithm;
const meta = { ...ridge, tags: { ...ridge.tags, categories: true, allowNaN: true, sampleWeight: false, linear: false } };

/** Numbers as they are (0 where missing); in place of a category the mean of the target where it occurred, of all rows for any other. */
function encoded({ means, all }: Pick<Means, 'means' | 'all'>, X: Matrix): Matrix {
  const p = X.columns.length;
  return matrix(X.columns, X.values.map((v, at) => {
    const own = means[at % p];
    if (own) return own[v] ?? all;
    return Number.isNaN(v) ? 0 : v;
  }));
}

/** A sound model that takes categories and missing values, to show that the suite passes one and catches what spoils it. */
export const byGroup: AnyAlgorithm = {
  ...meta,
  async fit(train, params, ctx) {
    const { X, y } = checkFitInput(train, meta);
    const all = y.reduce((a, b) => a + b, 0) / y.length;
    const means = X.columns.map((_, j) => {
      const sums = X.categories?.[j]?.map(() => ({ sum: 0, rows: 0 })) ?? null;
      y.forEach((v, i) => {
        const own = sums?.[X.values[i * X.columns.length + j]!];
        if (own) Object.assign(own, { sum: own.sum + v, rows: own.rows + 1 });
      });
      return sums?.map(({ sum, rows }) => (rows === 0 ? all : sum / rows)) ?? null;
    });
    return { columns: X.columns, means, all, ridge: await ridge.fit({ ...train, X: encoded({ means, all }, X) }, params, ctx) };
  },
  predict(state, X, ctx) {
    const { columns, ridge: inner, ...means } = state as Means;
    checkPredictInput(columns, X, meta);
    return ridge.predict(inner, encoded(means, X), ctx);
  },
  lower() {
    throw new StudioError('unsupported', 'This model is for tests and has no other form.');
  },
};
