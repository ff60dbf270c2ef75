import type { Predictions } from '../results.ts';

/** Spreadsheets run a cell that starts like this as a formula; a leading apostrophe makes it text again. Plain numbers are left. */
const guarded = (value: string): string => (/^[=+\-@\t\r]/.test(value) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? `'${value}` : value);

const quoted = (value: string): string => (/[",\r\n]/.test(value) || value !== value.trim() ? `"${value.replaceAll('"', '""')}"` : value);

/** A text as a CSV cell: safe to open in a spreadsheet, quoted where it must be. */
export const csvText = (value: string): string => quoted(guarded(value));

const csvNumber = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/**
 * Predictions as CSV: `row` (of the table, from 0), `fold` where there are several, `true` where it is known, `predicted`,
 * and `probability_CLASS` for each class. Class names are written where `classes` is given, values as they are otherwise.
 */
export function predictionsCsv(predictions: Predictions, classes: readonly string[] | null): string {
  const { rows, fold, yTrue, yPred, proba } = predictions;
  const K = classes?.length ?? 0;
  const folds = fold.some((f) => f !== fold[0]);
  const show = (value: number): string => (classes === null ? csvNumber(value) : csvText(classes[value] ?? ''));
  const header = ['row', ...(folds ? ['fold'] : []), ...(yTrue ? ['true'] : []), 'predicted', ...(proba && classes ? classes.map((name) => csvText(`probability_${name}`)) : [])];
  const lines = [header.join(',')];
  for (let i = 0; i < rows.length; i++) {
    const cells = [String(rows[i]!)];
    if (folds) cells.push(String(fold[i]!));
    if (yTrue) cells.push(show(yTrue[i]!));
    cells.push(show(yPred[i]!));
    if (proba) for (let k = 0; k < K; k++) cells.push(csvNumber(proba[i * K + k]!));
    lines.push(cells.join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
