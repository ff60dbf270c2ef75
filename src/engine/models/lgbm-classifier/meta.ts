import { defineMeta } from '../../core/algorithm.ts';
import { bool, choice, float, nullable } from '../../core/params.ts';
import { lightgbmIntents, lightgbmMain, lightgbmMore } from '../../trees/lightgbm/params.ts';

export const lgbmClassifier = defineMeta({
  type: 'lgbm-classifier',
  version: 1,
  name: 'LGBMClassifier',
  module: 'lightgbm',
  summary: 'Many small trees, each mending what those before it got wrong, grown where they gain most.',
  tags: { tasks: ['binary', 'multiclass'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 1, linear: false },
  step: 'round',
  continues: { by: 'nEstimators', counts: 'more' },
  params: {
    ...lightgbmMain,
    classWeight: choice('none', ['none', 'balanced'], { help: 'Balanced lets rare classes count as much as common ones.' }),
    objective: nullable(choice('multiclassova', ['binary', 'multiclass', 'multiclassova'], { advanced: true, help: 'What is made small: multiclass shares one whole out, multiclassova asks one question a class. Empty: binary or multiclass, by the number of classes.' })),
    isUnbalance: bool(false, { advanced: true, help: 'For two classes: let the rarer one count as much as the other.' }),
    scalePosWeight: float(1, { above: 0, advanced: true, help: 'For two classes: how much more the rows of the second one count.' }),
    posBaggingFraction: float(1, { above: 0, max: 1, advanced: true, help: 'For two classes: share of the rows of the second one in a bag.' }),
    negBaggingFraction: float(1, { above: 0, max: 1, advanced: true, help: 'For two classes: share of the rows of the first one in a bag.' }),
    ...lightgbmMore,
  },
  intents: lightgbmIntents,
  waives: { weights: 'minChildSamples, minDataInBin and minDataPerGroup count rows, whatever they weigh; so does LightGBM.' },
  checkWith: { nEstimators: 25 },
});
