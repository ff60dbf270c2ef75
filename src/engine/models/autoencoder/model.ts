import { type Matrix, matrix } from '../../../frame/matrix.ts';
import { defineAlgorithm, type PredictContext } from '../../core/algorithm.ts';
import { learnable, rebuilding } from '../../nn/data.ts';
import { fitNet } from '../../nn/fit.ts';
import { lowerNet } from '../../nn/lower.ts';
import { checked, outputsOf } from '../../nn/predict.ts';
import { layoutOf } from '../../nn/spec.ts';
import type { NetState } from '../../nn/state.ts';
import { autoencoderLayers, CODE } from './layers.ts';
import { autoencoder } from './meta.ts';

async function rebuilt(state: NetState, X: Matrix, ctx: PredictContext): Promise<Matrix> {
  return matrix(X.columns, Float64Array.from(await outputsOf(state, X, ctx)));
}

/** Mean squared difference between each row and its rebuilt self: the higher, the more unusual. */
async function scores(state: NetState, X: Matrix, ctx: PredictContext): Promise<Float64Array> {
  const { values } = await rebuilt(state, X, ctx);
  const p = X.columns.length;
  return Float64Array.from({ length: X.rows }, (_, i) => {
    let sum = 0;
    for (let j = i * p; j < (i + 1) * p; j++) sum += (X.values[j]! - values[j]!) ** 2;
    return sum / p;
  });
}

async function codes(state: NetState, X: Matrix, ctx: PredictContext): Promise<Matrix> {
  const at = state.net.layers.findIndex((layer) => layer.name === CODE);
  const size = layoutOf(state.net).shapes[at]!.at(-1)!;
  return matrix(Array.from({ length: size }, (_, i) => `code${i + 1}`), Float64Array.from(await outputsOf(state, X, ctx, at)));
}

export const autoencoderModel = defineAlgorithm<typeof autoencoder, NetState>(autoencoder, {
  fit(train, params, ctx) {
    const p = train.X.columns.length;
    return fitNet(learnable(train, autoencoder), params, ctx, {
      meta: autoencoder,
      net: { inputShape: [p], layers: autoencoderLayers(params, p) },
      loss: params.loss,
      toData: rebuilding,
      state: { head: 'reconstruction', inputScale: 1, outputMean: 0, outputSd: 1 },
    });
  },
  predict: checked(autoencoder, scores),
  encode: checked(autoencoder, codes),
  reconstruct: checked(autoencoder, rebuilt),
  lower: lowerNet,
});
