import { isClassification, type Task } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { makeSplits, type SplitRows } from '../engine/splits/index.ts';
import type { FeatureSource } from '../frame/features.ts';
import type { ColumnInfo, Table } from '../frame/table.ts';
import { toSource } from '../frame/to-features.ts';
import { inputColumns } from './columns.ts';
import type { Labelled } from './fit.ts';
import { apartColumn, ownGroups, queryColumn, readGroups } from './query.ts';
import type { Split, Study } from './schema.ts';
import { readTarget } from './target.ts';

/** A study's table made ready for splitting: inputs and target of every row that can be used. */
export interface Prepared {
  readonly task: Task;
  /** Ranking: the column that says which query a row belongs to. */
  readonly query: string | null;
  /** For every row, which rows stay on its side of a split: those of its query (ranking), or of the group that the split names. */
  readonly groups: Int32Array | null;
  readonly classes: readonly string[] | null;
  readonly inputs: readonly ColumnInfo[];
  /** Row of the table, for every entry of `y`. */
  readonly rows: Uint32Array;
  /** The inputs of the rows at these places, read from the table when they are wanted. */
  readonly take: (at: Uint32Array) => FeatureSource;
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

function refuseBadRelevance(name: string, y: Float64Array): void {
  const bad = y.findIndex((v) => v < 0);
  if (bad >= 0) throw new StudioError('data', `The relevance "${name}" is ${y[bad]} in a row, and it must be 0 (of no use) or more. Choose another target, or correct it.`, { column: name });
}

function queryOf(study: Study, table: Table): string {
  const query = queryColumn(study, table.columns);
  if (query === null) throw new StudioError('data', 'A ranking needs to know which rows belong to the same query. Choose the query column in Prepare.');
  if (query === study.target) throw new StudioError('data', `"${query}" is the target and cannot be the query too. Choose another query column in Prepare.`, { column: query });
  return query;
}

/** Reads target and inputs; `task` is the study's own or the one found. */
export function prepare(study: Study, task: Task, table: Table): Prepared {
  const query = task === 'ranking' ? queryOf(study, table) : null;
  const apart = apartColumn(study, task, table.columns);
  const groups = apart === null ? null : readGroups(table, apart);
  const inputs = inputColumns(table.columns, study.target, apart);
  if (inputs.length === 0) throw new StudioError('data', 'There is no column to learn from besides the target and free text. Add data, or set a text column to category in Data.');
  const left = table.columns.filter((c) => c.type === 'text' && c.name !== study.target && c.name !== apart).map((c) => c.name);
  const warnings = left.length === 0 ? [] : [`Left out, because free text needs its own steps: ${left.join(', ')}.`];
  const names = inputs.map((c) => c.name);
  if (study.target === null || task === 'unsupervised') {
    const rows = Uint32Array.from({ length: table.rows }, (_, i) => i);
    return { task: 'unsupervised', query: null, groups: groups && ownGroups(groups), classes: null, inputs, rows, take: (at) => toSource(table, at, names), y: null, warnings };
  }
  const target = readTarget(table, study.target, task);
  if (task === 'binary' && target.classes!.length !== 2) {
    throw new StudioError('data', `${study.target} has ${target.classes!.length} classes, and a yes-or-no classification takes two. Choose multiclass as the task.`, { column: study.target });
  }
  const stray = query === null ? 0 : target.rows.reduce((n, row) => n + (groups![row]! < 0 ? 1 : 0), 0);
  const at = Uint32Array.from(target.rows.keys()).filter((i) => query === null || groups![target.rows[i]!]! >= 0);
  if (at.length === 0) throw new StudioError('data', `Every row that has a target lacks its query, "${query}". Choose another query column in Prepare.`, { column: query! });
  const rows = stray === 0 ? target.rows : at.map((i) => target.rows[i]!);
  const y = stray === 0 ? target.y : Float64Array.from(at, (i) => target.y[i]!);
  if (query !== null) refuseBadRelevance(study.target, y);
  const lost = (n: number, what: string): readonly string[] => (n === 0 ? [] : [`${n === 1 ? `1 row has no ${what} and is` : `${n.toLocaleString('en')} rows have no ${what} and are`} left out of training and scoring.`]);
  return {
    task: isClassification(task) && target.classes!.length === 2 ? 'binary' : task,
    query,
    groups: groups && ownGroups(Int32Array.from(rows, (row) => groups[row]!)),
    classes: target.classes,
    inputs,
    rows,
    take: (at) => toSource(table, at.map((i) => rows[i]!), names),
    y,
    warnings: [...warnings, ...lost(target.missing, study.target), ...(query === null ? [] : lost(stray, query))],
  };
}

/** Train, validation and test of every fold, as places in `prepared`. */
export function splitPrepared(study: Study, prepared: Prepared, tableRows: number): readonly SplitRows[] {
  const labels = isClassification(prepared.task) ? prepared.y : null;
  return makeSplits(splitOfKeptRows(study.split, prepared.rows, tableRows), prepared.rows.length, labels, prepared.classes, prepared.groups);
}

export function takeLabelled({ take, y, query, groups }: Prepared, at: Uint32Array): Labelled {
  return {
    inputs: take(at),
    y: y === null ? null : Float64Array.from(at, (i) => y[i]!),
    ...(query === null || groups === null ? {} : { groups: Int32Array.from(at, (i) => groups[i]!) }),
  };
}
