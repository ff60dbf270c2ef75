import { columnCodes, columnNumbers } from './column-values.ts';
import { FrameError } from './error.ts';
import { type FeatureColumn, type Features, type FeatureSource, readAll, takeCells } from './features.ts';
import { findColumn } from './find-column.ts';
import type { Table } from './table.ts';

/**
 * The named columns as transformers take them, for the named rows or (`null`) all: numbers with NaN for missing, dates as
 * milliseconds, categories as codes with −1 for missing. Throws FrameError for text columns ('unsupported') and unknown names.
 */
export const toFeatures = (table: Table, rows: ArrayLike<number> | null, columnNames: readonly string[]): Features => readAll(toSource(table, rows, columnNames));

/** As `toFeatures`, each column when it is asked for. */
export function toSource(table: Table, rows: ArrayLike<number> | null, columnNames: readonly string[]): FeatureSource {
  const places = columnNames.map((name) => findColumn(table, name));
  const columns = places.map((at, k) => {
    const name = columnNames[k]!;
    const { type } = table.columns[at]!;
    if (type === 'text') throw new FrameError('unsupported', `"${name}" is free text, which models cannot use as it is. Leave the column out, or set its type to category.`, { column: name });
    return { name, kind: type === 'category' ? 'category' as const : 'number' as const };
  });
  const whole = (place: number): FeatureColumn => {
    const at = places[place]!;
    const { kind, name } = columns[place]!;
    return kind === 'category' ? { kind, name, codes: columnCodes(table, at), categories: table.columns[at]!.dictionary ?? [] } : { kind, name, values: columnNumbers(table, at) };
  };
  return { rows: rows?.length ?? table.rows, columns, read: (place) => (rows === null ? whole(place) : takeCells(whole(place), rows)) };
}
