import { catalog } from '../../../engine/transformers/catalog.ts';
import { sayDate } from '../../../frame/date.ts';
import type { TransformerMeta } from '../../../engine/core/transformer.ts';
import type { RowWindow } from '../../../frame/views.ts';
import { catalog as models } from '../../../engine/models/catalog.ts';
import { inputColumns } from '../../../study/columns.ts';
import { isByNeed, isNeeded } from '../../../study/effective-steps.ts';
import { apartColumn } from '../../../study/query.ts';
import type { StepSpec, Study } from '../../../study/schema.ts';

export const metaOf = (type: string): TransformerMeta | null => catalog.find((m) => m.type === type) ?? null;
export const nameOf = (type: string): string => metaOf(type)?.name ?? type;

const groups: readonly { readonly group: TransformerMeta['tags']['group']; readonly title: string }[] = [
  { group: 'missing', title: 'Fill what is missing' },
  { group: 'encode', title: 'Turn categories into numbers' },
  { group: 'scale', title: 'Bring numbers to one scale' },
  { group: 'select', title: 'Leave columns out' },
  { group: 'build', title: 'Build and reshape columns' },
];
/** The catalogue by what a step is for. */
export const stepGroups = groups.map(({ group, title }) => ({ title, metas: catalog.filter((m) => m.tags.group === group) })).filter((g) => g.metas.length > 0);

/** "on every number column", "on 3 columns", "on age". */
export function describeColumns(step: StepSpec): string {
  const named = step.params['columns'];
  const names = Array.isArray(named) ? named.map(String) : [];
  if (names.length === 1) return `on ${names[0] ?? ''}`;
  if (names.length > 1) return `on ${names.length} columns`;
  const takes = metaOf(step.type)?.tags.takes ?? 'any';
  return takes === 'any' ? 'on every column that needs it' : `on every ${takes} column`;
}

/** Models of the study, by name, that need what a step does, and those that could do without it. */
export function givenTo(study: Study, step: StepSpec): { readonly needing: readonly string[]; readonly without: readonly string[] } {
  const columns = study.data?.columns ?? [];
  const inputs = inputColumns(columns, study.target, apartColumn(study, study.task, columns));
  const metas = models.filter((meta) => study.models.some((m) => m.type === meta.type));
  const names = (needed: boolean): readonly string[] => metas.filter(({ tags }) => isNeeded(step, tags, inputs) === needed).map((meta) => meta.name);
  return { needing: names(true), without: names(false) };
}

/** "for 2 of 3 models", where a step is for those only that need it. */
export function describeModels(study: Study, step: StepSpec): string {
  if (step.only !== 'needed' || !isByNeed(step.type)) return '';
  const { needing, without } = givenTo(study, step);
  const all = needing.length + without.length;
  return all === 0 ? ', where it is needed' : without.length === 0 ? '' : needing.length === 0 ? ', needed by no model here' : `, for ${needing.join(', ').length <= 24 ? needing.join(', ') : `${needing.length} of ${all} models`}`;
}

/** The list with one step moved; the same list where that changes nothing. */
export function moveStep(steps: readonly StepSpec[], from: number, to: number): readonly StepSpec[] {
  const step = steps[from];
  const at = Math.min(Math.max(to, 0), steps.length - 1);
  if (step === undefined || at === from) return steps;
  return steps.toSpliced(from, 1).toSpliced(at, 0, step);
}

export const withSteps = (change: (steps: readonly StepSpec[]) => readonly StepSpec[]) => (study: Study): Study => {
  const steps = change(study.steps);
  return steps === study.steps ? study : { ...study, steps };
};

/** After the chosen step, or at the end. */
export const insertStep = (steps: readonly StepSpec[], step: StepSpec, after: string | null): readonly StepSpec[] => {
  const at = steps.findIndex((s) => s.id === after);
  return steps.toSpliced(at < 0 ? steps.length : at + 1, 0, step);
};

export interface DiffColumn {
  readonly name: string;
  readonly state: 'same' | 'changed' | 'new' | 'gone';
}

function textAt(window: RowWindow, column: number, row: number): string | null {
  const cells = window.cells[column];
  if (cells === undefined) return null;
  if (cells.kind === 'text') return cells.values[row] ?? null;
  const value = cells.values[row];
  if (value === undefined || Number.isNaN(value)) return null;
  return cells.kind === 'date' ? sayDate(value) : String(Number(value.toPrecision(5))).replace('-', '−');
}

export interface DiffCell {
  readonly before: string | null;
  readonly after: string | null;
  readonly changed: boolean;
}
export interface Diff {
  readonly columns: readonly DiffColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly DiffCell[] }[];
}

/** The columns a step touched, before and after, on rows where it shows: those it changed come first. */
export function diffOf(before: RowWindow, after: RowWindow, mostColumns = 8, mostRows = 8): Diff {
  const names = [...new Set([...before.columns, ...after.columns])];
  const rows = before.rows.length;
  const columns = names.map((name) => {
    const b = before.columns.indexOf(name);
    const a = after.columns.indexOf(name);
    const cells = Array.from({ length: rows }, (_, row): DiffCell => {
      const was = b < 0 ? null : textAt(before, b, row);
      const is = a < 0 ? null : textAt(after, a, row);
      return { before: was, after: is, changed: b >= 0 && a >= 0 && was !== is };
    });
    const state: DiffColumn['state'] = b < 0 ? 'new' : a < 0 ? 'gone' : cells.some((c) => c.changed) ? 'changed' : 'same';
    return { name, state, cells };
  });
  const touched = columns.filter((c) => c.state !== 'same').slice(0, mostColumns);
  const weight = (row: number): number => touched.reduce((n, c) => n + (c.cells[row]!.changed ? 1 : 0), 0);
  const shown = Array.from({ length: rows }, (_, row) => row).sort((p, q) => weight(q) - weight(p) || p - q).slice(0, mostRows).sort((p, q) => p - q);
  return { columns: touched.map(({ name, state }) => ({ name, state })), rows: shown.map((row) => ({ row: before.rows[row]!, cells: touched.map((c) => c.cells[row]!) })) };
}
