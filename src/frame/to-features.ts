import { columnCodes, columnNumbers } from './column-values.ts';
import { FrameError } from './error.ts';
import { type FeatureColumn, type Features, takeFeatures } from './features.ts';
import { findColumn } from './find-column.ts';
import type { Table } from './table.ts';

/**
 * The named columns as transformers take them, for the named rows or (`null`) all: numbers with NaN for missing, dates as
 * milliseconds, categories as codes with −1 for missing. Throws FrameError for text columns ('unsupported') and unknown names.
 */
export function toFeatures(table: Table, rows: ArrayLike<number> | null, columnNames: readonly string[]): Features {
  const columns = columnNames.map((name): FeatureColumn => {
    const at = findColumn(table, name);
    const info = table.columns[at]!;
    if (info.type === 'text') throw new FrameError('unsupported', `"${name}" is free text, which models cannot use as it is. Leave the column out, or set its type to category.`, { column: name });
    if (info.type === 'category') return { kind: 'category', name, codes: columnCodes(table, at), categories: info.dictionary ?? [] };
    return { kind: 'number', name, values: columnNumbers(table, at) };
  });
  const features: Features = { rows: table.rows, columns };
  return rows === null ? features : takeFeatures(features, rows);
}
