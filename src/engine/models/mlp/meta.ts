import { defineMeta } from '../../core/algorithm.ts';
import { bool, float, ints } from '../../core/params.ts';
import { activationParam, supervisedParams, trainingParams } from '../../nn/params.ts';

export const mlp = defineMeta({
  type: 'mlp',
  version: 1,
  name: 'MLP',
  module: 'keras',
  summary: 'A neural net of layers that each look at all of the one before. Learns any smooth relation, given enough rows.',
  tags: { tasks: ['binary', 'multiclass', 'regression'], family: 'neural', allowNaN: false, categories: false, deterministic: 'device', sampleWeight: true, proba: true, wantsScaling: true, images: false, speed: 1, readability: 1, linear: false },
  step: 'epoch',
  params: {
    hiddenUnits: ints([64, 32], { min: 1, maxLength: 10, help: 'Neurons in each hidden layer, first to last. An empty list is a linear model.' }),
    activation: activationParam,
    dropout: float(0, { min: 0, below: 1, search: { low: 0, high: 0.5 }, help: 'Share of neurons switched off at random in each step, so that none is relied on too much.' }),
    batchNorm: bool(false, { advanced: true, help: 'Batch normalisation: each layer\'s sums on one scale. Deep nets learn faster with it.' }),
    ...trainingParams,
    ...supervisedParams,
  },
  waives: {
    'row-order': 'Rows are shuffled into batches from the seed; another order of the table makes other batches.',
    weights: 'A repeated row comes up in several batches, a weighted one once with more weight: the same on average only.',
    'class-order': 'Each output starts from its own random weights; turned round, the classes start from each other\'s.',
  },
  checkWith: { epochs: 3, hiddenUnits: [8] },
});
