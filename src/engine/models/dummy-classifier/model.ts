import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import { mulberry32 } from '../../core/random.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { lowerAffine } from '../../linear/affine.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { dummyClassifier } from './meta.ts';

type State = {
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  readonly strategy: 'most_frequent' | 'prior' | 'stratified' | 'uniform';
  /** Share of every class, or of what `uniform` draws from. */
  readonly prior: Float64Array;
  readonly seed: number;
};

function draw(prior: Float64Array, u: number): number {
  let sum = 0;
  let last = 0;
  for (let k = 0; k < prior.length; k++) {
    if (prior[k] === 0) continue;
    last = k;
    sum += prior[k]!;
    if (u < sum) return k;
  }
  return last;
}

const drawn = ({ prior, seed }: State, rows: number): Float64Array => {
  const random = mulberry32(seed);
  return Float64Array.from({ length: rows }, () => draw(prior, random()));
};

/** What every row is given, or `null` where it is drawn by lot. */
function constantRow({ strategy, prior }: State): Float64Array | null {
  if (strategy === 'stratified') return null;
  if (strategy !== 'most_frequent') return prior;
  const top = argmaxRows(prior, prior.length)[0]!;
  return prior.map((_, k) => (k === top ? 1 : 0));
}

function proba(state: State, rows: number): Float64Array {
  const k = state.prior.length;
  const values = new Float64Array(rows * k);
  const row = constantRow(state);
  if (row) for (let i = 0; i < rows; i++) values.set(row, i * k);
  else drawn(state, rows).forEach((choice, i) => { values[i * k + choice] = 1; });
  return values;
}

export const dummyClassifierModel = defineAlgorithm<typeof dummyClassifier, State>(dummyClassifier, {
  fit(train, { strategy }, ctx) {
    const { X, y, classes, weight } = checkFitInput(train, dummyClassifier);
    const counts = new Float64Array(classes.length);
    for (let i = 0; i < y.length; i++) counts[y[i]!]! += weight?.[i] ?? 1;
    const weights = strategy === 'uniform' ? counts.map((c) => (c > 0 ? 1 : 0)) : counts;
    const total = weights.reduce((a, b) => a + b, 0);
    return { columns: X.columns, classes, strategy, prior: weights.map((c) => c / total), seed: ctx.seed };
  },
  predict(state, X) {
    checkPredictInput(state.columns, X, dummyClassifier);
    if (state.strategy === 'uniform') return drawn(state, X.rows);
    return argmaxRows(proba(state, X.rows), state.classes.length);
  },
  predictProba(state, X): Matrix {
    checkPredictInput(state.columns, X, dummyClassifier);
    return { rows: X.rows, columns: state.classes, values: proba(state, X.rows) };
  },
  lower(state, graph, x) {
    const row = state.strategy === 'uniform' ? null : constantRow(state);
    if (!row) throw new StudioError('unsupported', `A guess by lot (strategy "${state.strategy}") cannot be exported: ONNX has no repeatable random numbers. Use "prior" or "most_frequent".`, { algorithm: dummyClassifier.type, param: 'strategy' });
    // Missing values are taken out first: zero times a missing value is missing.
    const known = graph.op('Where', [graph.op('IsNaN', [x]), graph.doubles('zero', [0]), x]);
    return { kind: 'probabilities', value: lowerAffine(graph, known, new Float64Array(state.columns.length * row.length), row) };
  },
});
