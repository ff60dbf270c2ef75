import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import type { NnPage } from './pages/nn.ts';

const configFile = fileURLToPath(new URL('nn.vite.config.ts', import.meta.url));
const address = 'http://localhost:4801/nn.html';
let server: PreviewServer;
let page: Page;

declare const nn: NnPage;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  await build({ configFile });
  server = await preview({ configFile });
  page = await browser.newPage();
  await page.goto(address);
  await expect(page).toHaveTitle('ready');
});
test.afterAll(async () => {
  await page.close();
  await server.close();
});

const worst = (a: readonly number[], b: readonly number[]): number => {
  expect(a.length).toBe(b.length);
  expect(a.length).toBeGreaterThan(0);
  return Math.max(...a.map((v, i) => Math.abs(v - b[i]!)));
};

// One step of plain gradient descent moves the weights by the gradient itself.
const oneStep = { epochs: 1, batchSize: 1000, optimizer: 'sgd', learningRate: 1, validationFraction: 0 } as const;
const training = { epochs: 4, batchSize: 24, learningRate: 0.005, earlyStopping: 5 } as const;

for (const kind of ['mlp', 'cnn', 'autoencoder'] as const) {
  test(`${kind} on WebGPU: forward, backward and a whole training as on the CPU`, async () => {
    const cpu = await page.evaluate(async ([k, once, whole]) => [await nn.fit(k, 'cpu', once), await nn.fit(k, 'cpu', whole)] as const, [kind, oneStep, training] as const);
    const gpu = await page.evaluate(async ([k, once, whole]) => [await nn.fit(k, 'webgpu', once), await nn.fit(k, 'webgpu', whole)] as const, [kind, oneStep, training] as const);
    expect(gpu[0].device).toBe('webgpu');
    expect(gpu[1].device).toBe('webgpu');
    expect(worst(gpu[0].weights, cpu[0].weights)).toBeLessThan(1e-4);
    expect(worst(gpu[1].loss, cpu[1].loss)).toBeLessThan(1e-3);
    expect(worst(gpu[1].valLoss, cpu[1].valLoss)).toBeLessThan(1e-3);
  });
}

for (const optimizer of ['sgd', 'rmsprop', 'adamw', 'adagrad', 'lion'] as const) {
  test(`${optimizer} with penalties and limits on WebGPU as on the CPU`, async () => {
    const given = { ...training, optimizer, clipNorm: null, batchNorm: optimizer !== 'lion', momentum: optimizer === 'sgd' || optimizer === 'rmsprop' ? 0.9 : 0, nesterov: optimizer === 'sgd', l1: 0.001, clipValue: 0.5, maxNorm: 2, learningRate: 0.002 };
    const [cpu, gpu] = await page.evaluate(async (whole) => [await nn.fit('mlp', 'cpu', whole), await nn.fit('mlp', 'webgpu', whole)] as const, given);
    expect(gpu.device).toBe('webgpu');
    expect(worst(gpu.loss, cpu.loss)).toBeLessThan(1e-3);
    expect(worst(gpu.valLoss, cpu.valLoss)).toBeLessThan(1e-3);
  });
}

test('a whole training on WebAssembly and WebGL as on the CPU', async () => {
  const [cpu, ...others] = await page.evaluate(async (whole) => [await nn.fit('cnn', 'cpu', whole), await nn.fit('cnn', 'wasm', whole), await nn.fit('cnn', 'webgl', whole)] as const, training);
  expect(others.map((o) => o.device)).toEqual(['wasm', 'webgl']);
  for (const other of others) expect(worst(other.valLoss, cpu.valLoss)).toBeLessThan(1e-3);
});

test('every operator and its gradients on WebGPU as in the kernels', async () => {
  test.setTimeout(600_000);
  expect(await page.evaluate(() => nn.wrongOperators())).toEqual({});
});

test('the test that a GPU passes before it is used: on WebGPU', async () => {
  expect(await page.evaluate(() => nn.gpuIsWrong())).toBe(false);
});

for (const text of [
  'input 6x4\nlstm 5\ndense 3', 'input 5x4\nbidirectional gru 3\ndense 3', 'input 6x6x4\nseparableConv2d 6 3 same\ngroupNorm 2\nglobalAvgPool2d\ndense 3',
  'input 7x6\nx = activation linear\nlayerNorm from x\nmultiHeadAttention 2 3\ny = add x multi_head_attention_1\nlayerNorm\ndense 12 gelu\ndropout 0.2\ndense 6\nadd y\nglobalAvgPool1d\ndense 3',
]) test(`a net on WebGPU as in the kernels: ${text.replaceAll('\n', ', ')}`, async () => {
  expect(await page.evaluate((t) => nn.gpuIsWrong(t), text)).toBe(false);
});

test('image gradients of TensorFlow.js are right', async () => {
  for (const device of ['cpu', 'webgl'] as const) expect(await page.evaluate((d) => nn.wrongKernel(d), device), device).toBeNull();
});

test('a GPU drawn by the processor is listed, measured and never chosen by itself', async () => {
  const report = await page.evaluate(() => nn.devices(true));
  expect(report.devices.map((d) => d.name)).toEqual(['webgpu', 'wasm', 'webgl', 'cpu']);
  const webgpu = report.devices[0]!;
  expect(webgpu.available).toBe(true);
  expect(webgpu.why).toContain('only used when chosen by hand');
  for (const d of report.devices) expect(d.stepsPerSecond).toBeGreaterThan(0);
  expect(report.chosen).toBe('wasm');
});

test('training goes on in WebAssembly when the GPU is lost, and says so', async () => {
  const outcome = await page.evaluate((whole) => nn.fit('mlp', 'webgpu', whole, 2), { ...training, earlyStopping: null });
  expect(outcome.device).toBe('wasm');
  expect(outcome.loss).toHaveLength(4);
  expect(outcome.notes.find(([key]) => key === 'warning')?.[1]).toMatch(/webgpu device failed while training .* went on from epoch \d on wasm/);
  const straight = await page.evaluate((whole) => nn.fit('mlp', 'wasm', whole), { ...training, earlyStopping: null });
  expect(worst(outcome.loss, straight.loss)).toBeLessThan(1e-3);
  // The GPU can be opened again afterwards.
  expect((await page.evaluate((whole) => nn.fit('mlp', 'webgpu', whole), { ...training, earlyStopping: null })).device).toBe('webgpu');
});
