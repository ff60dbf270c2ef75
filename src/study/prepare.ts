import { isClassification, type Task } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { makeSplits, type SplitRows } from '../engine/splits/index.ts';
import { type Features, takeFeatures } from '../frame/features.ts';
import type { ColumnInfo, Table } from '../frame/table.ts';
import { toFeatures } from '../frame/to-features.ts';
import { inputColumns } from './columns.ts';
import type { Labelled } from './fit.ts';
import type { Split, Study } from './schema.ts';
import { readTarget } from './target.ts';

/** A study's table made ready for splitting: features and target of every row that can be used. */
export interface Prepared {
  readonly task: Task;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly ColumnInfo[];
  /** Row of the table, for every row of `features` and entry of `y`. */
  readonly rows: Uint32Array;
  readonly features: Features;
  readonly y: Float64Array | null;
  readonly warnings: readonly string[];
}

function splitOfKeptRows(split: Split, rows: Uint32Array, tableRows: number): Split {
  if (split.kind !== 'given') return split;
  if (split.folds.length !== tableRows) {
    throw new StudioError('param', `The folds name ${split.folds.length.toLocaleString('en')} rows, but the table has ${tableRows.toLocaleString('en')}. Give one fold a row.`, { param: 'folds' });
  }
  return { kind: 'given', folds: Array.from(rows, (row) => split.folds[row]!) };
}

/** Reads target and inputs; `task` is the study's own or the one found. */
export function prepare(study: Study, task: Task, table: Table): Prepared {
  const inputs = inputColumns(table.columns, study.target);
  if (inputs.length === 0) throw new StudioError('data', 'There is no column to learn from besides the target and free text. Add data, or set a text column to category in Data.');
  const left = table.columns.filter((c) => c.type === 'text' && c.name !== study.target).map((c) => c.name);
  const warnings = left.length === 0 ? [] : [`Left out, because free text needs its own steps: ${left.join(', ')}.`];
  const names = inputs.map((c) => c.name);
  if (study.target === null || task === 'unsupervised') {
    const rows = Uint32Array.from({ length: table.rows }, (_, i) => i);
    return { task: 'unsupervised', classes: null, inputs, rows, features: toFeatures(table, null, names), y: null, warnings };
  }
  const target = readTarget(table, study.target, task);
  if (task === 'binary' && target.classes!.length !== 2) {
    throw new StudioError('data', `${study.target} has ${target.classes!.length} classes, and a yes-or-no classification takes two. Choose multiclass as the task.`, { column: study.target });
  }
  const all = target.rows.length === table.rows;
  return {
    task: isClassification(task) && target.classes!.length === 2 ? 'binary' : task,
    classes: target.classes,
    inputs,
    rows: target.rows,
    features: toFeatures(table, all ? null : target.rows, names),
    y: target.y,
    warnings: target.missing === 0 ? warnings : [...warnings, `${target.missing === 1 ? `1 row has no ${study.target} and is` : `${target.missing.toLocaleString('en')} rows have no ${study.target} and are`} left out of training and scoring.`],
  };
}

/** Train, validation and test of every fold, as places in `prepared`. */
export function splitPrepared(study: Study, prepared: Prepared, tableRows: number): readonly SplitRows[] {
  const labels = isClassification(prepared.task) ? prepared.y : null;
  return makeSplits(splitOfKeptRows(study.split, prepared.rows, tableRows), prepared.rows.length, labels, prepared.classes);
}

export function takeLabelled(prepared: Prepared, at: Uint32Array): Labelled {
  const { y } = prepared;
  return {
    features: takeFeatures(prepared.features, at),
    y: y === null ? null : Float64Array.from(at, (i) => y[i]!),
  };
}
