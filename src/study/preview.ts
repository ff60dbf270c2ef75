import { StudioError } from '../engine/core/errors.ts';
import type { Task } from '../engine/core/dataset.ts';
import { type FeatureColumn, type Features, readAll } from '../frame/features.ts';
import { evenHistogram, histogramOf } from '../frame/histogram.ts';
import type { Histogram } from '../frame/profile.ts';
import type { ColumnInfo, Table } from '../frame/table.ts';
import type { Cells, RowWindow } from '../frame/views.ts';
import { prepare, splitPrepared } from './prepare.ts';
import type { Study } from './schema.ts';
import { applySteps, fitSteps } from './steps.ts';

/** How a column's values are spread; `date`: they are still dates (milliseconds). */
export interface ColumnShape extends Histogram {
  readonly date: boolean;
}

/** A step's effect, on training rows: what Prepare shows beside it. */
export interface StepPreview {
  /** At most 100 rows before and after the step. */
  readonly before: RowWindow;
  readonly after: RowWindow;
  /** Number columns that the step changed, made or took away; at most 24. */
  readonly histograms: readonly { readonly column: string; readonly before: ColumnShape | null; readonly after: ColumnShape | null }[];
  /** "Filled 19 missing cells in 5 columns." */
  readonly sentence: string;
  readonly columnsBefore: number;
  readonly columnsAfter: number;
}

const SHOWN_ROWS = 100;
const SHOWN_HISTOGRAMS = 24;
/** Steps are fitted on at most this many training rows for a preview; training itself uses all. */
const PREVIEW_ROWS = 50_000;

const cells = (column: FeatureColumn, rows: number, date: boolean): Cells =>
  column.kind === 'number'
    ? { kind: date ? 'date' : 'number', values: column.values.slice(0, rows) }
    : { kind: 'text', values: Array.from(column.codes.subarray(0, rows), (code) => (code < 0 ? null : column.categories[code]!)) };

function windowOf(features: Features, tableRows: Uint32Array, isDate: IsDate): RowWindow {
  const rows = Math.min(SHOWN_ROWS, features.rows);
  return { rows: tableRows.slice(0, rows), columns: features.columns.map((c) => c.name), cells: features.columns.map((c) => cells(c, rows, isDate(c))) };
}

const missingIn = (column: FeatureColumn): number => {
  let n = 0;
  if (column.kind === 'number') { for (const v of column.values) if (Number.isNaN(v)) n++; }
  else for (const code of column.codes) if (code < 0) n++;
  return n;
};

function sameColumn(a: FeatureColumn, b: FeatureColumn): boolean {
  if (a === b) return true;
  if (a.kind === 'number' && b.kind === 'number') return a.values === b.values || a.values.every((v, i) => Object.is(v, b.values[i]));
  if (a.kind === 'category' && b.kind === 'category') return a.codes === b.codes || a.codes.every((code, i) => (code < 0 ? null : a.categories[code]) === (b.codes[i]! < 0 ? null : b.categories[b.codes[i]!]));
  return false;
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

function describe(before: Features, after: Features): { readonly sentence: string; readonly touched: readonly string[] } {
  const was = new Map(before.columns.map((c) => [c.name, c]));
  const is = new Map(after.columns.map((c) => [c.name, c]));
  const gone = [...was.keys()].filter((name) => !is.has(name));
  const made = [...is.keys()].filter((name) => !was.has(name));
  const changed = [...is.keys()].filter((name) => was.has(name) && !sameColumn(was.get(name)!, is.get(name)!));
  const filled = changed.reduce((n, name) => n + Math.max(0, missingIn(was.get(name)!) - missingIn(is.get(name)!)), 0);
  const parts = [
    filled > 0 ? `filled ${plural(filled, 'missing cell')} in ${plural(changed.length, 'column')}` : changed.length > 0 ? `changed ${plural(changed.length, 'column')}` : '',
    made.length > 0 && gone.length > 0 ? `turned ${plural(gone.length, 'column')} into ${made.length.toLocaleString('en')}` : made.length > 0 ? `added ${plural(made.length, 'column')}` : gone.length > 0 ? `dropped ${plural(gone.length, 'column')}` : '',
  ].filter(Boolean);
  const text = parts.join(' and ');
  return { sentence: text === '' ? 'Changes nothing on these rows.' : `${text[0]!.toUpperCase()}${text.slice(1)}.`, touched: [...gone, ...changed, ...made] };
}

type IsDate = (column: FeatureColumn) => boolean;

/** Dates are numbers on their way to a model: a column is one still as long as most of its cells are the dates that were read. */
function stillDates(start: Features, inputs: readonly ColumnInfo[]): IsDate {
  const read = new Map(start.columns.flatMap((c) => (c.kind === 'number' && inputs.some((i) => i.name === c.name && i.type === 'date') ? [[c.name, c.values] as const] : [])));
  return (column) => {
    const dates = read.get(column.name);
    if (dates === undefined || column.kind !== 'number') return false;
    let known = 0;
    let same = 0;
    for (let i = 0; i < dates.length; i++) {
      if (Number.isNaN(dates[i]!)) continue;
      known++;
      if (column.values[i] === dates[i]) same++;
    }
    return same * 2 > known;
  };
}

/** Both with as many bars, so that a column that is only shifted and stretched keeps its shape. */
function shapes(before: FeatureColumn | undefined, after: FeatureColumn | undefined, isDate: IsDate): { readonly before: ColumnShape | null; readonly after: ColumnShape | null } {
  const was = before?.kind === 'number' ? histogramOf(before.values) : null;
  const bins = was === null ? 0 : was.counts.length;
  const is = after?.kind === 'number' ? (bins > 1 ? evenHistogram(after.values, bins) : histogramOf(after.values)) : null;
  return { before: was && before ? { ...was, date: isDate(before) } : null, after: is && after ? { ...is, date: isDate(after) } : null };
}

/** Before and after of one step, fitted (with all before it) on the training rows of the first fold. */
export function previewStep(study: Study, stepId: string, task: Task, table: Table): StepPreview {
  const at = study.steps.findIndex((s) => s.id === stepId);
  if (at < 0) throw new StudioError('internal', `The study has no step "${stepId}".`);
  const prepared = prepare(study, task, table);
  const { train } = splitPrepared(study, prepared, table.rows)[0]!;
  const rows = train.slice().sort().subarray(0, PREVIEW_ROWS);
  const tableRows = rows.map((i) => prepared.rows[i]!);
  const start = readAll(prepared.take(rows));
  const y = prepared.y === null ? null : Float64Array.from(rows, (i) => prepared.y![i]!);
  const { train: before } = fitSteps(study.steps.slice(0, at), start, y);
  const { fitted } = fitSteps([{ ...study.steps[at]!, enabled: true }], before, y);
  const after = applySteps(fitted, before);
  const { sentence, touched } = describe(before, after);
  const isDate = stillDates(start, prepared.inputs);
  const find = (features: Features, name: string): FeatureColumn | undefined => features.columns.find((c) => c.name === name);
  return {
    before: windowOf(before, tableRows, isDate),
    after: windowOf(after, tableRows, isDate),
    histograms: touched.slice(0, SHOWN_HISTOGRAMS).map((column) => ({ column, ...shapes(find(before, column), find(after, column), isDate) })),
    sentence,
    columnsBefore: before.columns.length,
    columnsAfter: after.columns.length,
  };
}
