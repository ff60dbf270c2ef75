import { defineMeta } from '../../core/algorithm.ts';
import { bool, float, int, nullable } from '../../core/params.ts';

export const isolationForest = defineMeta({
  type: 'isolation-forest',
  version: 1,
  name: 'IsolationForest',
  module: 'sklearn.ensemble',
  summary: 'Cuts the table at random until every row stands alone. Rows that are alone after few cuts are unusual.',
  tags: { tasks: ['unsupervised'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: false, proba: false, wantsScaling: false, images: false, speed: 3, readability: 2, linear: false },
  step: 'tree',
  params: {
    nEstimators: int(100, { min: 1, max: 100_000, search: { low: 50, high: 500, log: true }, help: 'Number of trees: more make steadier scores.' }),
    maxSamples: nullable(float(256, { above: 0, python: null, help: 'Rows each tree sees: a share up to 1, or a number above 1; empty takes 256, or all where there are fewer.' })),
    contamination: nullable(float(0.1, { above: 0, max: 0.5, help: 'Share of the training rows to call unusual; empty puts the limit at a score of 0.5.' })),
    maxFeatures: float(1, { above: 0, max: 1, advanced: true, help: 'Share of the columns each tree sees, drawn by lot.' }),
    bootstrap: bool(false, { advanced: true, help: 'Draw the rows of a tree with replacement.' }),
  },
  waives: {
    'row-order': 'Every tree draws its rows by their number; another order of the table makes other draws.',
  },
  checkWith: { nEstimators: 20 },
});
