import { StudioError } from '../engine/core/errors.ts';
import type { Task } from '../engine/core/dataset.ts';
import { type FeatureColumn, type Features, takeFeatures } from '../frame/features.ts';
import { histogramOf } from '../frame/histogram.ts';
import type { Histogram } from '../frame/profile.ts';
import type { Table } from '../frame/table.ts';
import type { Cells, RowWindow } from '../frame/views.ts';
import { prepare, splitPrepared } from './prepare.ts';
import type { Study } from './schema.ts';
import { applySteps, fitSteps } from './steps.ts';

/** A step's effect, on training rows: what Prepare shows beside it. */
export interface StepPreview {
  /** At most 100 rows before and after the step. */
  readonly before: RowWindow;
  readonly after: RowWindow;
  /** Number columns that the step changed, made or took away; at most 24. */
  readonly histograms: readonly { readonly column: string; readonly before: Histogram | null; readonly after: Histogram | null }[];
  /** "Filled 19 missing cells in 5 columns." */
  readonly sentence: string;
  readonly columnsBefore: number;
  readonly columnsAfter: number;
}

const SHOWN_ROWS = 100;
const SHOWN_HISTOGRAMS = 24;
/** Steps are fitted on at most this many training rows for a preview; training itself uses all. */
const PREVIEW_ROWS = 50_000;

const cells = (column: FeatureColumn, rows: number): Cells =>
  column.kind === 'number'
    ? { kind: 'number', values: column.values.slice(0, rows) }
    : { kind: 'text', values: Array.from(column.codes.subarray(0, rows), (code) => (code < 0 ? null : column.categories[code]!)) };

function windowOf(features: Features, tableRows: Uint32Array): RowWindow {
  const rows = Math.min(SHOWN_ROWS, features.rows);
  return { rows: tableRows.slice(0, rows), columns: features.columns.map((c) => c.name), cells: features.columns.map((c) => cells(c, rows)) };
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

const histogram = (column: FeatureColumn | undefined): Histogram | null => (column?.kind === 'number' ? histogramOf(column.values) : null);

/** Before and after of one step, fitted (with all before it) on the training rows of the first fold. */
export function previewStep(study: Study, stepId: string, task: Task, table: Table): StepPreview {
  const at = study.steps.findIndex((s) => s.id === stepId);
  if (at < 0) throw new StudioError('internal', `The study has no step "${stepId}".`);
  const prepared = prepare(study, task, table);
  const { train } = splitPrepared(study, prepared, table.rows)[0]!;
  const rows = train.slice().sort().subarray(0, PREVIEW_ROWS);
  const tableRows = rows.map((i) => prepared.rows[i]!);
  const start = takeFeatures(prepared.features, rows);
  const y = prepared.y === null ? null : Float64Array.from(rows, (i) => prepared.y![i]!);
  const { train: before } = fitSteps(study.steps.slice(0, at), start, y);
  const { fitted } = fitSteps([{ ...study.steps[at]!, enabled: true }], before, y);
  const after = applySteps(fitted, before);
  const { sentence, touched } = describe(before, after);
  const find = (features: Features, name: string): FeatureColumn | undefined => features.columns.find((c) => c.name === name);
  return {
    before: windowOf(before, tableRows),
    after: windowOf(after, tableRows),
    histograms: touched.slice(0, SHOWN_HISTOGRAMS).map((column) => ({ column, before: histogram(find(before, column)), after: histogram(find(after, column)) })),
    sentence,
    columnsBefore: before.columns.length,
    columnsAfter: after.columns.length,
  };
}
