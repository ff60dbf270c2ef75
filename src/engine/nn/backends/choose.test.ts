import { describe, expect, it } from 'vitest';
import { measureDevices, USUAL } from '../measure.ts';
import { chooseDevice } from './choose.ts';
import { openBackend } from './backend.ts';

describe('choosing a device', () => {
  it('takes WebAssembly where its kernels pass their test, and says why no graphics processor is tried', async () => {
    expect(await chooseDevice('auto', USUAL)).toMatchObject({ name: 'wasm', why: expect.stringContaining('million multiply-adds a step'), fallbacks: [] });
  });

  it('refuses a device chosen by hand that is not there', async () => {
    await expect(chooseDevice('webgpu', USUAL)).rejects.toThrow(/The webgpu device was chosen, but: This browser has no WebGPU/);
  });

  it('says so when a backend cannot start', async () => {
    await expect(openBackend('webgl')).rejects.toThrow(/The webgl device could not be started/);
  });

  it('measures what is there', async () => {
    const report = await measureDevices(true);
    expect(report.devices.map((d) => [d.name, d.available, (d.stepsPerSecond ?? 0) > 0])).toEqual([['webgpu', false, false], ['wasm', true, true], ['webgl', false, false], ['cpu', true, true]]);
    expect(report.chosen).toBe('wasm');
    expect((await measureDevices(false)).devices.every((d) => d.stepsPerSecond === null)).toBe(true);
  });
});
