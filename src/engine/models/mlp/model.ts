import { defineAlgorithm } from '../../core/algorithm.ts';
import { lowerNet } from '../../nn/lower.ts';
import { checked, predictions, probabilities } from '../../nn/predict.ts';
import type { NetState } from '../../nn/state.ts';
import { fitSupervised } from '../../nn/supervised.ts';
import { mlpLayers } from './layers.ts';
import { mlp } from './meta.ts';

export const mlpModel = defineAlgorithm<typeof mlp, NetState>(mlp, {
  fit: (train, params, ctx) => fitSupervised(train, params, ctx, mlp, (X) => ({ inputShape: [X.columns.length], layers: mlpLayers(params), inputScale: 1 })),
  predict: checked(mlp, predictions),
  predictProba: checked(mlp, probabilities),
  lower: lowerNet,
});
