import { int, ints } from '../../../core/params.ts';
import { MOST_IDS } from '../embedding.ts';
import { Misfit, needRank, type Shape } from './kind.ts';

/** The columns of a table's row: numbers first, then codes of categories. */
export const tableFields = {
  numeric: int(0, { min: 0, max: 100_000, python: null, help: 'Columns of numbers; they come first.' }),
  cardinalities: ints([], { min: 1, maxLength: 10_000, python: null, help: 'How many categories each of the columns after them has (codes 0, 1, …).' }),
} as const;

/** Throws Misfit where a row does not have these columns. */
export function checkTable(layer: { readonly numeric: number; readonly cardinalities: readonly number[] }, inputs: readonly Shape[]): void {
  const [columns] = needRank(inputs, 1);
  const { numeric, cardinalities } = layer;
  if (numeric + cardinalities.length !== columns) throw new Misfit(`it expects ${numeric} columns of numbers and ${cardinalities.length} of categories, and ${columns!} columns reach it.`);
  if (cardinalities.some((n) => n > MOST_IDS)) throw new Misfit(`a column has ${Math.max(...cardinalities)} categories; at most ${MOST_IDS} are told apart.`);
}
