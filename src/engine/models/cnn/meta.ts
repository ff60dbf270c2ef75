import { defineMeta } from '../../core/algorithm.ts';
import { bool, choice, float, int, ints, nullable } from '../../core/params.ts';
import { activationParam, supervisedParams, trainingParams } from '../../nn/params.ts';

export const cnn = defineMeta({
  type: 'cnn',
  version: 1,
  name: 'CNN',
  module: 'keras',
  summary: 'A neural net for images: looks for the same small patterns everywhere in the picture, then for patterns of patterns.',
  tags: { tasks: ['binary', 'multiclass', 'regression'], family: 'neural', allowNaN: false, categories: false, deterministic: 'device', sampleWeight: true, proba: true, wantsScaling: false, images: true, speed: 1, readability: 1, linear: false },
  step: 'epoch',
  params: {
    width: nullable(int(28, { min: 1, max: 4096, help: 'Pixels in a row of the image. Empty: the columns are a square image.' })),
    height: nullable(int(28, { min: 1, max: 4096, help: 'Rows of pixels. Empty: the columns are a square image.' })),
    channels: nullable(int(1, { min: 1, max: 4, help: 'Numbers a pixel: 1 for gray, 3 for red, green, blue. Empty: 1, or 3 where only that fits.' })),
    convFilters: ints([16, 32], { min: 1, maxLength: 8, help: 'Patterns each convolution block looks for, first block to last. Each block but for tiny images ends in a pool.' }),
    kernelSize: int(3, { min: 1, max: 15, help: 'Width and height of a pattern, in pixels.' }),
    pooling: choice('max', ['max', 'average', 'none'], { help: 'How 2 × 2 neighbours become one after each block: the strongest, the mean, or not at all.' }),
    denseUnits: ints([64], { min: 1, maxLength: 8, help: 'Neurons in each layer between the convolutions and the answer.' }),
    activation: activationParam,
    dropout: float(0, { min: 0, below: 1, search: { low: 0, high: 0.5 }, help: 'Share of neurons of the dense layers switched off at random in each step.' }),
    batchNorm: bool(false, { advanced: true, help: 'Batch normalisation in every block.' }),
    rescale: bool(true, { advanced: true, help: 'Divide by the largest pixel value of the training rows, so that pixels lie between 0 and 1.' }),
    ...trainingParams,
    epochs: { ...trainingParams.epochs, default: 15 },
    ...supervisedParams,
  },
  waives: {
    'row-order': 'Rows are shuffled into batches from the seed; another order of the table makes other batches.',
    weights: 'A repeated row comes up in several batches, a weighted one once with more weight: the same on average only.',
    'class-order': 'Each output starts from its own random weights; turned round, the classes start from each other\'s.',
  },
  checkWith: { epochs: 3, convFilters: [4], denseUnits: [8] },
});
