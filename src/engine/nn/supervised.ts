import type { Matrix } from '../../frame/matrix.ts';
import type { Meta } from '../core/algorithm.ts';
import type { FitContext } from '../core/context.ts';
import type { Dataset } from '../core/dataset.ts';
import { StudioError } from '../core/errors.ts';
import { outputLayer } from './builders.ts';
import { learnable, supervised } from './data.ts';
import { fitNet } from './fit.ts';
import type { LossName } from './names.ts';
import type { TrainingParams } from './params.ts';
import type { LayerSpec } from './spec.ts';
import type { NetState } from './state.ts';

interface Body {
  readonly inputShape: readonly number[];
  /** All layers but the last. */
  readonly layers: readonly LayerSpec[];
  readonly inputScale: number;
}

/** Mean and (population) deviation of the targets; a deviation of 1 where all are alike. */
function spread(y: Float64Array): { readonly mean: number; readonly sd: number } {
  const mean = y.reduce((a, b) => a + b, 0) / y.length;
  const sd = Math.sqrt(y.reduce((a, b) => a + (b - mean) ** 2, 0) / y.length);
  return { mean, sd: sd > 0 ? sd : 1 };
}

/** Fits a body with the output layer, loss and targets that the task asks for. */
export async function fitSupervised(
  train: Dataset,
  params: TrainingParams & { readonly loss: LossName; readonly classWeight: 'none' | 'balanced'; readonly standardizeTarget: boolean },
  ctx: FitContext,
  meta: Meta,
  body: (X: Matrix) => Body,
): Promise<NetState> {
  const data = learnable(train, meta);
  const { X, task } = data;
  const classes = data.classes?.length ?? 0;
  if (task !== 'regression' && classes < 2) throw new StudioError('data', `${meta.name} needs at least two classes to tell apart; there is ${classes}.`, { algorithm: meta.type });
  const { mean, sd } = task === 'regression' && params.standardizeTarget ? spread(data.y ?? new Float64Array(0)) : { mean: 0, sd: 1 };
  const { inputShape, layers, inputScale } = body(X);
  const scaling = { inputScale, outputMean: mean, outputSd: sd };
  return fitNet(data, params, ctx, {
    meta,
    net: { inputShape, layers: [...layers, outputLayer(task === 'multiclass' ? classes : 1)] },
    loss: task === 'binary' ? 'binary' : task === 'multiclass' ? 'softmax' : params.loss,
    toData: (rows) => supervised(rows, scaling, params.classWeight),
    state: { head: task === 'binary' ? 'sigmoid' : task === 'multiclass' ? 'softmax' : 'value', ...scaling },
  });
}
