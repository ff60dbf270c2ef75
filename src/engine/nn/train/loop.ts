import type { FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import { type Best, checkpointOf, type TrainState } from './checkpoint.ts';
import { batchOf, epochOrder, type NetData, SCORE_ROWS, type TrainJob } from './job.ts';
import { rateAt } from './schedule.ts';
import type { Totals, Trainer } from './parts.ts';

const PROGRESS_MS = 250;

export interface Finished {
  readonly state: TrainState;
  /** The weights to keep: the best where asked for, else the last. */
  readonly values: Float32Array;
  readonly stopped: 'epochs' | 'patience' | 'request' | 'diverged';
}

/** Where the loop leaves its last whole state, so that it can go on elsewhere when the device is lost. */
export interface Anchor {
  state: TrainState;
}

async function scoreAll(trainer: Trainer, data: NetData, ctx: FitContext): Promise<Totals> {
  trainer.setTotals({ loss: 0, metric: 0 });
  for (let start = 0; start < data.rows; start += SCORE_ROWS) {
    trainer.score(batchOf(data, null, start, Math.min(data.rows, start + SCORE_ROWS)));
    await ctx.breathe();
  }
  const { loss, metric } = await trainer.totals();
  return { loss: loss / data.rows, metric: metric / data.rows };
}

/** Epochs from `anchor.state` to the end, early stop or request. Throws StudioError('device') when the device failed. */
export async function runEpochs(job: TrainJob, ctx: FitContext, trainer: Trainer, anchor: Anchor, fingerprint: string): Promise<Finished> {
  const { data, validation, batchSize, epochs } = job;
  const perEpoch = Math.ceil(data.rows / batchSize);
  const classes = job.loss === 'binary' || job.loss === 'softmax';
  let { best, wait, plateau, history } = anchor.state;
  let saved = performance.now();
  let saveCost = 0;
  let told = saved;

  const intact = (): void => {
    const failure = trainer.failure();
    if (failure !== null) throw new StudioError('device', failure);
  };
  const capture = async (epoch: number, batch: number, totals: Totals): Promise<TrainState> => {
    const weights = await trainer.weights();
    intact();
    return { epoch, batch, totals, weights, history, best, wait, plateau };
  };
  const save = async (state: TrainState): Promise<void> => {
    const start = performance.now();
    await ctx.checkpoint?.save(checkpointOf(fingerprint, state));
    saved = performance.now();
    saveCost = saved - start;
  };
  // Saving may take at most a twentieth of the time.
  const gap = (): number => (job.checkpointMs === 0 ? 0 : Math.max(job.checkpointMs, 20 * saveCost));
  const due = (): boolean => ctx.checkpoint !== null && performance.now() - saved >= gap();
  const keepBest = (stopped: Finished['stopped']): Finished => ({ state: anchor.state, values: best?.values ?? anchor.state.weights.values, stopped });

  for (let epoch = anchor.state.epoch; epoch < epochs; epoch++) {
    if (job.patience !== null && wait >= Math.max(1, job.patience)) return keepBest('patience');
    if (ctx.stopRequested() && best !== null) return keepBest('request');
    const order = epochOrder(job, epoch);
    const from = epoch === anchor.state.epoch ? anchor.state.batch : 0;
    trainer.setTotals(from === 0 ? { loss: 0, metric: 0 } : anchor.state.totals);
    let rate = 0;
    for (let batch = from; batch < perEpoch; batch++) {
      const number = epoch * perEpoch + batch;
      rate = job.optimizer.learningRate * rateAt(job.schedule, number, epochs * perEpoch, perEpoch, plateau.factor);
      trainer.step(batchOf(data, order, batch * batchSize, Math.min(data.rows, (batch + 1) * batchSize)), rate, number);
      await ctx.breathe();
      intact();
      if (ctx.stopRequested()) {
        if (best === null) anchor.state = await capture(epoch, batch + 1, await trainer.totals());
        return keepBest('request');
      }
      if (performance.now() - told > PROGRESS_MS && batch + 1 < perEpoch) {
        // Waiting for the sums keeps a GPU's queue short. Curves get their points at the end of epochs only.
        await trainer.totals();
        ctx.progress(epoch + (batch + 1) / perEpoch, epochs);
        told = performance.now();
      }
      if (batch + 1 < perEpoch && due()) {
        anchor.state = await capture(epoch, batch + 1, await trainer.totals());
        await save(anchor.state);
      }
    }

    const sums = await trainer.totals();
    intact();
    const [loss, metric] = [sums.loss / data.rows, sums.metric / data.rows];
    const val = validation === null ? null : await scoreAll(trainer, validation, ctx);
    const value = val?.loss ?? loss;
    if (!Number.isFinite(loss) || !Number.isFinite(value)) {
      if (best === null) throw new StudioError('data', `The loss became ${loss} in epoch ${epoch + 1}. Scale the columns (StandardScaler), lower the learning rate, or set a gradient clip.`);
      ctx.note('warning', `The loss became ${loss} in epoch ${epoch + 1}; the weights of epoch ${best.epoch + 1}, the best so far, were kept. A lower learning rate or a gradient clip helps.`);
      return keepBest('diverged');
    }
    history = {
      loss: [...history.loss, loss], metric: [...history.metric, metric], learningRate: [...history.learningRate, rate],
      valLoss: val === null ? history.valLoss : [...history.valLoss, val.loss],
      valMetric: val === null ? history.valMetric : [...history.valMetric, val.metric],
    };
    const better: boolean = best === null || value < best.value;
    wait = better ? 0 : wait + 1;
    plateau = afterEpoch(job, plateau, value);
    const state = await capture(epoch + 1, 0, { loss: 0, metric: 0 });
    if (better) best = { epoch, value, values: state.weights.values } satisfies Best;
    anchor.state = { ...state, best };
    if (due()) await save(anchor.state);
    const name = classes ? 'accuracy' : 'mae';
    ctx.progress(epoch + 1, epochs, {
      epoch: epoch + 1, loss, [name]: metric, learningRate: rate,
      ...(val === null ? {} : { valLoss: val.loss, [classes ? 'valAccuracy' : 'valMae']: val.metric }),
    });
    told = performance.now();
  }
  if (job.patience !== null) return keepBest('epochs');
  return { state: anchor.state, values: anchor.state.weights.values, stopped: 'epochs' };
}

/** Keras' ReduceLROnPlateau with its min_delta of 1e-4. */
function afterEpoch(job: TrainJob, plateau: TrainState['plateau'], value: number): TrainState['plateau'] {
  if (job.schedule.kind !== 'plateau') return plateau;
  if (value < plateau.best - 1e-4) return { ...plateau, best: value, wait: 0 };
  const wait = plateau.wait + 1;
  return wait >= job.schedule.every ? { ...plateau, factor: plateau.factor * job.schedule.factor, wait: 0 } : { ...plateau, wait };
}
