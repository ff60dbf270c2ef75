import type { Matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm, type PredictContext } from '../../core/algorithm.ts';
import type { Dataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import type { ParamsOf } from '../../core/params.ts';
import { checkPredictInput } from '../../core/validate.ts';
import { argmaxRows } from '../../math/softmax.ts';
import { type CatBoostState, fitTrees, predictState, treesOf } from '../../trees/catboost/fit.ts';
import { logloss } from '../../trees/catboost/losses/logloss.ts';
import { multiClass, oneVsAll } from '../../trees/catboost/losses/multi.ts';
import { lowerCatBoost } from '../../trees/catboost/lower.ts';
import { catboostMemory } from '../../trees/catboost/memory.ts';
import type { LossHabits } from '../../trees/catboost/resolve.ts';
import { catBoostClassifier } from './meta.ts';

type Params = ParamsOf<typeof catBoostClassifier.params>;
type State = CatBoostState & { readonly classes: readonly string[] };

const refuse = (param: string, message: string): never => { throw new StudioError('param', message, { algorithm: catBoostClassifier.type, param }); };

function lossName({ lossFunction }: Params, K: number): 'Logloss' | 'CrossEntropy' | 'MultiClass' | 'MultiClassOneVsAll' {
  const name = lossFunction ?? (K > 2 ? 'MultiClass' : 'Logloss');
  if (K > 2 && (name === 'Logloss' || name === 'CrossEntropy')) return refuse('lossFunction', `"lossFunction" ${name} is for two classes, and there are ${K}. Leave it empty, or choose MultiClass.`);
  return name;
}

/** Named weights, by class. */
function namedWeights(text: string, classes: readonly string[]): readonly number[] {
  const out = classes.map(() => 1);
  for (const part of text.split(',').map((p) => p.trim()).filter((p) => p.length > 0)) {
    const cut = part.lastIndexOf(':');
    const at = classes.indexOf(part.slice(0, cut).trim());
    const weight = Number(part.slice(cut + 1));
    if (cut < 0 || at < 0 || !(weight > 0)) return refuse('classWeights', `"classWeights" has "${part}"; write a class (${classes.slice(0, 5).join(', ')}), a colon and a number above zero, such as "${classes[0]!}: 2".`);
    out[at] = weight;
  }
  return out;
}

/** CatBoost's balancing: the largest class counts 1. */
function weightsOf({ autoClassWeights, classWeights }: Params, train: Dataset): readonly number[] | null {
  const classes = train.classes ?? [];
  const named = namedWeights(classWeights, classes);
  if (autoClassWeights === 'None') return classWeights.trim() === '' ? null : named;
  const sums = new Float64Array(classes.length);
  train.y?.forEach((k, i) => { sums[k]! += (train.sampleWeight?.[i] ?? 1) * named[k]!; });
  const most = sums.reduce((a, b) => Math.max(a, b), 0);
  return Array.from(sums, (sum, k) => named[k]! * (sum > 0 ? (autoClassWeights === 'Balanced' ? most / sum : Math.sqrt(most / sum)) : 1));
}

function habitsOf(name: ReturnType<typeof lossName>, K: number): LossHabits {
  const two = name === 'Logloss' || name === 'CrossEntropy';
  return { name, outputs: two ? 1 : K, method: 'Newton', newtonIterations: two ? 10 : 1, gradientIterations: two ? 40 : 10, fromAverage: false, exact: false, newton: true };
}

async function probabilities(state: State, X: Matrix, ctx: PredictContext): Promise<Matrix> {
  checkPredictInput(state.columns, X, catBoostClassifier);
  const K = state.classes.length;
  const linked = await predictState(state, X, ctx);
  const { outputs, link } = state.ensemble;
  const values = new Float64Array(X.rows * K);
  for (let i = 0; i < X.rows; i++) {
    if (outputs === 1) values.set([1 - linked[i]!, linked[i]!], i * K);
    else {
      // One against all: each says its own probability.
      const row = linked.subarray(i * K, (i + 1) * K);
      const sum = link === 'softmax' ? 1 : row.reduce((a, b) => a + b, 0);
      for (let k = 0; k < K; k++) values[i * K + k] = sum > 0 ? row[k]! / sum : 1 / K;
    }
  }
  return { rows: X.rows, columns: state.classes, values };
}

/** Ordered, oblivious gradient boosting after CatBoost; see README.md for where it departs. */
export const catBoostClassifierModel = defineAlgorithm<typeof catBoostClassifier, State>(catBoostClassifier, {
  async fit(train, params, ctx) {
    const classes = train.classes ?? [];
    const K = classes.length;
    const name = lossName(params, K);
    const weights = weightsOf(params, train);
    const state = await fitTrees({
      meta: catBoostClassifier, train, params, ctx, habits: habitsOf(name, K),
      makeLoss: name === 'MultiClass' ? (target) => multiClass(target, K) : name === 'MultiClassOneVsAll' ? (target) => oneVsAll(target, K) : logloss,
      weigh: weights === null ? null : (y) => weights[y]!,
    });
    return { ...state, classes };
  },
  predict: async (state, X, ctx) => argmaxRows((await probabilities(state, X, ctx)).values, state.classes.length),
  predictProba: probabilities,
  trees: treesOf,
  memory: catboostMemory,
  lower: (state, graph, x) => lowerCatBoost(state, 'binary', graph, x),
});
