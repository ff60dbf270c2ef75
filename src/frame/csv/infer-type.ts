import { type DateOrder, dateFormatOf, parseDate } from '../date.ts';
import type { ColumnType } from '../table.ts';
import { looksMissing } from './cell-kind.ts';
import type { Missing } from './missing.ts';
import { plural } from './issues.ts';

/** What a column will be read as. */
export interface ColumnPlan {
  readonly type: ColumnType;
  /** In words: what in the sample spoke for the type. */
  readonly why: string;
  /** The person said so: unreadable cells do not change it. */
  readonly forced: boolean;
  readonly order: DateOrder;
  /** The sample fits day/month and month/day alike. */
  readonly ambiguous: boolean;
  readonly dateFormat: string;
}

/** Share of cells that may be unreadable in a column that is still read as numbers or dates. */
export const TOLERATED = 0.01;

interface Tally {
  readonly values: readonly string[];
  readonly numbers: number;
  readonly leadingZeros: number;
  readonly longIntegers: number;
  readonly distinct: number;
  readonly oddOne: string;
}

/** The type that a sample of a column's cells speaks for, or the one given. */
export function inferType(cells: readonly string[], given: ColumnType | null, missing: Missing, parse: (text: string) => number, dateOrder: DateOrder | null): ColumnPlan {
  const tally = count(cells, missing, parse);
  const n = tally.values.length;
  const numeric = n > 0 && tally.numbers >= n * (1 - TOLERATED);
  // Dates are looked for only where they can matter: most columns are settled by then.
  const dates = bestOrder(numeric && given !== 'date' ? [] : tally.values, dateOrder);
  const plan = (type: ColumnType, why: string): ColumnPlan => ({
    type: given ?? type,
    why: given === null ? why : `Set to ${given}.`,
    forced: given !== null,
    order: dates.order,
    ambiguous: dates.ambiguous && dateOrder === null,
    dateFormat: dates.format,
  });
  if (n === 0) return plan('category', 'Every cell of the sample is missing.');
  if (numeric) {
    if (tally.leadingZeros > 0) return plan(textual(tally), `Numbers with leading zeros, such as "${tally.values.find((v) => /^0\d/.test(v.trim()))}": kept as written.`);
    if (tally.longIntegers > 0) return plan('text', 'Whole numbers of more than 15 digits would lose their last ones: kept as written.');
    return plan('number', tally.numbers === n ? `All ${n.toLocaleString('en-US')} cells of the sample are numbers.` : `${percent(tally.numbers / n)} of the sample are numbers; the others, such as "${tally.oddOne}", will be counted and listed.`);
  }
  if (dates.count >= n * (1 - TOLERATED)) {
    const order = dates.ambiguous && dateOrder === null ? '; day and month could be either way round, nothing in the sample settles it' : '';
    return plan('date', `Dates written ${dates.format}${order}.`);
  }
  const mixed = tally.numbers > n / 2 ? ` ${percent(tally.numbers / n)} of them are numbers, but not "${tally.oddOne}"; as a number column such cells would be missing.` : '';
  const type = textual(tally);
  return plan(type, type === 'category' ? `${plural(tally.distinct, 'distinct value')} in ${n.toLocaleString('en-US')} cells.${mixed}` : `Nearly every cell is different (${tally.distinct.toLocaleString('en-US')} of ${n.toLocaleString('en-US')}).${mixed}`);
}

/** Few distinct values for the number of rows make a category; a table of a few rows cannot tell and gets categories. */
export const isCategory = (distinct: number, values: number): boolean => values <= 20 || (distinct <= values / 2 && distinct <= MAX_CATEGORIES);
export const MAX_CATEGORIES = 10_000;

const textual = (tally: Tally): ColumnType => (isCategory(tally.distinct, tally.values.length) ? 'category' : 'text');
const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1).replace(/\.0$/, '')} %`;

function count(cells: readonly string[], missing: Missing, parse: (text: string) => number): Tally {
  const values = cells.filter((cell) => !looksMissing(cell, missing));
  let numbers = 0;
  let leadingZeros = 0;
  let longIntegers = 0;
  let oddOne = '';
  for (const cell of values) {
    const v = parse(cell);
    if (v !== v) {
      oddOne ||= cell.trim().slice(0, 40);
      continue;
    }
    numbers++;
    const digits = cell.trim();
    if (/^0\d+$/.test(digits)) leadingZeros++;
    else if (digits.length > 15 && /^[+-]?\d{16,}$/.test(digits) && !Number.isSafeInteger(v)) longIntegers++;
  }
  return { values, numbers, leadingZeros, longIntegers, distinct: numbers === values.length && leadingZeros === 0 ? 0 : new Set(values.map((v) => v.trim())).size, oddOne };
}

function bestOrder(values: readonly string[], given: DateOrder | null): { readonly order: DateOrder; readonly count: number; readonly ambiguous: boolean; readonly format: string } {
  if (values.length === 0) return { order: given ?? 'ymd', count: 0, ambiguous: false, format: 'yyyy-mm-dd' };
  const orders: readonly DateOrder[] = given === null ? ['ymd', 'dmy', 'mdy'] : [given, 'ymd'];
  const counts = orders.map((order) => values.reduce((n, v) => n + (Number.isNaN(parseDate(v, order)) ? 0 : 1), 0));
  const most = Math.max(...counts);
  const order = orders[counts.indexOf(most)]!;
  const example = values.find((v) => !Number.isNaN(parseDate(v, order))) ?? '';
  // Named months read alike in every order; only figures can be confused.
  const ambiguous = order === 'dmy' && counts[2] === most && most > 0 && /^\s*\d+[-/.]\d/.test(example);
  // With slashes and no other sign, files are more often American than not; with dots and dashes they are not.
  const settled: DateOrder = ambiguous && example.includes('/') ? 'mdy' : order;
  return { order: settled, count: most, ambiguous, format: example === '' ? 'yyyy-mm-dd' : dateFormatOf(example, settled) };
}
