import { looksLikeDate, looksNumeric } from './cell-kind.ts';
import { isBlank } from './shape.ts';

/**
 * A first row of names that is one cell shorter than the rows below. `trailing`: the rows end in a delimiter, so their last
 * cell is nothing; `row-names`: the first column has no name, as R writes its tables. `null`: it is no such row.
 */
export function shortHeader(rows: readonly (readonly string[])[], width: number): 'trailing' | 'row-names' | null {
  const at = rows.findIndex((row) => !isBlank(row));
  const first = rows[at];
  if (first === undefined || width < 3 || first.length !== width - 1) return null;
  const named = first.every((cell) => cell.trim() !== '' && !looksNumeric(cell) && !looksLikeDate(cell));
  if (!named || new Set(first).size !== first.length) return null;
  const full = rows.slice(at + 1).filter((row) => row.length === width);
  return full.every((row) => row[width - 1]!.trim() === '') ? 'trailing' : 'row-names';
}
