import { defineMeta } from '../../core/algorithm.ts';
import { choice, float } from '../../core/params.ts';

export const dummyRegressor = defineMeta({
  type: 'dummy-regressor',
  version: 1,
  name: 'DummyRegressor',
  module: 'sklearn.dummy',
  summary: 'Ignores the columns and always says the same number: the baseline that any model must beat.',
  tags: { tasks: ['regression', 'ranking'], family: 'baseline', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, proba: false, wantsScaling: false, images: false, speed: 3, readability: 3, linear: false },
  params: {
    strategy: choice('mean', ['mean', 'median', 'quantile'], { help: 'Which number of the training target to repeat.' }),
    quantile: float(0.5, { min: 0, max: 1, when: { strategy: ['quantile'] }, help: 'Share of the training targets below the number given.' }),
  },
});
