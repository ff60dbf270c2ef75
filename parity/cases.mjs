// What is trained and checked: every model on a sample that suits it, and every step in a study of its own.
const step = (type, params = {}) => ({ id: type + JSON.stringify(params), type, version: 1, enabled: true, params });
const impute = [step('simple-imputer', { strategy: 'median', columns: [] }), step('simple-imputer', { strategy: 'most_frequent', columns: ['island', 'sex'] })];
const encode = step('one-hot-encoder');

/** How far the script may be from the app: exact where both compute the same, else noise of ties and of random numbers. */
const TOLERANCE = { logistic: '0.01', tree: '0.04', forest: '0.03', boosted: '0.02', net: '0.03' };

const classifiers = [['dummy-classifier', 'exact'], ['logistic-regression', TOLERANCE.logistic], ['k-neighbors-classifier', 'exact'], ['decision-tree-classifier', TOLERANCE.tree], ['random-forest-classifier', TOLERANCE.forest], ['extra-trees-classifier', TOLERANCE.forest], ['xgb-classifier', TOLERANCE.boosted], ['lgbm-classifier', TOLERANCE.boosted], ['mlp', TOLERANCE.net]];
const regressors = [['dummy-regressor', 'exact'], ['linear-regression', 'exact'], ['ridge', 'exact'], ['k-neighbors-regressor', 'exact'], ['decision-tree-regressor', TOLERANCE.tree], ['random-forest-regressor', TOLERANCE.forest], ['extra-trees-regressor', TOLERANCE.forest], ['xgb-regressor', TOLERANCE.boosted], ['lgbm-regressor', TOLERANCE.boosted], ['mlp', TOLERANCE.net]];

const plain = (sample, target, models, extra = []) => models.map(([model, tolerance]) => ({ name: `${sample.split('.')[0]} ${model}`, sample, target, model, tolerance, args: extra }));

/** One model on the penguins after other steps. */
const prepared = (name, steps, model = 'ridge', tolerance = 'exact', target = 'body_mass_g') =>
  ({ name: `steps: ${name}`, sample: 'penguins.csv', target, model, tolerance, args: [], steps });

export const cases = [
  ...plain('penguins.csv', 'species', classifiers),
  // Explaining neighbours of 5,000 rows for the report takes minutes; the penguins check them.
  ...plain('payments.csv', 'fraud', classifiers.filter(([model]) => model !== 'k-neighbors-classifier')),
  ...plain('friedman.csv', 'y', regressors.filter(([model]) => model !== 'k-neighbors-regressor')),
  ...plain('penguins.csv', 'body_mass_g', [['k-neighbors-regressor', 'exact']]),
  ...plain('seattle-temperature.csv', 'high', [['ridge', 'exact'], ['decision-tree-regressor', TOLERANCE.tree]]),
  ...plain('weather.csv', 'weather', [['logistic-regression', TOLERANCE.logistic]]),
  ...plain('penguins.csv', 'species', [['cat-boost-classifier', TOLERANCE.forest]]),
  ...plain('penguins.csv', 'body_mass_g', [['cat-boost-regressor', TOLERANCE.forest]]),
  ...plain('friedman.csv', 'y', [['xgb-regressor', TOLERANCE.boosted], ['lgbm-regressor', TOLERANCE.boosted], ['random-forest-regressor', TOLERANCE.forest]]).map((c) => ({ ...c, name: `${c.name}, continued`, more: 40 })),
  ...plain('penguins.csv', 'island', [['k-neighbors-classifier', 'exact']], ['--cv', '3']).map((c) => ({ ...c, name: `${c.name}, 3 folds` })),
  ...plain('search.csv', 'relevance', [['dummy-regressor', 'exact'], ['best-column', 'exact'], ['ridge', 'exact'], ['decision-tree-regressor', TOLERANCE.tree], ['xgb-ranker', TOLERANCE.boosted], ['lgbm-ranker', TOLERANCE.boosted], ['cat-boost-ranker', TOLERANCE.forest]]),
  ...plain('search.csv', 'relevance', [['ridge', 'exact']], ['--cv', '3', '--query', 'query_id']).map((c) => ({ ...c, name: `${c.name}, 3 folds of queries` })),
  ...plain('digits.csv.gz', 'digit', [['cnn', TOLERANCE.net]], ['--params', { cnn: { epochs: 3, convFilters: [8], denseUnits: [32] } }]),
  { name: 'friedman isolation forest', sample: 'friedman.csv', target: null, model: 'isolation-forest', tolerance: '0.02', args: [] },
  { name: 'friedman autoencoder', sample: 'friedman.csv', target: null, model: 'autoencoder', tolerance: '0.1', args: [] },
  prepared('mean, one-hot without the first', [step('simple-imputer', { strategy: 'mean' }), step('one-hot-encoder', { drop: 'first' })]),
  prepared('most frequent on every column', [step('simple-imputer', { strategy: 'most_frequent' }), encode]),
  prepared('constant with indicators', [step('simple-imputer', { strategy: 'constant', fillValue: '7', addIndicator: true, columns: ['bill_length_mm'] }), step('simple-imputer', { strategy: 'mean' }), encode]),
  prepared('rare categories together', [...impute, step('one-hot-encoder', { maxCategories: 2 }), step('standard-scaler')]),
  prepared('missing as zeros', [impute[0], step('one-hot-encoder', { handleMissing: 'zeros' })]),
  prepared('ordinal', [...impute, step('ordinal-encoder'), step('min-max-scaler', { featureMax: 2 })]),
  prepared('ordinal by frequency', [...impute, step('ordinal-encoder', { order: 'frequency' }), step('max-abs-scaler')]),
  prepared('robust, fences', [...impute, encode, step('clip-outliers', { fold: 1 }), step('robust-scaler', { quantileMin: 10, quantileMax: 90 })]),
  prepared('quantiles', [...impute, step('quantile-transformer', { nQuantiles: 50, outputDistribution: 'normal' }), encode]),
  prepared('power', [...impute, step('power-transformer'), encode], 'ridge', '0.001'),
  prepared('logarithm, dropped', [...impute, step('log-transformer', { columns: ['bill_depth_mm'] }), step('drop-columns', { columns: ['flipper_length_mm'] }), encode]),
];
