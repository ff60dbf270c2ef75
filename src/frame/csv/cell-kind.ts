import { parseDate } from '../date.ts';
import { parseDecimal } from './number.ts';
import type { Missing } from './missing.ts';

const COMMA_NUMBER = /^\s*[+-]?\d+(?:,\d+)?\s*$/;
const GROUPED = /^\s*[+-]?\d{1,3}(?:([., '\u00a0\u202f\u2019])\d{3})+(?:[.,]\d+)?\s*$/;

/** Could be a number in some country's writing. */
export const looksNumeric = (cell: string): boolean => {
  const v = parseDecimal(cell);
  return v === v || COMMA_NUMBER.test(cell) || GROUPED.test(cell);
};

export const looksLikeDate = (cell: string): boolean => {
  const c = cell.trim().charCodeAt(0);
  if (!((c >= 48 && c <= 57) || (c | 32) >= 97)) return false;
  return !Number.isNaN(parseDate(cell, 'ymd')) || !Number.isNaN(parseDate(cell, 'dmy')) || !Number.isNaN(parseDate(cell, 'mdy'));
};

export const looksMissing = (cell: string, missing: Missing): boolean => missing.markers.has(cell) || missing.markers.has(cell.trim());

/** The marks of numbers in a set of cells: full stop or comma for decimals, and what groups thousands. */
export function numberMarks(cells: Iterable<string>): { readonly decimal: '.' | ','; readonly thousands: '' | ',' | '.' | ' ' | "'" } {
  const seen = { dotDecimal: 0, commaDecimal: 0, commaGroup: 0, dotGroup: 0, spaceGroup: 0, quoteGroup: 0, sureComma: 0, sureDot: 0 };
  for (const raw of cells) {
    const cell = raw.trim();
    if (!/^[+-]?\d/.test(cell) && !/^[+-]?[.,]\d/.test(cell)) continue;
    if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(cell)) {
      seen.commaGroup++;
      if (/,.*[,.]/.test(cell)) seen.sureComma++;
    } else if (/^[+-]?\d*,\d+$/.test(cell)) seen.commaDecimal++;
    if (/^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(cell)) {
      seen.dotGroup++;
      if (/\..*[.,]/.test(cell)) seen.sureDot++;
    } else if (/^[+-]?\d*\.\d+(e[+-]?\d+)?$/i.test(cell)) seen.dotDecimal++;
    if (/^[+-]?\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d+)?$/.test(cell)) {
      seen.spaceGroup++;
      if (/,\d+$/.test(cell)) seen.commaDecimal++;
    }
    if (/^[+-]?\d{1,3}(['\u2019]\d{3})+([.,]\d+)?$/.test(cell)) {
      seen.quoteGroup++;
      if (/,\d+$/.test(cell)) seen.commaDecimal++;
    }
  }
  const comma = seen.commaDecimal + seen.sureDot > seen.dotDecimal + seen.sureComma;
  const decimal = comma ? ',' : '.';
  const letters = seen.quoteGroup > 0 ? "'" : seen.spaceGroup > 0 ? ' ' : '';
  // "1,234" alone groups thousands; "1.234" alone is a decimal, as most files in the world have it.
  const grouped = comma ? (seen.dotGroup > 0 ? '.' : '') : seen.commaGroup > 0 && seen.commaDecimal === 0 ? ',' : '';
  return { decimal, thousands: grouped === '' ? letters : grouped };
}
