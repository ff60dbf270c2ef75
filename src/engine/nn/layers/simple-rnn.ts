import { defineLayer, free } from './shared/kind.ts';
import { recurrentFields, recurrentKept, recurrentShape, recurrentWeights, recurrentWork } from './shared/recurrent.ts';

export const simpleRnn = defineLayer({
  kind: 'simpleRnn',
  summary: 'Reads a sequence step by step with a state that is mixed anew each time. Forgets soon.',
  fields: recurrentFields,
  positional: ['units', 'activation'],
  inputs: [1, 1],
  keras: 'SimpleRNN',
  shape: recurrentShape,
  weights: (layer, [input]) => recurrentWeights(layer, input!, 1, free('bias', [layer.units], 'zeros')),
  work: (layer, [input]) => recurrentWork(layer, input!, 1),
  kept: (layer, [input]) => recurrentKept(layer, input!, 1),
});
