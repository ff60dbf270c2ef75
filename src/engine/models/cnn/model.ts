import { defineAlgorithm } from '../../core/algorithm.ts';
import { lowerNet } from '../../nn/lower.ts';
import { checked, predictions, probabilities } from '../../nn/predict.ts';
import type { NetState } from '../../nn/state.ts';
import { fitSupervised } from '../../nn/supervised.ts';
import { imageShape } from './image-shape.ts';
import { convLayers } from './layers.ts';
import { cnn } from './meta.ts';

/** 1 / the largest pixel; 1 where pixels are not of the kind 0 … max. */
function pixelScale(values: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  return low >= 0 && high > 0 && Number.isFinite(high) ? 1 / high : 1;
}

export const cnnModel = defineAlgorithm<typeof cnn, NetState>(cnn, {
  fit: (train, params, ctx) => fitSupervised(train, params, ctx, cnn, (X) => {
    const inputShape = imageShape(X.columns.length, params);
    return { inputShape, layers: convLayers(params, inputShape), inputScale: params.rescale ? pixelScale(X.values) : 1 };
  }),
  predict: checked(cnn, predictions),
  predictProba: checked(cnn, probabilities),
  lower: lowerNet,
});
