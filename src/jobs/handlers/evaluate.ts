import { StudioError } from '../../engine/core/errors.ts';
import { evaluate } from '../../engine/evaluation/evaluate.ts';
import type { Predictions, RunResult } from '../../study/results.ts';
import type { EngineApi, ScoredRows } from '../protocol.ts';
import { type Desk, predicting } from './desk.ts';

/** Class by arg max, or (binary) the second class where its probability is at or above the threshold. */
function predictedClass({ proba, yPred }: Predictions, classes: RunResult['classes'], threshold: number | null): (i: number) => number {
  if (threshold === null || proba === null || classes?.length !== 2) return (i) => yPred[i]!;
  return (i) => (proba[i * 2 + 1]! >= threshold ? 1 : 0);
}

function predictionsOf({ predictions, outOfBag }: RunResult, of: ScoredRows): Predictions {
  if (of === 'held-out') return predictions;
  if (outOfBag === undefined) throw new StudioError('unsupported', 'This model has no predictions out of the bag. Train a forest with bootstrap and oobScore on.', { param: 'oobScore' });
  return outOfBag.predictions;
}

export function evaluateHandlers(desk: Desk): Pick<EngineApi, 'runResult' | 'evaluate' | 'cellRows' | 'reconstruct'> {
  return {
    async runResult({ key }) {
      const { fitted: _, table: __, ...rest } = await desk.results.get(key);
      return rest;
    },
    async evaluate({ key, of }, call) {
      const result = await desk.results.get(key);
      const { task, classes } = result;
      const predictions = predictionsOf(result, of);
      // Only this needs the models' code; everything else is made from the predictions alone.
      const code = task === 'unsupervised' ? await (await import('../../study/encode.ts')).codeOf(result, () => desk.tables.get(result.table), predicting(call, desk.ports)) : null;
      return evaluate(predictions, task, classes, predictions.rows, code);
    },
    async reconstruct({ key, rows }, call) {
      const { fitted, table } = await desk.results.get(key);
      const { rebuildRows } = await import('../../study/encode.ts');
      return rebuildRows(fitted, await desk.tables.get(table), Uint32Array.from(rows), predicting(call, desk.ports));
    },
    async cellRows({ key, of, trueClass, predictedClass: wanted, threshold, limit }) {
      const result = await desk.results.get(key);
      const predictions = predictionsOf(result, of);
      const { rows, yTrue, proba } = predictions;
      const K = result.classes?.length ?? 0;
      if (yTrue === null || K === 0) throw new StudioError('unsupported', 'Only a classification has a confusion matrix to take rows from.');
      const decide = predictedClass(predictions, result.classes, threshold);
      const at: number[] = [];
      for (let i = 0; i < rows.length; i++) if (yTrue[i] === trueClass && decide(i) === wanted) at.push(i);
      const score = (i: number): number => (proba ? proba[i * K + wanted]! : Number.NaN);
      // The surest mistakes first: they say most about what goes wrong.
      if (proba) at.sort((a, b) => score(b) - score(a));
      const shown = at.slice(0, limit);
      return { rows: Uint32Array.from(shown, (i) => rows[i]!), total: at.length, score: Float64Array.from(shown, score) };
    },
  };
}
