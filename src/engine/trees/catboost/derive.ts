import type { Matrix } from '../../../frame/matrix.ts';
import { type CtrFeature, type CtrTable, findGroups, groupValues } from './ctr-table.ts';

/** The matrix with a column of statistics for each feature behind its own columns, named as the trees name them. */
export function deriveColumns(X: Matrix, names: readonly string[], tables: readonly CtrTable[], features: readonly CtrFeature[]): Matrix {
  if (features.length === 0) return X;
  const p = X.columns.length;
  const width = p + features.length;
  const values = new Float64Array(X.rows * width);
  for (let i = 0; i < X.rows; i++) values.set(X.values.subarray(i * p, (i + 1) * p), i * width);
  tables.forEach((table, t) => {
    const own = features.flatMap((feature, at) => (feature.table === t ? [{ at: p + at, of: groupValues(table, feature) }] : []));
    const groups = findGroups(table, X);
    for (const { at, of } of own) for (let i = 0; i < X.rows; i++) values[i * width + at] = of[groups[i]! < 0 ? of.length - 1 : groups[i]!]!;
  });
  return { rows: X.rows, columns: names, values, ...(X.categories ? { categories: [...X.categories, ...features.map(() => null)] } : {}) };
}
