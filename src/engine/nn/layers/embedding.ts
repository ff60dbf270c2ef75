import { bool, choice, int } from '../../core/params.ts';
import { KERNEL_INITIALIZERS } from './shared/fields.ts';
import { defineLayer, free, needAny } from './shared/kind.ts';

/** Ids are whole numbers in float32, which is exact up to so many. */
export const MOST_IDS = 2 ** 24;

export const embedding = defineLayer({
  kind: 'embedding',
  summary: 'Every id (a word, a character, a category) becomes a learned row of numbers.',
  fields: {
    inputDim: int(1000, { min: 1, max: MOST_IDS, help: 'How many ids there are: 0 to this number less one.' }),
    outputDim: int(32, { min: 1, max: 100_000, help: 'Numbers of each id.' }),
    maskZero: bool(false, { help: 'Id 0 stands for nothing (padding): layers that know masks pass over it.' }),
    embeddingsInitializer: choice('random_uniform', KERNEL_INITIALIZERS, { advanced: true, help: 'What the first rows are drawn from.' }),
  },
  positional: ['inputDim', 'outputDim'],
  inputs: [1, 1],
  keras: 'Embedding',
  shape: (layer, inputs) => [...needAny(inputs), layer.outputDim],
  weights: (layer) => [free('embeddings', [layer.inputDim, layer.outputDim], layer.embeddingsInitializer)],
  work: () => 0,
});
