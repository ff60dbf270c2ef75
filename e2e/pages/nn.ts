import { matrix } from '../../src/frame/matrix.ts';
import { type DeviceName, quietContext } from '../../src/engine/core/context.ts';
import type { Dataset } from '../../src/engine/core/dataset.ts';
import { defaultsOf } from '../../src/engine/core/params.ts';
import type { Plain } from '../../src/engine/core/plain.ts';
import { autoencoderModel } from '../../src/engine/models/autoencoder/model.ts';
import { cnnModel } from '../../src/engine/models/cnn/model.ts';
import { mlpModel } from '../../src/engine/models/mlp/model.ts';
import { openBackend, type TfName } from '../../src/engine/nn/backends/backend.ts';
import { GraphBuilder } from '../../src/engine/nn/graph/builder.ts';
import { CASES, wave } from '../../src/engine/nn/graph/checks/cases.ts';
import { differentiate } from '../../src/engine/nn/graph/differentiate.ts';
import { mul } from '../../src/engine/nn/graph/ops/binary.ts';
import { matmul } from '../../src/engine/nn/graph/ops/matmul.ts';
import { random } from '../../src/engine/nn/graph/ops/random.ts';
import { reduce } from '../../src/engine/nn/graph/ops/reduce.ts';
import { sizeOf } from '../../src/engine/nn/graph/shape.ts';
import { runGraph } from '../../src/engine/nn/plan/checks/run-graph.ts';
import { runOnGpu } from '../../src/engine/nn/wgsl/checks/run-graph.ts';
import { setBackendFlags } from '../../src/engine/nn/backends/flags.ts';
import { gpuIsWrong } from '../../src/engine/nn/backends/gpu-self-test.ts';
import { wrongImageGradient } from '../../src/engine/nn/backends/self-test.ts';
import type { DeviceReport } from '../../src/engine/nn/device-report.ts';
import { measureDevices } from '../../src/engine/nn/measure.ts';
import type { NetState } from '../../src/engine/nn/state.ts';

// Small tensors stay on the GPU: what is to be tested are its kernels.
setBackendFlags({ WEBGL_CPU_FORWARD: false });

type Kind = 'mlp' | 'cnn' | 'autoencoder';

/** 72 rows of 36 smooth numbers, of three kinds. */
function rows(kind: Kind): Dataset {
  const n = 72;
  const y = Float64Array.from({ length: n }, (_, i) => i % 3);
  const values = Float64Array.from({ length: n * 36 }, (_, i) => Math.sin(i * 1.7 + y[Math.floor(i / 36)]! * 2) + Math.cos(i * 0.31));
  const X = matrix(Array.from({ length: 36 }, (_, j) => `c${j}`), values);
  return kind === 'autoencoder' ? { X, task: 'unsupervised', y: null, classes: null, sampleWeight: null } : { X, task: 'multiclass', y, classes: ['a', 'b', 'c'], sampleWeight: Float64Array.from(y, (v) => 1 + v / 4) };
}

interface Outcome {
  readonly device: string;
  readonly loss: readonly number[];
  readonly valLoss: readonly number[];
  readonly weights: readonly number[];
  readonly notes: readonly (readonly [string, Plain])[];
}

const fits = {
  mlp: (data: Dataset, given: object, ctx: ReturnType<typeof quietContext>) => mlpModel.fit(data, { ...defaultsOf(mlpModel.params), dropout: 0.2, batchNorm: true, l2: 0.001, clipNorm: 1, ...given }, ctx),
  cnn: (data: Dataset, given: object, ctx: ReturnType<typeof quietContext>) => cnnModel.fit(data, { ...defaultsOf(cnnModel.params), convFilters: [4, 4], denseUnits: [8], activation: 'tanh', ...given }, ctx),
  autoencoder: (data: Dataset, given: object, ctx: ReturnType<typeof quietContext>) => autoencoderModel.fit(data, { ...defaultsOf(autoencoderModel.params), encoderUnits: [16], noise: 0.05, activation: 'gelu', ...given }, ctx),
} as const;

async function fit(kind: Kind, device: DeviceName, given: object, destroyAfter?: number): Promise<Outcome> {
  const data = rows(kind);
  const notes: [string, Plain][] = [];
  const ctx = quietContext(3, {
    device,
    note: (key, value) => void notes.push([key, value]),
    progress: (_done, _total, metrics) => {
      if (destroyAfter !== undefined && metrics?.['epoch'] === destroyAfter) opened.at(-1)?.destroy();
    },
  });
  const state: NetState = await fits[kind](data, given, ctx);
  const { device: on, history } = state.training;
  return { device: on, loss: history.loss, valLoss: history.valLoss, weights: [...state.weights], notes };
}

/** How far a graph's numbers on the GPU are at most from those of the kernels' twins, as a share of the largest. */
async function away(b: GraphBuilder, results: Parameters<typeof runOnGpu>[1], numbers: Record<string, Float32Array>): Promise<number> {
  const twins = await runGraph(b, results, numbers, { twins: true });
  const gpu = await runOnGpu(b, results, numbers);
  return Math.max(...twins.map((expected, i) => {
    const largest = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 0.1);
    return expected.reduce((worst, v, j) => Math.max(worst, Number.isFinite(gpu[i]![j]!) ? Math.abs(v - gpu[i]![j]!) / largest : Infinity), 0);
  }));
}

/** Every operator, its gradients, and random numbers, on the GPU. Answers those that are off, and by how much. */
async function wrongOperators(): Promise<Record<string, number | string>> {
  const wrong: Record<string, number | string> = {};
  const check = async (name: string, made: () => Promise<number>): Promise<void> => {
    try {
      const off = await made();
      if (!(off < 3e-5)) wrong[name] = off;
    } catch (thrown) {
      wrong[name] = String(thrown).slice(0, 300);
    }
  };
  for (const [name, { shapes, of, positive }] of Object.entries(CASES)) {
    const b = new GraphBuilder();
    const values = shapes.map((shape, i) => b.weight(`w${i}`, shape));
    const y = of(b, values);
    const loss = reduce(b, 'sum', mul(b, y, b.constant(wave(sizeOf(y.shape), 9), y.shape)));
    const numbers = Object.fromEntries(shapes.map((shape, i) => [`w${i}`, wave(sizeOf(shape), i, positive)]));
    await check(name, () => away(b, [y, loss, ...differentiate(b, loss, values)], numbers));
  }
  // Products of every tile: wide and tall, wide alone, tall alone, small, and small and large ones cut along the inner side; plain and transposed.
  for (const [m, k, n] of [[2051, 21, 2053], [16_390, 33, 50], [50, 33, 16_390], [4100, 35, 300], [20, 3000, 30], [600, 2600, 500]] as const) for (const trans of [false, true]) await check(`product of ${m} × ${k} and ${k} × ${n}${trans ? ', transposed' : ''}`, async () => {
    const b = new GraphBuilder();
    const [x, w] = [b.weight('x', trans ? [k, m] : [m, k]), b.weight('w', trans ? [n, k] : [k, n])];
    return away(b, [matmul(b, x, w, { transA: trans, transB: trans })], { x: wave(m * k, 1), w: wave(k * n, 2) });
  });
  for (const kind of ['uniform', 'normal', 'mask'] as const) await check(`random ${kind}`, async () => {
    const b = new GraphBuilder();
    return away(b, [random(b, kind, [7, 13], 5, 0.3, 1.7)], {});
  });
  return wrong;
}

const opened: GPUDevice[] = [];
// What the page under test opens can be taken from it.
if (navigator.gpu !== undefined) {
  const own = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...args) {
    const device = await own.apply(this, args);
    opened.push(device);
    return device;
  };
}

export interface NnPage {
  readonly gpuIsWrong: typeof gpuIsWrong;
  readonly wrongOperators: typeof wrongOperators;
  readonly fit: typeof fit;
  readonly wrongKernel: (device: TfName) => Promise<string | null>;
  readonly devices: (measure: boolean) => Promise<DeviceReport>;
}
const nn: NnPage = { gpuIsWrong, wrongOperators, fit, wrongKernel: async (device) => wrongImageGradient(await openBackend(device)), devices: (measure) => measureDevices(measure) };
Object.assign(globalThis, { nn });
document.title = 'ready';
