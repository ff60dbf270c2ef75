import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { lowerAffine } from '../../linear/affine.ts';
import { percentile, weightedPercentile } from '../../math/percentile.ts';
import { dummyRegressor } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly value: number };

function weightedMean(y: Float64Array, weight: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weight?.[i] ?? 1;
    sum += w * y[i]!;
    total += w;
  }
  return sum / total;
}

export const dummyRegressorModel = defineAlgorithm<typeof dummyRegressor, State>(dummyRegressor, {
  fit(train, { strategy, quantile }) {
    const { X, y, weight } = checkFitInput(train, dummyRegressor);
    const share = strategy === 'median' ? 0.5 : quantile;
    const value = strategy === 'mean' ? weightedMean(y, weight) : weight ? weightedPercentile(y, weight, share) : percentile(y, share);
    return { columns: X.columns, value };
  },
  predict({ columns, value }, X) {
    checkPredictInput(columns, X, dummyRegressor);
    return new Float64Array(X.rows).fill(value);
  },
  lower({ columns, value }, graph, x) {
    // Missing values are taken out first: zero times a missing value is missing.
    const known = graph.op('Where', [graph.op('IsNaN', [x]), graph.doubles('zero', [0]), x]);
    return { kind: 'value', value: lowerAffine(graph, known, new Float64Array(columns.length), Float64Array.of(value)) };
  },
});
