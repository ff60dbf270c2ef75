import type { DeviceName } from '../core/context.ts';
import type { Threads } from '../core/threads.ts';
import { chooseDevice } from './backends/choose.ts';
import { probe } from './backends/probe.ts';
import { stepsPerSecond, type Trial } from './backends/trial.ts';
import type { DeviceReport } from './device-report.ts';

const ALL: readonly DeviceName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

/** A net of the usual size for a table: what devices are compared by when no other is given. */
export const USUAL: Trial = {
  net: {
    inputShape: [32],
    layers: [
      { kind: 'dense', name: 'dense_1', units: 64, activation: 'relu' },
      { kind: 'dense', name: 'dense_2', units: 32, activation: 'relu' },
      { kind: 'dense', name: 'output', units: 3, activation: 'linear' },
    ],
  },
  loss: 'softmax',
  batchSize: 32,
};

/**
 * Every device, whether it is there, and (with `measure`) how many training steps of this network it does in a second.
 * A device that fails to start is reported, not thrown.
 */
export async function measureDevices(measure: boolean, threads: Threads | null = null, trial: Trial = USUAL): Promise<DeviceReport> {
  const devices: DeviceReport['devices'][number][] = [];
  for (const name of ALL) {
    const { available, why } = await probe(name);
    let speed: number | null = null;
    let failed: string | null = null;
    if (available && measure) {
      try {
        speed = await stepsPerSecond(name, trial, threads);
      } catch (thrown) {
        failed = thrown instanceof Error ? thrown.message : String(thrown);
      }
    }
    devices.push({ name, available: available && failed === null, why: failed ?? why, stepsPerSecond: speed });
  }
  const plan = await chooseDevice('auto', trial, threads);
  return { devices, chosen: plan.name, why: plan.why };
}
