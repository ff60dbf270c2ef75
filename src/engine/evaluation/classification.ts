import { type Confusion, confusionOf } from '../metrics/confusion.ts';
import { columnOf } from '../metrics/one-vs-rest.ts';
import { partOf } from '../metrics/precision-recall.ts';
import { rank } from '../metrics/ranking.ts';
import { calibrationCurve, liftCurve, prCurve, rocCurve, thresholdTables } from './curves.ts';
import type { ClassEvaluation, ClassificationEvaluation } from './evaluation.ts';

function classEvaluation(name: string, k: number, c: Confusion, yTrue: Float64Array, scores: Float64Array): ClassEvaluation {
  const positive = (row: number): boolean => yTrue[row] === k;
  const ranking = rank(scores, positive);
  return {
    name,
    support: c.isClass[k]!,
    precision: partOf(c, k, 'precision'),
    recall: partOf(c, k, 'recall'),
    f1: partOf(c, k, 'f1'),
    roc: rocCurve(ranking),
    pr: prCurve(ranking),
    calibration: calibrationCurve(scores, positive),
    lift: liftCurve(ranking),
    ...thresholdTables(ranking),
  };
}

/** Confusion matrix and, with probabilities, every class against the rest. `proba` is rows × classes, row-major. */
export function evaluateClassification(yTrue: Float64Array, yPred: Float64Array, proba: Float64Array | null, classes: readonly string[]): ClassificationEvaluation {
  const c = confusionOf({ yTrue, yPred, classes, weight: null });
  return {
    kind: 'classification',
    classes,
    rows: yTrue.length,
    confusion: c.counts,
    perClass: proba === null ? null : classes.map((name, k) => classEvaluation(name, k, c, yTrue, columnOf(proba, classes.length, k))),
  };
}
