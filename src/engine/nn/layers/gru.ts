import { bool } from '../../core/params.ts';
import { defineLayer, free } from './shared/kind.ts';
import { recurrentActivation, recurrentFields, recurrentKept, recurrentShape, recurrentWeights, recurrentWork } from './shared/recurrent.ts';

/** Gates in Keras' order: update, reset, candidate. */
export const gru = defineLayer({
  kind: 'gru',
  summary: 'Reads a sequence step by step with two gates: nearly as able as an LSTM, with fewer weights.',
  fields: {
    ...recurrentFields,
    recurrentActivation,
    resetAfter: bool(true, { advanced: true, help: 'Apply the reset gate after the product, with a bias of its own, as Keras 3 and PyTorch do.' }),
  },
  positional: ['units', 'activation'],
  inputs: [1, 1],
  keras: 'GRU',
  shape: recurrentShape,
  weights: (layer, [input]) => recurrentWeights(layer, input!, 3, free('bias', layer.resetAfter ? [2, 3 * layer.units] : [3 * layer.units], 'zeros')),
  work: (layer, [input]) => recurrentWork(layer, input!, 3),
  kept: (layer, [input]) => recurrentKept(layer, input!, layer.resetAfter ? 5 : 4),
});
