import { defineMeta } from '../../core/algorithm.ts';
import { int, nullable } from '../../core/params.ts';

export const bestColumn = defineMeta({
  type: 'best-column',
  version: 1,
  name: 'BestColumn',
  module: 'tablab',
  summary: 'Orders the rows of each query by the one column that orders the training queries best: the baseline a ranking must beat.',
  tags: { tasks: ['ranking'], family: 'baseline', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: false, proba: false, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    k: nullable(int(5, { min: 1, max: 1000, help: 'Rows from the top of each query by which columns are compared; none: all rows.' })),
  },
});
