import { matrix } from '../../src/frame/matrix.ts';
import { type DeviceName, quietContext } from '../../src/engine/core/context.ts';
import type { Dataset } from '../../src/engine/core/dataset.ts';
import { defaultsOf } from '../../src/engine/core/params.ts';
import type { Plain } from '../../src/engine/core/plain.ts';
import { autoencoderModel } from '../../src/engine/models/autoencoder/model.ts';
import { cnnModel } from '../../src/engine/models/cnn/model.ts';
import { mlpModel } from '../../src/engine/models/mlp/model.ts';
import { openBackend, type TfName } from '../../src/engine/nn/backends/backend.ts';
import { setBackendFlags } from '../../src/engine/nn/backends/flags.ts';
import { wrongImageGradient } from '../../src/engine/nn/backends/self-test.ts';
import type { DeviceReport } from '../../src/engine/nn/device-report.ts';
import { measureDevices } from '../../src/engine/nn/measure.ts';
import type { NetState } from '../../src/engine/nn/state.ts';

// Small tensors stay on the GPU: what is to be tested are its kernels.
setBackendFlags({ WEBGPU_CPU_FORWARD: false, WEBGL_CPU_FORWARD: false });

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
      if (destroyAfter !== undefined && metrics?.['epoch'] === destroyAfter) void openBackend('webgpu').then(({ tf }) => (tf.backend() as unknown as { readonly device: GPUDevice }).device.destroy());
    },
  });
  const state: NetState = await fits[kind](data, given, ctx);
  const { device: on, history } = state.training;
  return { device: on, loss: history.loss, valLoss: history.valLoss, weights: [...state.weights], notes };
}

export interface NnPage {
  readonly fit: typeof fit;
  readonly wrongKernel: (device: TfName) => Promise<string | null>;
  readonly devices: (measure: boolean) => Promise<DeviceReport>;
}
const nn: NnPage = { fit, wrongKernel: async (device) => wrongImageGradient(await openBackend(device)), devices: (measure) => measureDevices(measure) };
Object.assign(globalThis, { nn });
document.title = 'ready';
