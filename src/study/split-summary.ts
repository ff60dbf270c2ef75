import type { Table } from '../frame/table.ts';
import { isClassification, type Task } from '../engine/core/dataset.ts';
import { prepare, splitPrepared } from './prepare.ts';
import type { Study } from './schema.ts';

export interface SplitSummary {
  readonly folds: readonly { readonly train: number; readonly validation: number; readonly test: number }[];
  readonly classes: readonly { readonly name: string; readonly train: number; readonly test: number }[];
  readonly sentence: string;
}

const count = (n: number): string => n.toLocaleString('en');

/** How many rows, and of which class, fall on each side; classes are counted over the first fold. */
export function splitSummary(study: Study, task: Task, table: Table): SplitSummary {
  const prepared = prepare({ ...study }, task, table);
  const splits = splitPrepared(study, prepared, table.rows);
  const folds = splits.map((s) => ({ train: s.train.length, validation: s.validation?.length ?? 0, test: s.test.length }));
  const tally = (at: Uint32Array): Float64Array => {
    const counts = new Float64Array(prepared.classes?.length ?? 0);
    for (const i of at) counts[prepared.y![i]!]!++;
    return counts;
  };
  const first = splits[0]!;
  const labelled = isClassification(prepared.task) && prepared.classes !== null;
  const train = labelled ? tally(first.train) : null;
  const test = labelled ? tally(first.test) : null;
  const one = folds[0]!;
  const { query, groups } = prepared;
  const queries = (at: Uint32Array): string => (query === null || groups === null ? '' : ` of ${count(new Set(Array.from(at, (i) => groups[i]!)).size)} queries`);
  const sentence = folds.length > 1
    ? `${folds.length} folds: each of ${count(prepared.rows.length)} rows is tested once by a model that never saw it; about ${count(one.train)} rows train each.`
    : `${count(one.train)} rows${queries(first.train)} train${one.validation > 0 ? `, ${count(one.validation)} decide when to stop` : ''} and ${count(one.test)}${queries(first.test)} test. Everything that is fitted is fitted on the training rows only.`;
  return { folds, classes: labelled ? prepared.classes!.map((name, k) => ({ name, train: train![k]!, test: test![k]! })) : [], sentence };
}
