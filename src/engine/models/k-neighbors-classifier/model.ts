import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm, type PredictContext } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { lowerAverage, lowerNearest } from '../../neighbours/lower.ts';
import { type Neighbourhood, nearest, neighbourhood } from '../../neighbours/search.ts';
import { kNeighborsClassifier } from './meta.ts';

type State = { readonly near: Neighbourhood; readonly classes: readonly string[]; readonly y: Int32Array };

async function proba({ near, classes, y }: State, X: Matrix, ctx: PredictContext): Promise<Float64Array> {
  checkPredictInput(near.columns, X, kNeighborsClassifier);
  const { index, weight } = await nearest(near, X, ctx);
  const K = classes.length;
  const votes = new Float64Array(X.rows * K);
  for (let i = 0; i < X.rows; i++) {
    let total = 0;
    for (let t = i * near.k; t < (i + 1) * near.k; t++) {
      votes[i * K + y[index[t]!]!]! += weight[t]!;
      total += weight[t]!;
    }
    for (let k = 0; k < K; k++) votes[i * K + k]! /= total;
  }
  return votes;
}

/** The k nearest training rows vote (Cover & Hart 1967); of equal distances the earlier training row counts. */
export const kNeighborsClassifierModel = defineAlgorithm<typeof kNeighborsClassifier, State>(kNeighborsClassifier, {
  fit(train, params) {
    const { X, y, classes } = checkFitInput(train, kNeighborsClassifier);
    return { near: neighbourhood(X, params, kNeighborsClassifier.type), classes, y: Int32Array.from(y) };
  },
  predict: async (state, X, ctx) => argmaxRows(await proba(state, X, ctx), state.classes.length),
  predictProba: async (state, X, ctx) => ({ rows: X.rows, columns: state.classes, values: await proba(state, X, ctx) }),
  lower({ near, classes, y }, graph, x) {
    const found = lowerNearest(near, graph, x, kNeighborsClassifier.type);
    const K = classes.length;
    const oneHot = new Float64Array(y.length * K);
    y.forEach((k, r) => { oneHot[r * K + k] = 1; });
    return { kind: 'probabilities', value: lowerAverage(graph, found, oneHot, K) };
  },
});
