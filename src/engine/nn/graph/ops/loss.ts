import { type Build, Misfit, type Operator, type Shape, type Value } from '../graph.ts';
import { sameShape, said } from '../shape.ts';

export const LOGIT_LOSSES = ['softmax', 'sigmoid'] as const;
export const VALUE_LOSSES = ['mse', 'mae', 'huber'] as const;
/**
 * From logits: `softmax` (cross entropy over the last side, targets that add up to 1), `sigmoid` (mean over the last side of the
 * binary cross entropy). From values: means over the last side; `huber` turns at `delta`.
 */
export type RowLossName = (typeof LOGIT_LOSSES)[number] | (typeof VALUE_LOSSES)[number];
type LossAttrs = { readonly name: RowLossName; readonly delta: number };

function rowsOf([z, y]: readonly Shape[]): Shape {
  if (z!.length !== 2 || !sameShape(z!, y!)) throw new Misfit(`outputs of ${said(z!)} and targets of ${said(y!)} should be alike, rows × outputs.`);
  return [z![0]!];
}

/** The gradient by the outputs, times one number a row. */
export const rowLossGradOp: Operator<LossAttrs> = { name: 'rowLossGrad', infer: (shapes) => [rowsOf(shapes), shapes[0]!].slice(1), backward: null };

/** One loss a row, of outputs and targets (rows × outputs). Targets have no gradient. */
export const rowLossOp: Operator<LossAttrs> = {
  name: 'rowLoss',
  infer: (shapes) => [rowsOf(shapes)],
  backward: ({ b, attrs, inputs, grads }) => [b.apply(rowLossGradOp, [inputs[0]!, inputs[1]!, grads[0]!], attrs)[0]!, null],
};

/** One number a row: 1 for a right class (`softmax`: the largest, the first of equals; `sigmoid`: the side of 0), else 0; for values the mean absolute error. */
export const rowMetricOp: Operator<{ readonly name: RowLossName }> = { name: 'rowMetric', infer: (shapes) => [rowsOf(shapes)], backward: null };

export const rowLoss = (b: Build, name: RowLossName, z: Value, y: Value, delta = 1): Value => b.apply(rowLossOp, [z, y], { name, delta })[0]!;
export const rowMetric = (b: Build, name: RowLossName, z: Value, y: Value): Value => b.apply(rowMetricOp, [z, y], { name })[0]!;
