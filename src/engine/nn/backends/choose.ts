import type { DeviceChoice, DeviceName } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import { workOf } from '../spec.ts';
import { type Backend, openBackend } from './backend.ts';
import { probe } from './probe.ts';
import { wrongImageGradient } from './self-test.ts';
import { stepsPerSecond, type Trial } from './trial.ts';

/** Where a training runs, why, and where it goes on should that device fail. */
export interface DevicePlan {
  readonly name: DeviceName;
  readonly why: string;
  readonly fallbacks: readonly DeviceName[];
  readonly open: (name: DeviceName) => Promise<Backend>;
}

/**
 * Below so many multiply-adds a step (forward) no GPU wins: starting its kernels takes longer than the whole step in
 * WebAssembly. Above it, steps are timed.
 */
const WORTH_TIMING = 5e6;
/** A GPU must be so much quicker to be chosen: its results are not the same to the last bit. */
const CLEARLY = 1.2;

/** WebAssembly where it is there and its gradients pass the self-test, else plain JavaScript. Never timed, so that the same seed gives the same bits. */
async function hostDevice(images: boolean): Promise<{ readonly name: DeviceName; readonly why: string }> {
  const { available, why } = await probe('wasm');
  if (!available) return { name: 'cpu', why };
  try {
    const backend = await openBackend('wasm');
    const wrong = images ? await wrongImageGradient(backend) : null;
    return wrong === null ? { name: 'wasm', why: 'WebAssembly is there and passed its test' } : { name: 'cpu', why: `WebAssembly failed its test of ${wrong}` };
  } catch (thrown) {
    return { name: 'cpu', why: `WebAssembly did not start (${thrown instanceof Error ? thrown.message : String(thrown)})` };
  }
}

async function timed(name: DeviceName, trial: Trial): Promise<number | null> {
  try {
    const backend = await openBackend(name);
    const speed = await stepsPerSecond(backend, trial);
    const failure = backend.failure();
    backend.close();
    return failure === null ? speed : null;
  } catch {
    // A GPU that cannot do the trial cannot do the training: it is simply no candidate.
    return null;
  }
}

/** Chooses by hand or by measured time. Throws StudioError('device') when a device chosen by hand is not there. */
export async function chooseDevice(choice: DeviceChoice, trial: Trial): Promise<DevicePlan> {
  const images = trial.net.layers.some((l) => l.kind === 'conv2d' || l.kind === 'maxPool2d' || l.kind === 'avgPool2d');
  if (choice !== 'auto') {
    const { available, why } = await probe(choice);
    if (!available) throw new StudioError('device', `The ${choice} device was chosen, but: ${why} Choose "auto" or another device.`);
    const fallbacks: DeviceName[] = choice === 'cpu' || choice === 'wasm' ? [] : [(await hostDevice(images)).name];
    return { name: choice, why: 'Chosen by hand.', fallbacks, open: openBackend };
  }
  const host = await hostDevice(images);
  const onHost = (why: string): DevicePlan => ({ name: host.name, why, fallbacks: [], open: openBackend });
  const work = workOf(trial.net) * trial.batchSize;
  if (work < WORTH_TIMING) return onHost(`${host.why}; the network is small (${(work / 1e6).toFixed(2)} million multiply-adds a step), so a graphics processor would not be quicker.`);
  const probes = await Promise.all((['webgpu', 'webgl'] as const).map(async (name) => ({ name, ...(await probe(name)) })));
  const candidate = probes.find((p) => p.available && !p.software);
  if (candidate === undefined) return onHost(`${host.why}; ${probes.map((p) => p.why).join(' ')}`);
  const [gpu, own] = [await timed(candidate.name, trial), await timed(host.name, trial)];
  const figures = `${candidate.name} ${gpu?.toFixed(0) ?? 'failed'}, ${host.name} ${own?.toFixed(0) ?? 'failed'} steps a second, measured on this network`;
  if (gpu !== null && gpu > (own ?? 0) * CLEARLY) return { name: candidate.name, why: `${figures}.`, fallbacks: [host.name], open: openBackend };
  return onHost(`${figures}.`);
}
