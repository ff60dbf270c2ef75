import { bool } from '../../core/params.ts';
import { defineLayer, free } from './shared/kind.ts';
import { recurrentActivation, recurrentFields, recurrentKept, recurrentShape, recurrentWeights, recurrentWork } from './shared/recurrent.ts';

/** Gates in Keras' order: input, forget, cell, output. */
export const lstm = defineLayer({
  kind: 'lstm',
  summary: 'Reads a sequence step by step; gates decide what is kept, forgotten and told.',
  fields: {
    ...recurrentFields,
    recurrentActivation,
    unitForgetBias: bool(true, { advanced: true, help: 'Start with open forget gates, so that gradients reach far back.' }),
  },
  positional: ['units', 'activation'],
  inputs: [1, 1],
  keras: 'LSTM',
  shape: recurrentShape,
  weights: (layer, [input]) => recurrentWeights(layer, input!, 4, free('bias', [4 * layer.units], layer.unitForgetBias ? 'open_forget_gate' : 'zeros')),
  work: (layer, [input]) => recurrentWork(layer, input!, 4),
  kept: (layer, [input]) => recurrentKept(layer, input!, 6),
});
