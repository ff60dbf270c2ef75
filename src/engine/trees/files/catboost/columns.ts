import { MISSING } from '../derived.ts';
import type { FileColumn } from '../model-file.ts';
import type { Part } from '../part.ts';
import { categoryHash, MISSING_HASH } from './city-hash.ts';

export const KIND = 'CatBoost';
const MOST = 5_000_000;

/** The file's columns, and by the numbers that floats and categories have of their own, which of them is meant. */
export interface Columns {
  readonly columns: readonly FileColumn[];
  /** Names of each column's categories; `null` for numbers. */
  readonly categories: readonly (readonly string[] | null)[];
  /** By code of each column's categories, their hashes. */
  readonly hashes: readonly (readonly number[] | null)[];
  readonly floats: readonly { readonly column: number; readonly missingAbove: boolean }[];
  readonly cats: readonly number[];
  /** Splits are numbered over borders of floats, values of categories, then borders of statistics: where the last begin. */
  readonly firstCtrSplit: number;
}

/** The code of a hash; MISSING where it is that of missing cells, −1 where there is no such category. */
export function codeOf(hashes: readonly number[], hash: number): number {
  const at = hashes.indexOf(hash);
  return at < 0 && hash === MISSING_HASH ? MISSING : at;
}

/** Names of categories that come with the file where it was saved with its data: those of all columns in one list. */
function namedHashes(info: Part): ReadonlyMap<number, string> {
  if (!info.has('cat_features_hash')) return new Map();
  return new Map(info.at('cat_features_hash').list().map((entry) => [entry.at('hash').integer(-(2 ** 31), 2 ** 32 - 1) | 0, entry.at('value').text()]));
}

/**
 * `features_info`. Categories are hashes there: their names are those given (by the table that is to be predicted), else
 * those that the file has, else `#hash` for the values that trees ask about.
 */
export function readColumns(info: Part, names: (column: string) => readonly string[] | null): Columns {
  const floats = info.has('float_features') ? info.at('float_features').list(MOST) : [];
  const cats = info.has('categorical_features') ? info.at('categorical_features').list(MOST) : [];
  for (const other of ['text_features', 'embedding_features']) {
    if (info.has(other) && info.at(other).list().length > 0) throw info.at(other).bad('are not read: columns of numbers and categories are.');
  }
  const known = namedHashes(info);
  const count = floats.length + cats.length;
  const columns: (FileColumn | undefined)[] = Array.from({ length: count });
  const categories: (readonly string[] | null)[] = Array.from({ length: count }, () => null);
  const place = (part: Part, column: Omit<FileColumn, 'name' | 'unnamed'>, values: readonly number[]): number => {
    const at = part.at('flat_feature_index').integer(0, count - 1);
    if (columns[at]) throw part.at('flat_feature_index').bad(`is ${at}, which another column is.`);
    const given = part.has('feature_name') ? part.at('feature_name').text() : part.has('feature_id') ? part.at('feature_id').text() : '';
    const name = given === '' ? String(at) : given;
    columns[at] = { ...column, name, unnamed: name === String(at) };
    if (column.kind === 'category') {
      const own = names(name);
      const others = known.size > 0 ? [...known.values()] : [];
      const asked = values.filter((hash) => !known.has(hash)).map((hash) => `#${hash}`);
      categories[at] = own ?? [...new Set([...others, ...asked])];
      columns[at] = { ...columns[at], categories: own ?? (others.length > 0 ? categories[at] : null) };
    }
    return at;
  };
  let splits = 0;
  const floatPlaces = floats.map((part) => {
    splits += part.at('borders').length;
    const treatment = part.has('nan_value_treatment') ? part.at('nan_value_treatment').text() : 'AsIs';
    return { column: place(part, { kind: 'number', categories: null }, []), missingAbove: treatment === 'AsTrue' };
  });
  const catPlaces = cats.map((part) => {
    const values = part.has('values') ? part.at('values') : null;
    const hashes = values === null ? [] : [...values.integers(values.length, -(2 ** 31), 2 ** 32 - 1)].map((v) => v | 0);
    splits += hashes.length;
    return place(part, { kind: 'category', categories: null }, hashes);
  });
  const hashes = categories.map((list) => list?.map((name) => (/^#-?\d+$/.test(name) && ![...known.values()].includes(name) ? Number(name.slice(1)) : categoryHash(name))) ?? null);
  return { columns: columns as FileColumn[], categories, hashes, floats: floatPlaces, cats: catPlaces, firstCtrSplit: splits };
}
