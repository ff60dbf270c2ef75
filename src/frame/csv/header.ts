import { looksLikeDate, looksMissing, looksNumeric } from './cell-kind.ts';
import type { Missing } from './missing.ts';

const isYear = (cell: string): boolean => /^\s*(1[89]|20|21)\d\d\s*$/.test(cell);

/**
 * Whether the first row names the columns: text above numbers or dates says yes, a number above numbers no (unless it is a
 * year); where every column is text, names are short, all different, and not among the values below.
 */
export function hasHeader(first: readonly string[], rest: readonly (readonly string[])[], missing: Missing): boolean {
  const named = first.map((cell) => cell.trim());
  const filled = named.filter((cell) => cell !== '');
  if (filled.length === 0) return false;
  if (rest.length === 0) return filled.every((cell) => !looksNumeric(cell) && !looksLikeDate(cell)) && new Set(filled).size === filled.length;
  let above = 0;
  let like = 0;
  let years = 0;
  let repeated = 0;
  named.forEach((cell, j) => {
    const values = rest.map((row) => row[j] ?? '').filter((v) => !looksMissing(v, missing));
    const typed = values.filter((v) => looksNumeric(v) || looksLikeDate(v)).length;
    const isValue = looksNumeric(cell) || looksLikeDate(cell);
    if (values.length > 0 && typed >= values.length * 0.9) {
      if (isValue) {
        like++;
        if (isYear(cell)) years++;
      } else if (cell !== '' && !looksMissing(cell, missing)) above++;
    } else if (isValue) like++;
    else if (values.some((v) => v.trim() === cell)) repeated++;
  });
  if (like > 0 && like > years) return above > like * 3;
  if (above > 0) return true;
  if (years > 0) return new Set(filled).size === filled.length && repeated === 0 && years >= 2;
  return repeated === 0 && new Set(filled).size === filled.length && filled.every((cell) => cell.length <= 60);
}
