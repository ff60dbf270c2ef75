import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { defaultsOf } from '../../core/params.ts';
import { quietContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import { outputsOf } from '../../nn/predict.ts';
import type { NetState } from '../../nn/state.ts';
import { autoencoderModel } from '../../models/autoencoder/model.ts';
import { cnnModel } from '../../models/cnn/model.ts';
import { mlpModel } from '../../models/mlp/model.ts';
import { tfjsFiles } from './index.ts';

function data(p: number, task: Dataset['task']): Dataset {
  const X = matrix(Array.from({ length: p }, (_, j) => `c${j}`), Float64Array.from({ length: 30 * p }, (_, i) => Math.abs(Math.sin(i * 1.3)) * 9));
  const classes = task === 'multiclass' ? ['a', 'b', 'c'] : task === 'binary' ? ['a', 'b'] : null;
  const y = task === 'unsupervised' ? null : Float64Array.from({ length: 30 }, (_, i) => (classes === null ? 50 + i : i % classes.length));
  return { X, task, y, classes, sampleWeight: null };
}

/** What TensorFlow.js itself makes of the files. */
async function loaded(state: NetState, X: Dataset['X']): Promise<Float32Array> {
  const [json, weights] = tfjsFiles(state);
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(json!.bytes)) as { modelTopology: object; weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[] };
  await tf.setBackend('cpu');
  const model = await loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0]!.weights, weightData: weights!.bytes.buffer }));
  return (model.predict(tf.tensor2d(Float32Array.from(X.values), [X.rows, X.columns.length])) as tf.Tensor).dataSync<'float32'>();
}
/** The largest difference, relative to values beyond one. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Math.max(...Array.from(a, (v, i) => Math.abs(v - b[i]!) / (1 + Math.abs(b[i]!))));
}

describe('tfjsFiles', () => {
  it.each(['multiclass', 'binary', 'regression'] as const)('loads as an MLP that predicts the same (%s)', async (task) => {
    const ctx = quietContext(0);
    const d = data(5, task);
    for (const activation of ['relu', 'gelu', 'swish', 'selu', 'softplus'] as const) {
      const state = await mlpModel.fit(d, { ...defaultsOf(mlpModel.params), epochs: 2, hiddenUnits: [6], activation, batchNorm: true, dropout: 0.1 }, ctx);
      const got = await loaded(state, d.X);
      const { values } = task === 'regression' ? { values: await mlpModel.predict(state, d.X, ctx) } : await mlpModel.predictProba!(state, d.X, ctx);
      expect(apart(got, task === 'binary' ? values.filter((_, i) => i % 2 === 1) : values)).toBeLessThan(1e-5);
    }
  });

  it('loads as a CNN that predicts the same from plain pixels', async () => {
    const ctx = quietContext(0);
    const d = data(36, 'multiclass');
    for (const pooling of ['max', 'average'] as const) {
      const state = await cnnModel.fit(d, { ...defaultsOf(cnnModel.params), epochs: 1, convFilters: [4, 3], denseUnits: [5], pooling }, ctx);
      expect(apart(await loaded(state, d.X), (await cnnModel.predictProba!(state, d.X, ctx)).values)).toBeLessThan(1e-5);
    }
  });

  it('loads as an autoencoder that rebuilds the same', async () => {
    const ctx = quietContext(0);
    const d = data(6, 'unsupervised');
    const state = await autoencoderModel.fit(d, { ...defaultsOf(autoencoderModel.params), epochs: 2, noise: 0.1 }, ctx);
    expect(apart(await loaded(state, d.X), await outputsOf(state, d.X, ctx))).toBeLessThan(1e-5);
  });
});
