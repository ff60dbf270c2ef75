import { writeCsv, type CsvColumn } from '../../frame/write-csv.ts';
import { inOrder, queriesOf } from '../../engine/metrics/queries.ts';
import type { Predictions } from '../results.ts';

/** For every row its place in the predicted order of its query, from 1. */
function places(yPred: Float64Array, groups: Int32Array): Uint32Array {
  const place = new Uint32Array(yPred.length);
  const { rows, starts } = queriesOf(groups);
  for (let q = 0; q + 1 < starts.length; q++) inOrder(rows.subarray(starts[q], starts[q + 1]), yPred).forEach((row, i) => { place[row] = i + 1; });
  return place;
}

/**
 * Predictions as CSV: `row` (of the table, from 0), `fold` where there are several, `true` where it is known, `predicted`,
 * and `probability_CLASS` for each class; of a ranking `query` (as the table has it, where `queries` is given) and `place`, from 1
 * within its query. Class names are written where `classes` is given, values as they are otherwise.
 */
export function predictionsCsv(predictions: Predictions, classes: readonly string[] | null, queries: CsvColumn['values'] | null = null): string {
  const { rows, fold, yTrue, yPred, proba, groups } = predictions;
  const K = classes?.length ?? 0;
  const several = fold.some((f) => f !== fold[0]);
  const show = (values: Float64Array): CsvColumn['values'] => (classes === null ? values : Array.from(values, (k) => classes[k] ?? null));
  const columns: CsvColumn[] = [
    { name: 'row', values: rows },
    ...(several ? [{ name: 'fold', values: fold }] : []),
    ...(queries ? [{ name: 'query', values: queries }] : []),
    ...(yTrue ? [{ name: 'true', values: show(yTrue) }] : []),
    { name: 'predicted', values: show(yPred) },
    ...(groups ? [{ name: 'place', values: places(yPred, groups) }] : []),
  ];
  if (proba && classes) {
    for (let k = 0; k < K; k++) columns.push({ name: `probability_${classes[k]!}`, values: Float64Array.from(rows, (_, i) => proba[i * K + k]!) });
  }
  return writeCsv(columns);
}
