import { defineMeta } from '../../core/algorithm.ts';
import { text } from '../../core/params.ts';

export const IMPORTED = 'imported-trees';

/**
 * Trees of another library's model file. It is no model to choose and train: a study gets one when a file is opened in it,
 * so it stands in no catalogue. Its fit is to read the file and find its columns and classes in the table.
 */
export const importedTrees = defineMeta({
  type: IMPORTED,
  version: 1,
  name: 'Model file',
  module: 'file',
  summary: 'Trees that XGBoost, LightGBM or CatBoost trained, read from their file.',
  tags: {
    tasks: ['binary', 'multiclass', 'regression', 'ranking'], family: 'tree', allowNaN: true, categories: true, deterministic: 'exact', sampleWeight: false,
    proba: true, wantsScaling: false, images: false, speed: 3, readability: 1, linear: false,
  },
  params: {
    name: text('', { help: 'What the file was called.', python: null }),
    file: text('', { help: 'The hash by which the study keeps the file.', python: null }),
  },
});
