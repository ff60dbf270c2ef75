import { defineMeta } from '../../core/algorithm.ts';
import { choice } from '../../core/params.ts';
import { VALUE_CRITERIA } from '../../tree/criteria.ts';
import { treeParams } from '../../tree/tree-params.ts';

export const decisionTreeRegressor = defineMeta({
  type: 'decision-tree-regressor',
  version: 2,
  name: 'DecisionTreeRegressor',
  module: 'sklearn.tree',
  summary: 'Asks one question about one column after another and answers with the average of the rows that end there.',
  tags: { tasks: ['regression', 'ranking'], family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    criterion: choice('squared_error', VALUE_CRITERIA, { help: 'What a split should lower: squared error (friedman_mse is the same), absolute error around the median, or Poisson deviance of counts.' }),
    ...treeParams,
  },
});
