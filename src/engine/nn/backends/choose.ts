import type { DeviceChoice, DeviceName } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import type { Threads } from '../../core/threads.ts';
import { workOf } from '../spec.ts';
import { type Backend, openBackend, type TfName } from './backend.ts';
import { probe } from './probe.ts';
import { gpuIsWrong } from './gpu-self-test.ts';
import { wrongImageGradient } from './self-test.ts';
import { stepsPerSecond, type Trial } from './trial.ts';

type GpuName = 'webgpu' | 'webgl';

/** Where a training runs, why, and where it goes on should that device fail. */
export interface DevicePlan {
  readonly name: DeviceName;
  readonly why: string;
  readonly fallbacks: readonly DeviceName[];
  readonly open: (name: TfName) => Promise<Backend>;
}

/**
 * Below so many multiply-adds a step (forward) no GPU wins: starting its kernels takes longer than the whole step in
 * WebAssembly. Above it, steps are timed.
 */
const WORTH_TIMING = 5e6;
/** A GPU must be so much quicker to be chosen: its results are not the same to the last bit. */
const CLEARLY = 1.2;

/** WebAssembly where it is there and its kernels pass their test, else plain TypeScript. Never timed: both give the same bits. */
async function hostDevice(): Promise<{ readonly name: DeviceName; readonly why: string }> {
  const { available, why } = await probe('wasm');
  return { name: available ? 'wasm' : 'cpu', why };
}

/** Steps a second of a GPU whose gradients pass their test; `null` for another, which is simply no candidate. */
async function timedGpu(name: GpuName, trial: Trial, images: boolean): Promise<number | null> {
  try {
    return (await passes(name, images)) ? await stepsPerSecond(name, trial, null) : null;
  } catch {
    return null;
  }
}

/** Asked for once: its shaders take a second or two to compile. Asked again where it could not be answered. */
let verdict: Promise<boolean> | null = null;
function webGpuIsWrong(): Promise<boolean> {
  verdict ??= gpuIsWrong().catch((thrown: unknown) => {
    verdict = null;
    throw thrown;
  });
  return verdict;
}

async function passes(name: GpuName, images: boolean): Promise<boolean> {
  if (name === 'webgpu') return !(await webGpuIsWrong());
  return !images || (await wrongImageGradient(await openBackend(name))) === null;
}

/** Chooses by hand or by measured time. Throws StudioError('device') when a device chosen by hand is not there. */
export async function chooseDevice(choice: DeviceChoice, trial: Trial, threads: Threads | null = null): Promise<DevicePlan> {
  const images = trial.net.layers.some((l) => l.kind === 'conv2d' || l.kind === 'maxPool2d' || l.kind === 'avgPool2d');
  if (choice !== 'auto') {
    const { available, why } = await probe(choice);
    if (!available) throw new StudioError('device', `The ${choice} device was chosen, but: ${why} Choose "auto" or another device.`);
    const fallbacks: DeviceName[] = choice === 'cpu' || choice === 'wasm' ? [] : [(await hostDevice()).name];
    return { name: choice, why: 'Chosen by hand.', fallbacks, open: openBackend };
  }
  const host = await hostDevice();
  const onHost = (why: string): DevicePlan => ({ name: host.name, why, fallbacks: [], open: openBackend });
  const work = workOf(trial.net) * trial.batchSize;
  if (work < WORTH_TIMING) return onHost(`${host.why} The network is small (${(work / 1e6).toFixed(2)} million multiply-adds a step), so a graphics processor would not be quicker.`);
  const probes = await Promise.all((['webgpu', 'webgl'] as const).map(async (name) => ({ name, ...(await probe(name)) })));
  const candidate = probes.find((p) => p.available && !p.software);
  if (candidate === undefined) return onHost(`${host.why} ${probes.map((p) => p.why).join(' ')}`);
  const [gpu, own] = [await timedGpu(candidate.name, trial, images), await stepsPerSecond(host.name, trial, threads)];
  const figures = `${candidate.name} ${gpu?.toFixed(0) ?? 'failed'}, ${host.name} ${own.toFixed(0)} steps a second, measured on this network`;
  if (gpu !== null && gpu > own * CLEARLY) return { name: candidate.name, why: `${figures}.`, fallbacks: [host.name], open: openBackend };
  return onHost(`${figures}.`);
}
