/** The forms of model files, by the name that the command line has for them. */
export const TREE_FORMATS = {
  xgboost: { library: 'XGBoost', file: 'model.json', title: 'XGBoost, JSON' },
  'xgboost-ubj': { library: 'XGBoost', file: 'model.ubj', title: 'XGBoost, UBJSON' },
  lightgbm: { library: 'LightGBM', file: 'model.txt', title: 'LightGBM, text' },
  catboost: { library: 'CatBoost', file: 'catboost.json', title: 'CatBoost, JSON' },
} as const;
export type TreeFormat = keyof typeof TREE_FORMATS;

export { HEAD_BYTES, libraryOf } from '../engine/trees/files/library.ts';
export { IMPORTED } from '../engine/trees/imported/meta.ts';
