import { writeCsv, type CsvColumn } from '../../frame/write-csv.ts';
import type { Predictions } from '../results.ts';

/**
 * Predictions as CSV: `row` (of the table, from 0), `fold` where there are several, `true` where it is known, `predicted`,
 * and `probability_CLASS` for each class. Class names are written where `classes` is given, values as they are otherwise.
 */
export function predictionsCsv(predictions: Predictions, classes: readonly string[] | null): string {
  const { rows, fold, yTrue, yPred, proba } = predictions;
  const K = classes?.length ?? 0;
  const several = fold.some((f) => f !== fold[0]);
  const show = (values: Float64Array): CsvColumn['values'] => (classes === null ? values : Array.from(values, (k) => classes[k] ?? null));
  const columns: CsvColumn[] = [
    { name: 'row', values: rows },
    ...(several ? [{ name: 'fold', values: fold }] : []),
    ...(yTrue ? [{ name: 'true', values: show(yTrue) }] : []),
    { name: 'predicted', values: show(yPred) },
  ];
  if (proba && classes) {
    for (let k = 0; k < K; k++) columns.push({ name: `probability_${classes[k]!}`, values: Float64Array.from(rows, (_, i) => proba[i * K + k]!) });
  }
  return writeCsv(columns);
}
