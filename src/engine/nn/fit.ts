import type { Meta } from '../core/algorithm.ts';
import type { FitContext } from '../core/context.ts';
import { type Dataset, takeDataset } from '../core/dataset.ts';
import { holdOut } from '../core/hold-out.ts';
import { chooseDevice } from './backends/choose.ts';
import { learnable } from './data.ts';
import { initialWeights } from './init.ts';
import type { LossName } from './names.ts';
import { scheduleOf, type TrainingParams, updateOf } from './params.ts';
import { layoutOf, type NetSpec } from './spec.ts';
import type { NetState } from './state.ts';
import type { NetData } from './train/job.ts';
import { trainNet } from './train/train.ts';

/** What a model asks for: a network, what it is to learn, and how its outputs are read. */
export interface NetPlan {
  /** Whose net it is, for messages. */
  readonly meta: Meta;
  readonly net: NetSpec;
  readonly loss: LossName;
  readonly toData: (data: Dataset) => NetData;
  readonly state: Pick<NetState, 'head' | 'inputScale' | 'outputMean' | 'outputSd'>;
}

/** A crash may cost less than a second of training. */
const CHECKPOINT_MS = 500;

/** Trains a net on `learnable` rows as the parameters say and answers its plain state. */
export async function fitNet(train: Dataset, params: TrainingParams, ctx: FitContext, plan: NetPlan): Promise<NetState> {
  layoutOf(plan.net);
  let [learn, watch] = [train, ctx.validation === null ? null : learnable(ctx.validation, plan.meta)];
  if (watch === null && params.validationFraction > 0) {
    const held = holdOut(train, params.validationFraction, ctx.seed);
    if (held !== null) [learn, watch] = [takeDataset(train, held.train), takeDataset(train, held.validation)];
  }
  const batchSize = Math.min(params.batchSize, learn.X.rows);
  const device = await chooseDevice(ctx.device, { net: plan.net, loss: plan.loss, batchSize }, ctx.threads);
  ctx.note('device', { name: device.name, why: device.why });
  const trained = await trainNet({
    net: plan.net,
    initial: initialWeights(plan.net, ctx.seed, params.initializer),
    data: plan.toData(learn),
    validation: watch === null ? null : plan.toData(watch),
    loss: plan.loss,
    ...updateOf(params),
    schedule: scheduleOf(params),
    batchSize,
    epochs: params.epochs,
    patience: params.earlyStopping,
    shuffle: true,
    seed: ctx.seed,
    checkpointMs: CHECKPOINT_MS,
  }, ctx, device);
  const { state, values, stopped } = trained;
  if (stopped === 'request') ctx.note('warning', `Stopped on request after ${state.epoch} of ${params.epochs} epochs; the best weights so far were kept.`);
  return {
    ...plan.state,
    net: plan.net,
    weights: values,
    columns: train.X.columns,
    classes: train.classes,
    training: { device: trained.device, epochs: state.epoch, bestEpoch: (state.best?.epoch ?? -1) + 1, stopped, history: state.history },
  };
}
