import type { FeatureColumn, Features } from '../../frame/features.ts';
import { StudioError } from '../core/errors.ts';

type Takes = 'number' | 'category' | 'any';
const plural: Readonly<Record<Takes, string>> = { number: 'number', category: 'category', any: 'number or category' };

function refuseKind(column: FeatureColumn, takes: Takes, step: string): void {
  if (takes === 'any' || column.kind === takes) return;
  throw new StudioError(
    'data',
    `${step} takes ${plural[takes]} columns, but "${column.name}" is a ${column.kind} column. Take it out of this step, or change its type in Data.`,
    { column: column.name, step, param: 'columns' },
  );
}

/** Columns by name; throws where a named one is missing. */
function lookUp(X: Features, names: readonly string[], step: string): ReadonlyMap<string, FeatureColumn> {
  const byName = new Map(X.columns.map((c) => [c.name, c]));
  const missing = names.find((name) => !byName.has(name));
  if (missing === undefined) return byName;
  const there = X.columns.slice(0, 12).map((c) => c.name).join(', ');
  const more = X.columns.length > 12 ? `, and ${X.columns.length - 12} more` : '';
  throw new StudioError('data', `${step} works on the column "${missing}", but there is no such column at this point. There are: ${there}${more}.`, { column: missing, step, param: 'columns' });
}

/** The columns a step is to work on, in the table's order: the named ones, or, for an empty list, all of the kind it takes. */
export function chosenColumns(X: Features, names: readonly string[], takes: Takes, step: string): readonly FeatureColumn[] {
  if (names.length === 0) return X.columns.filter((c) => takes === 'any' || c.kind === takes);
  const byName = lookUp(X, names, step);
  for (const name of names) refuseKind(byName.get(name)!, takes, step);
  const wanted = new Set(names);
  return X.columns.filter((c) => wanted.has(c.name));
}

export type NumberColumn = Extract<FeatureColumn, { kind: 'number' }>;
export type CategoryColumn = Extract<FeatureColumn, { kind: 'category' }>;

export const chosenNumbers = (X: Features, names: readonly string[], step: string): readonly NumberColumn[] =>
  chosenColumns(X, names, 'number', step).filter((c) => c.kind === 'number');
export const chosenCategories = (X: Features, names: readonly string[], step: string): readonly CategoryColumn[] =>
  chosenColumns(X, names, 'category', step).filter((c) => c.kind === 'category');

/**
 * Puts what `make` gives in the place of each named column and lets the others pass. `place` is the column's index in `names`.
 * Throws StudioError('data') where a column that was there in training is missing now.
 */
export function replaceColumns(X: Features, names: readonly string[], step: string, make: (column: FeatureColumn, place: number) => readonly FeatureColumn[]): Features {
  lookUp(X, names, step);
  const places = new Map(names.map((name, place) => [name, place]));
  return {
    rows: X.rows,
    columns: X.columns.flatMap((column) => {
      const place = places.get(column.name);
      return place === undefined ? [column] : make(column, place);
    }),
  };
}

/** As `replaceColumns`, one number column for one. `change` must not write to its argument. */
export const mapNumbers = (X: Features, names: readonly string[], step: string, change: (values: Float64Array, place: number, name: string) => Float64Array): Features =>
  replaceColumns(X, names, step, (column, place) => {
    refuseKind(column, 'number', step);
    return column.kind === 'number' ? [{ ...column, values: change(column.values, place, column.name) }] : [];
  });

/** As `replaceColumns`, for category columns. */
export const replaceCategories = (X: Features, names: readonly string[], step: string, make: (column: CategoryColumn, place: number) => readonly FeatureColumn[]): Features =>
  replaceColumns(X, names, step, (column, place) => {
    refuseKind(column, 'category', step);
    return column.kind === 'category' ? make(column, place) : [];
  });

/** Throws at the first infinite value: a column that is scaled by it would come out as missing. */
export function refuseInfinite(columns: readonly NumberColumn[], step: string): void {
  for (const { name, values } of columns) {
    const row = values.findIndex((v) => Math.abs(v) === Infinity);
    if (row < 0) continue;
    throw new StudioError('data', `"${name}" has an infinite value in row ${row + 1}, and ${step} cannot scale by it. Put ClipOutliers before this step, or mark such cells as missing when the file is read.`, { column: name, step, row });
  }
}

/** Every column comes from the column of its name. */
export const ownOrigins = (names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, name]));

/** `wish`, or `wish_2`, `wish_3`, … where it is taken; takes it. */
export function freeName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let i = 2; taken.has(name); i++) name = `${wish}_${i}`;
  taken.add(name);
  return name;
}
