import { StudioError } from '../../core/errors.ts';
import { readCatboost } from './catboost/read.ts';
import { readLightgbm } from './lightgbm/read.ts';
import { libraryOf } from './library.ts';
import type { TreeModelFile } from './model-file.ts';
import { readXgboost } from './xgboost/read.ts';

/**
 * Reads a model file of XGBoost (JSON, UBJSON), LightGBM (text) or CatBoost (JSON). `names` gives the categories of a
 * column where they are known from a table: CatBoost's files hold their hashes. Throws StudioError('data' | 'unsupported' |
 * 'limit') with the reason.
 */
export function readTreeModel(bytes: Uint8Array, names?: (column: string) => readonly string[] | null): TreeModelFile {
  const library = libraryOf(bytes);
  if (library === 'XGBoost') return readXgboost(bytes);
  if (library === 'LightGBM') return readLightgbm(bytes);
  if (library === 'CatBoost') return readCatboost(bytes, names);
  throw new StudioError('data', 'This is no model file that is read here. Read are models that XGBoost saved as JSON or UBJSON, LightGBM as text and CatBoost as JSON.');
}

/** "A model file of XGBoost 3.2.0: 100 trees over 13 columns, binary:logistic." */
export function describeModel({ library, version, objective, columns, ensemble }: TreeModelFile): string {
  const count = (n: number, word: string): string => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
  return `A model file of ${library}${version === '' ? '' : ` ${version}`}: ${count(ensemble.roots.length - 1, 'tree')} over ${count(columns.length, 'column')}, ${objective}.`;
}
