import type { DeviceName, FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import { type Backend, dropBackend } from '../backends/backend.ts';
import type { DevicePlan } from '../backends/choose.ts';
import { networkLayout } from '../spec/index.ts';
import { migrated } from '../spec/migrate.ts';
import { layoutOf } from '../spec.ts';
import { freshState, stateOf } from './checkpoint.ts';
import { batchSizes, fingerprintOf, type TrainJob } from './job.ts';
import { type Anchor, type Finished, runEpochs } from './loop.ts';
import type { Trainer, Weights } from './parts.ts';
import { planTrainer } from './plan-trainer.ts';
import { createTrainer } from './trainer.ts';

export interface Trained extends Finished {
  readonly device: DeviceName;
}

/** A training on kernels of our own, where they have all that the network needs; `null` where TensorFlow.js has to do it. */
async function onKernels(job: TrainJob, ctx: FitContext, device: DeviceName, start: Weights): Promise<Trainer | null> {
  if (device !== 'wasm' && device !== 'cpu') return null;
  const network = migrated(job.net);
  const layout = networkLayout(network);
  const { loss, optimizer, l1, l2, clipNorm, seed } = job;
  return planTrainer(
    { network, layout, loss, optimizer, l1, l2, clipNorm, seed, trainable: layout.trainable, variables: layout.variables, sizes: batchSizes(job) },
    start, { device, threads: ctx.threads, twins: device === 'cpu' },
  );
}

/** A failure of the device, as against one of the data or a cancel, which are StudioErrors of their own. */
const deviceFailed = (thrown: unknown, backend: Backend | null): boolean => backend !== null && !backend.host && (!(thrown instanceof StudioError) || thrown.code === 'device');

/**
 * Trains to the end. Goes on from a checkpoint of the same training; when a GPU is lost, goes on from the last epoch on
 * the next device of the plan and says so.
 */
export async function trainNet(job: TrainJob, ctx: FitContext, plan: DevicePlan): Promise<Trained> {
  const layout = layoutOf(job.net);
  const fingerprint = fingerprintOf(job);
  const saved = ctx.checkpoint === null ? null : stateOf(await ctx.checkpoint.load(), fingerprint);
  const anchor: Anchor = { state: saved ?? freshState(job.initial) };
  if (saved !== null) ctx.note('resumed', { epoch: saved.epoch, batch: saved.batch });
  const devices = [plan.name, ...plan.fallbacks];
  for (const [i, name] of devices.entries()) {
    let trainer = await onKernels(job, ctx, name, anchor.state.weights);
    const backend = trainer === null ? await plan.open(name) : null;
    try {
      if (backend !== null) trainer = createTrainer(backend, { ...job, layout }, anchor.state.weights);
      const finished = await runEpochs(job, ctx, trainer!, anchor, fingerprint);
      trainer!.dispose();
      return { ...finished, device: name };
    } catch (thrown) {
      const next = devices[i + 1];
      if (!deviceFailed(thrown, backend) || next === undefined) {
        trainer?.dispose();
        throw thrown;
      }
      dropBackend(backend!);
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      ctx.note('warning', `The ${name} device failed while training (${why.slice(0, 200)}). Training went on from epoch ${anchor.state.epoch} on ${next}.`);
      ctx.note('device', { name: next, why: `${name} failed while training.` });
    }
  }
  throw new StudioError('device', 'Every device failed while training.');
}
