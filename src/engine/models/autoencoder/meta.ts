import { defineMeta } from '../../core/algorithm.ts';
import { bool, choice, float, int, ints } from '../../core/params.ts';
import { VALUE_LOSSES } from '../../nn/names.ts';
import { activationParam, trainingParams } from '../../nn/params.ts';

export const autoencoder = defineMeta({
  type: 'autoencoder',
  version: 1,
  name: 'Autoencoder',
  module: 'keras',
  summary: 'Squeezes each row into a few numbers and rebuilds it. Rows it rebuilds badly are unusual.',
  tags: { tasks: ['unsupervised'], family: 'neural', allowNaN: false, categories: false, deterministic: 'device', sampleWeight: true, proba: false, wantsScaling: true, images: false, speed: 1, readability: 1, linear: false },
  step: 'epoch',
  params: {
    encoderUnits: ints([64], { min: 1, maxLength: 8, help: 'Neurons in each layer down to the code; the way back has the same, in reverse.' }),
    codeSize: int(2, { min: 1, max: 4096, search: { low: 2, high: 32, log: true }, help: 'Numbers a row is squeezed into. 2 can be drawn as a map.' }),
    activation: activationParam,
    loss: choice('mse', VALUE_LOSSES, { help: 'What is made small between a row and its rebuilt self.' }),
    noise: float(0, { min: 0, max: 10, help: 'Deviation of random noise added to the rows while learning; it must rebuild them without it. 0: none.' }),
    dropout: float(0, { min: 0, below: 1, advanced: true, help: 'Share of neurons switched off at random in each step.' }),
    batchNorm: bool(false, { advanced: true, help: 'Batch normalisation in every hidden layer.' }),
    ...trainingParams,
  },
  waives: {
    'row-order': 'Rows are shuffled into batches from the seed; another order of the table makes other batches.',
    weights: 'A repeated row comes up in several batches, a weighted one once with more weight: the same on average only.',
  },
  checkWith: { epochs: 3, encoderUnits: [8] },
});
