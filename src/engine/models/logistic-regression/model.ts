import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import type { ParamsOf } from '../../core/params.ts';
import { type CheckedInput, checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { affine, lowerAffine } from '../../linear/affine.ts';
import { lbfgs } from '../../math/lbfgs.ts';
import { owlqn } from '../../math/owlqn.ts';
import { argmaxRows, sigmoid, softmaxRows } from '../../math/softmax.ts';
import { logisticRegression } from './meta.ts';
import { type Problem, binaryLoss, multinomialLoss, prepare } from './problem.ts';

type Params = ParamsOf<typeof logisticRegression.params>;
type State = {
  readonly columns: readonly string[];
  readonly classes: readonly string[];
  /** Classes that had training rows; the others get probability zero. */
  readonly present: Int32Array;
  /** outputs × p; one output (of the second class) where two classes are present. */
  readonly coef: Float64Array;
  readonly intercept: Float64Array;
};

/** Row weights times class weights, summing to one, and their sum before that. */
function rowWeights({ y, weight }: CheckedInput, K: number, balanced: boolean): { readonly weight: Float64Array; readonly total: number } {
  const result = Float64Array.from({ length: y.length }, (_, i) => weight?.[i] ?? 1);
  if (balanced) {
    const counts = new Float64Array(K);
    y.forEach((k, i) => { counts[k]! += result[i]!; });
    const all = counts.reduce((a, b) => a + b, 0);
    const kinds = counts.filter((c) => c > 0).length;
    y.forEach((k, i) => { result[i]! *= all / (kinds * counts[k]!); });
  }
  const total = result.reduce((a, b) => a + b, 0);
  return { weight: result.map((w) => w / total), total };
}

async function minimise(problem: Problem, y: Float64Array, K: number, l1: number, { maxIter, tol }: Params, ctx: FitContext): Promise<{ readonly coef: Float64Array; readonly intercept: Float64Array }> {
  const { p, mean, scale } = problem;
  const outputs = K === 2 ? 1 : K;
  const objective = K === 2 ? binaryLoss(problem, y) : multinomialLoss(problem, y, K);
  const start = new Float64Array(outputs * (p + 1));
  const options = {
    gradientTolerance: tol,
    maxIterations: maxIter,
    onIteration: async (iteration: number, loss: number) => {
      ctx.progress(iteration, maxIter, { loss });
      await ctx.breathe();
    },
  };
  const lambda = start.map((_, at) => (at < outputs * p ? l1 / scale[at % p]! : 0));
  const found = l1 > 0 ? await owlqn(objective, lambda, start, options) : await lbfgs(objective, start, options);
  if (!found.converged) ctx.note('warning', `The solver stopped after ${found.iterations} steps before it had settled. Raise maxIter, scale the columns, or lower C.`);
  ctx.note('iterations', found.iterations);
  const coef = new Float64Array(outputs * p);
  const intercept = new Float64Array(outputs);
  for (let k = 0; k < outputs; k++) {
    let b = found.x[outputs * p + k]!;
    for (let j = 0; j < p; j++) {
      const u = found.x[k * p + j]! / scale[j]!;
      coef[k * p + j] = u;
      b -= u * mean[j]!;
    }
    intercept[k] = b;
  }
  // Adding one number to every intercept changes no probability; the sum of zero makes them comparable.
  const shift = outputs > 1 ? intercept.reduce((a, b) => a + b, 0) / outputs : 0;
  return { coef, intercept: intercept.map((b) => b - shift) };
}

async function fit(input: CheckedInput, params: Params, ctx: FitContext): Promise<State> {
  const { X, y, classes } = input;
  const { weight, total } = rowWeights(input, classes.length, params.classWeight === 'balanced');
  const present = Int32Array.from(new Set(y.filter((_, i) => weight[i]! > 0))).sort();
  if (present.length < 2) {
    throw new StudioError('data', `${logisticRegression.name} needs rows of at least two classes; all of these are "${classes[present[0]!]}". Use other rows, or the baseline.`, { algorithm: logisticRegression.type });
  }
  const place = new Map(Array.from(present, (k, at) => [k, at]));
  const l1Share = params.penalty === 'l1' ? 1 : params.penalty === 'elasticnet' ? params.l1Ratio : 0;
  const strength = params.penalty === 'none' ? 0 : 1 / (params.C * total);
  await ctx.breathe();
  const problem = prepare(X, weight, strength * (1 - l1Share), params.fitIntercept);
  const solution = await minimise(problem, y.map((k) => place.get(k) ?? 0), present.length, strength * l1Share, params, ctx);
  return { columns: X.columns, classes, present, ...solution };
}

function proba(state: State, X: Matrix): Float64Array {
  const { classes, present, coef, intercept } = state;
  const z = affine(X, coef, intercept);
  const K = classes.length;
  const kinds = present.length;
  const values = new Float64Array(X.rows * K);
  if (kinds > 2) softmaxRows(z, kinds);
  for (let i = 0; i < X.rows; i++) {
    if (kinds > 2) for (let k = 0; k < kinds; k++) values[i * K + present[k]!] = z[i * kinds + k]!;
    else {
      values[i * K + present[0]!] = sigmoid(-z[i]!);
      values[i * K + present[1]!] = sigmoid(z[i]!);
    }
  }
  return values;
}

/** Logistic regression, binary or multinomial: minimises the penalised mean log loss (scikit-learn's `LogisticRegression`). */
export const logisticRegressionModel = defineAlgorithm<typeof logisticRegression, State>(logisticRegression, {
  fit: (train, params, ctx) => fit(checkFitInput(train, logisticRegression), params, ctx),
  predict(state, X) {
    checkPredictInput(state.columns, X, logisticRegression);
    return argmaxRows(proba(state, X), state.classes.length);
  },
  predictProba(state, X) {
    checkPredictInput(state.columns, X, logisticRegression);
    return { rows: X.rows, columns: state.classes, values: proba(state, X) };
  },
  lower({ classes, present, coef, intercept }, graph, x) {
    const z = lowerAffine(graph, x, coef, intercept);
    let value = present.length > 2
      ? graph.op('Softmax', [z], { axis: { kind: 'int', value: 1 } })
      : graph.op('Concat', [graph.op('Sigmoid', [graph.op('Neg', [z])]), graph.op('Sigmoid', [z])], { axis: { kind: 'int', value: 1 } });
    if (present.length < classes.length) {
      const spread = new Float64Array(present.length * classes.length);
      present.forEach((k, at) => { spread[at * classes.length + k] = 1; });
      value = graph.op('MatMul', [value, graph.doubles('classes', spread, [present.length, classes.length])]);
    }
    return { kind: 'probabilities', value };
  },
  coefficients({ columns, classes, present, coef, intercept }) {
    if (classes.length === 2 || present.length === classes.length) return { coef: { rows: intercept.length, columns, values: coef }, intercept };
    const p = columns.length;
    const values = new Float64Array(classes.length * p);
    // A class without training rows has the smallest probability that a double can hold, whatever the row.
    const constants = new Float64Array(classes.length).fill(Math.log(Number.MIN_VALUE));
    present.forEach((k, at) => {
      const row = present.length === 2 ? at - 1 : at;
      constants[k] = row < 0 ? 0 : intercept[row]!;
      if (row >= 0) values.set(coef.subarray(row * p, (row + 1) * p), k * p);
    });
    return { coef: { rows: classes.length, columns, values }, intercept: constants };
  },
});
