import type { DeviceName, FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import { type Backend, dropBackend } from '../backends/backend.ts';
import type { DevicePlan } from '../backends/choose.ts';
import { freshState, stateOf } from './checkpoint.ts';
import { batchSizes, fingerprintOf, type TrainJob } from './job.ts';
import { type Anchor, type Finished, runEpochs } from './loop.ts';
import { openTrainer } from './open-trainer.ts';
import type { Trainer } from './parts.ts';

export interface Trained extends Finished {
  readonly device: DeviceName;
}

/** A failure of the device, as against one of the data or a cancel, which are StudioErrors of their own. */
const deviceFailed = (thrown: unknown): boolean => !(thrown instanceof StudioError) || thrown.code === 'device';

/**
 * Trains to the end. Goes on from a checkpoint of the same training; when a GPU is lost, goes on from the last epoch on
 * the next device of the plan and says so.
 */
export async function trainNet(job: TrainJob, ctx: FitContext, plan: DevicePlan): Promise<Trained> {
  const fingerprint = fingerprintOf(job);
  const saved = ctx.checkpoint === null ? null : stateOf(await ctx.checkpoint.load(), fingerprint);
  const anchor: Anchor = { state: saved ?? freshState(job.initial) };
  if (saved !== null) ctx.note('resumed', { epoch: saved.epoch, batch: saved.batch });
  const devices = [plan.name, ...plan.fallbacks];
  for (const [i, name] of devices.entries()) {
    let trainer: Trainer | null = null;
    let gpu: Backend | null = null;
    try {
      ({ trainer, gpu } = await openTrainer(job, anchor.state.weights, { device: name, threads: ctx.threads, open: plan.open, sizes: batchSizes(job) }));
      const finished = await runEpochs(job, ctx, trainer, anchor, fingerprint);
      trainer.dispose();
      return { ...finished, device: name };
    } catch (thrown) {
      const next = devices[i + 1];
      const onGpu = name === 'webgpu' || name === 'webgl';
      if (!onGpu || !deviceFailed(thrown) || next === undefined) {
        trainer?.dispose();
        throw thrown;
      }
      // What lies on a lost backend of TensorFlow.js goes with it.
      if (gpu === null) trainer?.dispose();
      else dropBackend(gpu);
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      ctx.note('warning', `The ${name} device failed while training (${why.slice(0, 200)}). Training went on from epoch ${anchor.state.epoch} on ${next}.`);
      ctx.note('device', { name: next, why: `${name} failed while training.` });
    }
  }
  throw new StudioError('device', 'Every device failed while training.');
}
