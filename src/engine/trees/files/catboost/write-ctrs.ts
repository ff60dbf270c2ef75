import type { CtrFeature, CtrTable } from '../../catboost/ctr-table.ts';
import { normOf, shiftOf } from '../../catboost/online-ctr.ts';
import { categoryHash, combineHash, MISSING_HASH } from './city-hash.ts';

/** The statistics behind an ensemble's last columns: what training saw of each combination of categories, and the numbers made of it. */
export interface Statistics {
  readonly tables: readonly CtrTable[];
  readonly features: readonly CtrFeature[];
}

/** How the file numbers columns, and what the codes of categories are called. */
export interface Places {
  readonly cat: (column: number) => number;
  readonly float: (column: number) => number;
  readonly names: (column: number) => readonly string[];
}

const hashOf = (names: readonly string[], code: number): number => (code < 0 ? MISSING_HASH : categoryHash(names[code] ?? ''));

/** What is combined: categories by their columns' numbers, then questions about numbers, then about categories. */
function elementsOf(table: CtrTable, places: Places): readonly Readonly<Record<string, string | number>>[] {
  return [
    ...catOrder(table, places).map((at) => ({ cat_feature_index: places.cat(table.columns[at]!), combination_element: 'cat_feature_value' })),
    ...table.floats.map(({ column, border }) => ({ border, combination_element: 'float_feature', float_feature_index: places.float(column) })),
    ...table.oneHots.map(({ column, code }) => ({ cat_feature_index: places.cat(column), combination_element: 'cat_feature_exact_value', value: hashOf(places.names(column), code) })),
  ];
}

/** Places in the table's keys, by the numbers of the file's columns: hashes are mixed in that order. */
const catOrder = (table: CtrTable, places: Places): readonly number[] => Array.from(table.columns, (_, at) => at).sort((a, b) => places.cat(table.columns[a]!) - places.cat(table.columns[b]!));

/** The hash of a group of rows. */
function groupHash(table: CtrTable, group: number, places: Places): bigint {
  const questions = table.floats.length + table.oneHots.length;
  const width = table.columns.length + (questions > 0 ? 1 : 0);
  const key = table.keys.subarray(group * width, (group + 1) * width);
  let hash = 0n;
  for (const at of catOrder(table, places)) hash = combineHash(hash, hashOf(places.names(table.columns[at]!), key[at]!));
  for (let bit = 0; bit < questions; bit++) hash = combineHash(hash, (key[width - 1]! >> bit) & 1);
  return hash;
}

/** What training saw of one group, as the statistic needs it. */
function seenBy({ counts, classes }: CtrTable, type: CtrFeature['type'], group: number): readonly number[] {
  const own = Array.from(counts.subarray(group * classes, (group + 1) * classes));
  const total = own.reduce((a, b) => a + b, 0);
  if (type === 'Counter') return [total];
  if (type === 'BinarizedTargetMeanValue') return [own.reduce((sum, count, k) => sum + count * Math.fround(k / (classes - 1)), 0), total];
  return own;
}

function dataOf(table: CtrTable, type: CtrFeature['type'], places: Places): Readonly<Record<string, unknown>> {
  const groups = Array.from({ length: table.counts.length / table.classes }, (_, group) => ({ hash: groupHash(table, group, places).toString(), seen: seenBy(table, type, group) }));
  return {
    counter_denominator: type === 'Counter' ? groups.reduce((most, { seen }) => Math.max(most, seen[0]!), 0) : 0,
    hash_map: groups.flatMap(({ hash, seen }) => [hash, ...seen]),
    hash_stride: 1 + (groups[0]?.seen.length ?? 1),
  };
}

/** `features_info.ctrs` and `ctr_data`: each statistic with the borders that trees ask about. */
export function writeCtrs({ tables, features }: Statistics, borders: readonly (readonly number[])[], places: Places): { readonly ctrs: readonly unknown[]; readonly ctr_data: Readonly<Record<string, unknown>> } {
  const data = new Map<string, unknown>();
  const ctrs = features.map((feature, at) => {
    const table = tables[feature.table]!;
    const elements = elementsOf(table, places);
    const identifier = JSON.stringify({ identifier: elements, type: feature.type });
    if (!data.has(identifier)) data.set(identifier, dataOf(table, feature.type, places));
    return {
      borders: borders[at]!, ctr_type: feature.type, elements, identifier, prior_denomerator: 1, prior_numerator: feature.prior,
      scale: feature.borders / normOf(feature.prior), shift: shiftOf(feature.prior), target_border_idx: feature.border,
    };
  });
  return { ctrs, ctr_data: Object.fromEntries(data) };
}
