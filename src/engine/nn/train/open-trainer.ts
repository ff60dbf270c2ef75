import type { DeviceName } from '../../core/context.ts';
import type { Threads } from '../../core/threads.ts';
import type { Backend, TfName } from '../backends/backend.ts';
import { networkLayout } from '../spec/index.ts';
import { migrated } from '../spec/migrate.ts';
import { layoutOf } from '../spec.ts';
import type { TrainJob } from './job.ts';
import type { Update } from './optimizer.ts';
import type { Trainer, Weights } from './parts.ts';
import { gpuTrainer } from './gpu-trainer.ts';
import { planTrainer } from './plan-trainer.ts';
import { createTrainer } from './trainer.ts';

export interface TrainerChoice {
  readonly device: DeviceName;
  readonly threads: Threads | null;
  /** Starts a graphics processor. */
  readonly open: (name: TfName) => Promise<Backend>;
  /** Rows of the batches that will be learned from, and of those that will only be scored. */
  readonly sizes: { readonly learned: readonly number[]; readonly scored: readonly number[] };
}

type Asked = Update & Pick<TrainJob, 'net' | 'loss' | 'seed'>;

/** A trainer on a device, and the backend that may fail under it where that is a graphics processor. */
export async function openTrainer(job: Asked, start: Weights, { device, threads, open, sizes }: TrainerChoice): Promise<{ readonly trainer: Trainer; readonly gpu: Backend | null }> {
  const { net, loss, seed, optimizer, l1, l2, clipNorm, clipValue, maxNorm } = job;
  const update = { optimizer, l1, l2, clipNorm, clipValue, maxNorm };
  if (device !== 'webgl') {
    const network = migrated(net);
    const layout = networkLayout(network);
    const spec = { ...update, network, layout, loss, seed, sizes, trainable: layout.trainable, variables: layout.variables };
    if (device === 'webgpu') return { trainer: await gpuTrainer(spec, start), gpu: null };
    return { trainer: await planTrainer(spec, start, { device, threads, twins: device === 'cpu' }), gpu: null };
  }
  const gpu = await open(device);
  return { trainer: createTrainer(gpu, { ...update, net, layout: layoutOf(net), loss, seed }, start), gpu };
}
