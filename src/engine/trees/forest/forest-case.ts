import { matrix } from '../../../frame/matrix.ts';
import type { AnyAlgorithm } from '../../core/algorithm.ts';
import { quietContext } from '../../core/context.ts';
import { type Dataset, takeDataset } from '../../core/dataset.ts';
import { resolveParams } from '../../core/params.ts';
import { impurityImportance } from '../impurity-importance.ts';
import { treeCount } from '../predict.ts';
import type { ForestState } from './forest.ts';

/** What reference_forests.py writes. */
export interface ForestReference {
  readonly holes: number;
  readonly sets: Readonly<Record<string, { readonly X: readonly number[]; readonly y: readonly number[]; readonly classes: readonly string[] }>>;
  readonly cases: readonly ForestCase[];
}
interface Spread { readonly mean: number; readonly sd: number }
export interface ForestCase {
  readonly set: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly missing: boolean;
  /** Log loss with shares of at least 0.01, or mean squared error, on held-out rows. */
  readonly score: Spread;
  readonly outOfBag: Spread | null;
  readonly leaves: Spread;
  readonly importance: readonly number[];
}

/** Every third row is held out. */
export function sides(reference: ForestReference, name: string, missing: boolean): { readonly train: Dataset; readonly test: Dataset } {
  const { X, y, classes } = reference.sets[name]!;
  const columns = Array.from({ length: X.length / y.length }, (_, j) => `x${j}`);
  const values = Float64Array.from(X, (v, at) => (missing && at % reference.holes === 0 ? Number.NaN : v));
  const task = classes.length === 0 ? 'regression' : classes.length === 2 ? 'binary' : 'multiclass';
  const whole: Dataset = { X: matrix(columns, values), task, y: Float64Array.from(y), classes: classes.length === 0 ? null : classes, sampleWeight: null };
  const rows = y.map((_, i) => i);
  return { train: takeDataset(whole, rows.filter((i) => i % 3 !== 0)), test: takeDataset(whole, rows.filter((i) => i % 3 === 0)) };
}

async function lossOf(model: AnyAlgorithm, state: ForestState, test: Dataset): Promise<number> {
  const y = test.y!;
  if (!model.predictProba) {
    const answers = await model.predict(state, test.X, quietContext());
    return y.reduce((s, v, i) => s + (v - answers[i]!) ** 2, 0) / y.length;
  }
  const { values } = await model.predictProba(state, test.X, quietContext());
  const K = test.classes!.length;
  return y.reduce((s, k, i) => {
    const shares = Array.from(values.subarray(i * K, (i + 1) * K), (v) => Math.max(v, 0.01));
    return s - Math.log(shares[k]! / shares.reduce((a, b) => a + b, 0));
  }, 0) / y.length;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** What our forest reaches on a case, as the mean over seeds. */
export async function tryCase(model: AnyAlgorithm, reference: ForestReference, example: ForestCase, seeds: readonly number[]): Promise<{ readonly score: number; readonly outOfBag: number; readonly leaves: number; readonly importance: readonly number[] }> {
  const { train, test } = sides(reference, example.set, example.missing);
  const states: ForestState[] = [];
  for (const seed of seeds) states.push(await model.fit(train, resolveParams(model.params, example.params, model.type), quietContext(seed)) as ForestState);
  const losses: number[] = [];
  for (const state of states) losses.push(await lossOf(model, state, test));
  const shares = states.map(({ ensemble }) => impurityImportance(ensemble).mean);
  return {
    score: mean(losses),
    outOfBag: mean(states.map(({ outOfBag }) => outOfBag?.score ?? Number.NaN)),
    leaves: mean(states.map(({ ensemble }) => ensemble.feature.filter((j) => j < 0).length / treeCount(ensemble))),
    importance: train.X.columns.map((_, j) => mean(shares.map((share) => share[j]!))),
  };
}

/** Standard errors between our mean and theirs. */
export const apart = (ours: number, seeds: number, { mean: theirs, sd }: Spread, theirSeeds: number): number => Math.abs(ours - theirs) / (sd * Math.sqrt(1 / seeds + 1 / theirSeeds) + 1e-9 * (1 + Math.abs(theirs)));
