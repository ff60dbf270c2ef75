import { StudioError } from '../../core/errors.ts';
import { backendFlags } from './flags.ts';
import type { Tf } from './tensorflow.ts';

/** Where TensorFlow.js computes: a graphics processor without WebGPU, and plain JavaScript that tests hold it against. */
export type TfName = 'cpu' | 'webgl';

/** One started backend of TensorFlow.js. Every synchronous stretch of work begins with `use()`: the engine is shared by the thread. */
export interface Backend {
  readonly name: TfName;
  readonly tf: Tf;
  readonly use: () => void;
  /** What went wrong on the GPU since it was opened. */
  readonly failure: () => string | null;
}

async function load(name: TfName): Promise<void> {
  switch (name) {
    case 'cpu': await import('@tensorflow/tfjs-backend-cpu'); return;
    case 'webgl': await import('@tensorflow/tfjs-backend-webgl'); return;
    default: name satisfies never;
  }
}

/** Starts (or finds) a backend. Throws StudioError('device') with the reason where it cannot. */
export async function openBackend(name: TfName): Promise<Backend> {
  const tf = await import('@tensorflow/tfjs-core');
  // Without it, every operation checks its numbers and prints advice.
  tf.enableProdMode();
  const cannot = (why: string): StudioError => new StudioError('device', `The ${name} device could not be started: ${why}. Choose another device, or "auto".`);
  if (tf.findBackend(name) === null) {
    try {
      await load(name);
    } catch (thrown) {
      throw cannot(thrown instanceof Error ? thrown.message : String(thrown));
    }
    for (const [flag, value] of Object.entries(backendFlags())) {
      if (flag.toLowerCase().startsWith(`${name}_`)) tf.env().set(flag, value);
    }
  }
  // On failure setBackend answers false and leaves another backend active.
  const known = typeof tf.findBackendFactory(name) === 'function';
  const started = known && (await tf.setBackend(name)) && tf.getBackend() === name;
  if (!started) throw cannot('TensorFlow.js could not initialise it');
  const use = (): void => {
    // Synchronous once the backend is started.
    if (tf.getBackend() !== name) void tf.setBackend(name);
  };
  return { name, tf, use, failure: () => null };
}

/** Forgets a backend whose device is gone, so that the next opening starts afresh. */
export function dropBackend(backend: Backend): void {
  const { tf, name } = backend;
  const factory = tf.findBackendFactory(name);
  if (factory === null || factory === undefined) return;
  tf.removeBackend(name);
  tf.registerBackend(name, factory);
}
