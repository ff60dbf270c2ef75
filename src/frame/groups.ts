import { columnCodes, columnNumbers } from './column-values.ts';
import { formatDate } from './date.ts';
import { FrameError } from './error.ts';
import { findColumn } from './find-column.ts';
import { quantile, sortedFinite } from './quantile.ts';
import type { Table } from './table.ts';

/** Group of every row; names of the groups. */
export interface Groups {
  readonly of: Int32Array;
  readonly names: readonly string[];
}

const MOST = 12;
const FEW_NUMBERS = 10;

export const oneGroup = (rows: number): Groups => ({ of: new Int32Array(rows), names: [''] });

/**
 * Rows by the classes of a column: its categories (the most frequent eleven and "Other" where there are more), its numbers
 * where they are few, otherwise its quarters. Rows where it is missing are a group of their own.
 */
export function groupsBy(table: Table, name: string): Groups {
  const at = findColumn(table, name);
  const info = table.columns[at]!;
  if (info.type === 'text') throw new FrameError('unsupported', `"${name}" is free text, so there are no classes to group by. Choose a category, number or date column.`, { column: name });
  const found = info.type === 'category' ? byCategory(columnCodes(table, at), info.dictionary ?? []) : byNumber(columnNumbers(table, at), info.type === 'date' ? (v): string => formatDate(v, info.dateFormat) : short);
  if (!found.of.includes(-1)) return found;
  return { of: found.of.map((g) => (g < 0 ? found.names.length : g)), names: [...found.names, '(missing)'] };
}

const short = (v: number): string => String(Number(v.toPrecision(4)));

function byCategory(codes: Int32Array, dictionary: readonly string[]): Groups {
  const counts = new Float64Array(dictionary.length);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const used = dictionary.map((_, k) => k).filter((k) => counts[k]! > 0);
  const kept = used.length <= MOST ? used : used.toSorted((a, b) => counts[b]! - counts[a]!).slice(0, MOST - 1);
  const group = new Int32Array(dictionary.length).fill(kept.length);
  kept.forEach((code, g) => {
    group[code] = g;
  });
  const names = kept.map((code) => dictionary[code]!);
  return { of: codes.map((code) => (code < 0 ? -1 : group[code]!)), names: used.length > kept.length ? [...names, 'Other'] : names };
}

function byNumber(values: Float64Array, label: (v: number) => string): Groups {
  const distinct = new Set<number>();
  for (const v of values) {
    if (v === v) distinct.add(v);
    if (distinct.size > FEW_NUMBERS) break;
  }
  if (distinct.size <= FEW_NUMBERS) {
    const order = [...distinct].sort((a, b) => a - b);
    const group = new Map(order.map((v, g) => [v, g]));
    return { of: Int32Array.from(values, (v) => group.get(v) ?? -1), names: order.map(label) };
  }
  const sorted = sortedFinite(values);
  const cuts = [...new Set([0, 0.25, 0.5, 0.75, 1].map((q) => quantile(sorted, q)))];
  const groups = Math.max(1, cuts.length - 1);
  const of = Int32Array.from(values, (v) => {
    if (v !== v) return -1;
    let g = 0;
    while (g < groups - 1 && v > cuts[g + 1]!) g++;
    return g;
  });
  return { of, names: Array.from({ length: groups }, (_, g) => `${label(cuts[g]!)} to ${label(cuts[g + 1] ?? cuts[g]!)}`) };
}
