import type { Matrix } from '../../../frame/matrix.ts';
import type { Meta } from '../../core/algorithm.ts';
import { StudioError } from '../../core/errors.ts';
import type { Plain } from '../../core/plain.ts';
import { checkPredictInput } from '../../core/validate.ts';
import { leafOf, treeCount } from '../predict.ts';
import type { BoostedState } from './boosted-state.ts';
import type { BoostHistory } from './checkpoint.ts';
import type { Before, BoostPlan } from './plan.ts';

/** The model to go on from, where the context gives one of the same columns and classes. */
export function boostedBefore(given: Plain | undefined, X: Matrix, classes: readonly string[] | null, meta: Meta): Before | null {
  if (given === undefined || given === null) return null;
  const { ensemble, classes: known, training } = given as unknown as BoostedState;
  checkPredictInput(ensemble.columns, X, meta);
  if (JSON.stringify(known) !== JSON.stringify(classes)) throw new StudioError('data', `The model to go on from tells ${known?.join(', ') ?? 'values'} apart, these rows ${classes?.join(', ') ?? 'values'}. Train anew.`, { algorithm: meta.type });
  if (ensemble.combine === 'mean') throw new StudioError('unsupported', 'A random forest made by boosting cannot be trained further. Train anew with more trees.', { algorithm: meta.type });
  return { ensemble, rounds: training.rounds, history: training.history };
}

/** Throws where a plan cannot add to the trees it is to go on from. */
export function checkBefore({ before, objective, dart, forest, meta }: BoostPlan): void {
  if (before === null) return;
  const { ensemble } = before;
  const refuse = (why: string): never => { throw new StudioError('unsupported', why, { algorithm: meta.type }); };
  if (dart !== null) refuse('Dropout (dart) makes trees smaller that are there already, so it cannot go on from a finished model. Train anew with more rounds.');
  if (forest) refuse('A random forest cannot go on from boosted trees. Train anew.');
  if (ensemble.outputs !== objective.outputs || ensemble.link !== objective.link) refuse(`The trees to go on from were grown for another objective than "${objective.name}": what they add up means something else. Choose the same objective, or train anew.`);
}

/** Scores of the rows under the trees before, added up in the order and with the bits of a training that had grown them. Output after output. */
export function scoresBefore({ ensemble }: Before, X: Matrix): readonly Float64Array[] {
  const p = X.columns.length;
  const scores = Array.from(ensemble.base, (base) => new Float64Array(X.rows).fill(base));
  for (let t = 0; t < treeCount(ensemble); t++) {
    const score = scores[ensemble.output[t]!]!;
    for (let i = 0; i < X.rows; i++) score[i]! += ensemble.value[leafOf(ensemble, t, X.values, i * p)]!;
  }
  return scores;
}

/** The curves up to the rounds that were kept, where they are of the metrics watched now; else `null`. */
export function historyBefore({ before, metrics, validation }: BoostPlan): BoostHistory | null {
  if (before === null) return null;
  const { history, rounds } = before;
  const same = JSON.stringify(history.metrics) === JSON.stringify(metrics.map((m) => m.name)) && (validation !== null) === history.validation.length > 0;
  const cut = (curves: BoostHistory['train']): BoostHistory['train'] => curves.map((curve) => curve.slice(0, rounds));
  return same ? { metrics: history.metrics, train: cut(history.train), validation: cut(history.validation) } : null;
}
