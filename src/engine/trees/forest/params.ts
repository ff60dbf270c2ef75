import { bool, choice, float, int, nullable, type ParamsOf } from '../../core/params.ts';
import { CLASS_CRITERIA, VALUE_CRITERIA } from '../../tree/criteria.ts';
import { limitParams } from '../../tree/params.ts';
import { maxFeaturesParams } from '../max-features.ts';

/** What all forests ask beside the criterion and the columns tried; scikit-learn's names and defaults. */
export const forestParams = <const B extends boolean>(bootstrap: B) => ({
  nEstimators: int(100, { min: 1, max: 100_000, search: { low: 50, high: 500, log: true }, help: 'Number of trees: more are steadier and slower, never worse.' }),
  ...limitParams,
  bootstrap: bool(bootstrap as boolean, { help: 'Every tree learns from rows drawn with replacement; off, every tree sees all rows.' }),
  maxSamples: nullable(float(0.5, { above: 0, python: null, advanced: true, when: { bootstrap: [true] }, help: 'Rows drawn for a tree: a share up to 1, or a number above 1; empty draws as many as there are.' })),
  oobScore: bool(false, { when: { bootstrap: [true] }, help: 'Score the forest on its training rows too, each asked only of the trees that did not draw it: honest without held-out rows, and shown beside them.' }),
});

/** Those of a forest for classes. `bootstrap`: whether its trees draw their rows unless told otherwise. */
export const classForestParams = (bootstrap: boolean) => ({
  criterion: choice('gini', CLASS_CRITERIA, { help: 'How mixed a leaf is: Gini impurity, or entropy (of which log_loss is another name).' }),
  ...maxFeaturesParams('sqrt'),
  ...forestParams(bootstrap),
  classWeight: choice('none', ['none', 'balanced', 'balanced_subsample'], { help: 'Balanced lets rare classes count as much as common ones; balanced_subsample weighs them anew in every tree.' }),
});

/** Those of a forest for values. */
export const valueForestParams = (bootstrap: boolean) => ({
  criterion: choice('squared_error', VALUE_CRITERIA, { help: 'What a split should lower: squared error (friedman_mse is the same), absolute error around the median, or Poisson deviance of counts.' }),
  ...maxFeaturesParams('all'),
  ...forestParams(bootstrap),
});

/** What every forest of classes, and of values, is and promises. */
const forestTraits = { step: 'tree', continues: { by: 'nEstimators', counts: 'all' }, checkWith: { nEstimators: 8 } } as const;
const forestTags = { family: 'tree', allowNaN: true, categories: false, deterministic: 'exact', sampleWeight: true, wantsScaling: false, images: false, speed: 2, readability: 2, linear: false } as const;
export const classForest = { ...forestTraits, tags: { ...forestTags, tasks: ['binary', 'multiclass'], proba: true } } as const;
export const valueForest = { ...forestTraits, tags: { ...forestTags, tasks: ['regression', 'ranking'], proba: false } } as const;

/** What drawing rows costs a forest of promises. */
export const drawnWaives = {
  'row-order': 'Every tree draws its rows by their number; another order of the table makes other draws.',
  weights: 'A weighted row is drawn more often, a repeated one in more places: the same on average only.',
  'zero-weight': 'Rows are drawn by their number, and rows of no weight take numbers too: the same on average only.',
} as const;

export type ForestParams = ParamsOf<ReturnType<typeof forestParams>>;

/** More trees never harm; they take longer. */
export const forestIntents = {
  quick: { nEstimators: 30, minSamplesLeaf: 2 },
  balanced: { nEstimators: 300 },
  thorough: { nEstimators: 1000 },
} as const;

/** Trees that draw their rows can be asked out of the bag for little more. */
export const bootstrapIntents = {
  quick: forestIntents.quick,
  balanced: { ...forestIntents.balanced, oobScore: true },
  thorough: { ...forestIntents.thorough, oobScore: true },
} as const;
