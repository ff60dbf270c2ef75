import { StudioError } from '../engine/core/errors.ts';
import { isClassification, type Task } from '../engine/core/dataset.ts';
import { isMissing, type Table } from '../frame/table.ts';
import { columnIndex } from './columns.ts';

/** The target of every row that has one. */
export interface Target {
  /** Rows of the table that have a target, ascending. */
  readonly rows: Uint32Array;
  /** Class index or value, one per entry of `rows`. */
  readonly y: Float64Array;
  readonly classes: readonly string[] | null;
  /** Rows left out because their target is missing. */
  readonly missing: number;
}

/** "2" before "10", and both before "a". */
function byNumberThenText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  const [aIsNumber, bIsNumber] = [a.trim() !== '' && !Number.isNaN(x), b.trim() !== '' && !Number.isNaN(y)];
  if (aIsNumber && bIsNumber) return x - y;
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

const MAX_CLASSES = 1000;

/**
 * Reads the target as the task needs it: class names in sorted order (numbers by value) or plain values.
 * Throws StudioError('data') where the column cannot be a target of this task.
 */
export function readTarget(table: Table, name: string, task: Task): Target {
  const j = columnIndex(table.columns, name);
  const info = table.columns[j]!;
  if (info.type === 'text') {
    throw new StudioError('data', `"${name}" holds free text, which cannot be predicted. Choose another target, or set its type to category in Data.`, { column: name });
  }
  if (!isClassification(task) && info.type === 'category') {
    throw new StudioError('data', `"${name}" holds categories, so it cannot be the target of a ${task === 'ranking' ? 'ranking, which takes relevance as a number' : 'regression'}. Choose classification, or set its type to number in Data.`, { column: name });
  }
  const rows = new Uint32Array(table.rows);
  const raw = new Float64Array(table.rows);
  let kept = 0;
  let offset = 0;
  for (const chunk of table.chunks) {
    const column = chunk.columns[j]!;
    if (column.type === 'text') throw new StudioError('internal', `Column "${name}" is stored as text.`);
    const values = column.type === 'category' ? column.codes : column.values;
    for (let i = 0; i < chunk.rows; i++) {
      if (isMissing(column.missing, i) || Number.isNaN(values[i]!)) continue;
      rows[kept] = offset + i;
      raw[kept++] = values[i]!;
    }
    offset += chunk.rows;
  }
  if (kept === 0) throw new StudioError('data', `Every cell of the target "${name}" is missing. Choose another target.`, { column: name });
  const missing = table.rows - kept;
  const used = { rows: rows.slice(0, kept), missing };
  if (!isClassification(task)) return { ...used, y: raw.slice(0, kept), classes: null };

  const codes = [...new Set(raw.subarray(0, kept))];
  if (codes.length > MAX_CLASSES) {
    throw new StudioError('data', `"${name}" has ${codes.length.toLocaleString('en')} distinct values; a classification takes at most ${MAX_CLASSES}. Choose regression or another target.`, { column: name });
  }
  const labelOf = (code: number): string => (info.type === 'category' ? info.dictionary![code]! : String(code));
  const classes = codes.map(labelOf).sort(byNumberThenText);
  if (classes.length < 2) {
    throw new StudioError('data', `Every row has the same ${name}, "${classes[0]}": there is nothing to learn. Choose a target that varies.`, { column: name });
  }
  const place = new Map(classes.map((label, k) => [label, k]));
  const indexOf = new Map(codes.map((code) => [code, place.get(labelOf(code))!]));
  return { ...used, y: raw.slice(0, kept).map((code) => indexOf.get(code)!), classes };
}
