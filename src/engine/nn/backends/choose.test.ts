import { afterEach, describe, expect, it } from 'vitest';
import { useWasm, withoutWasm } from '../checks/replay.ts';
import { measureDevices, USUAL } from '../measure.ts';
import { chooseDevice } from './choose.ts';
import { openBackend } from './backend.ts';

afterEach(withoutWasm);

describe('choosing a device', () => {
  it('takes WebAssembly where it is, JavaScript where it is not, and says why', async () => {
    withoutWasm();
    expect(await chooseDevice('auto', USUAL)).toMatchObject({ name: 'cpu', why: expect.stringContaining('were not given') });
    useWasm();
    expect(await chooseDevice('auto', USUAL)).toMatchObject({ name: 'wasm', why: expect.stringContaining('million multiply-adds a step'), fallbacks: [] });
  });

  it('refuses a device chosen by hand that is not there', async () => {
    await expect(chooseDevice('webgpu', USUAL)).rejects.toThrow(/The webgpu device was chosen, but: This browser has no WebGPU/);
    await expect(chooseDevice('wasm', USUAL)).rejects.toMatchObject({ code: 'device' });
  });

  it('says so when a backend cannot start', async () => {
    await expect(openBackend('webgpu')).rejects.toThrow(/The webgpu device could not be started/);
  });

  it('measures what is there', async () => {
    useWasm();
    const report = await measureDevices(true);
    expect(report.devices.map((d) => [d.name, d.available, (d.stepsPerSecond ?? 0) > 0])).toEqual([['webgpu', false, false], ['wasm', true, true], ['webgl', false, false], ['cpu', true, true]]);
    expect(report.chosen).toBe('wasm');
    expect((await measureDevices(false)).devices.every((d) => d.stepsPerSecond === null)).toBe(true);
  });
});
