import { associate } from './association.ts';
import { findColumn } from './find-column.ts';
import { spreadRows } from './scatter.ts';
import type { Table } from './table.ts';
import { toFeatures } from './to-features.ts';
import type { Association } from './views.ts';
import { breather, type Watch } from './watch.ts';

/** Rows are sampled, evenly spread, where there are more; and where the table is wide, so that it stays a matter of seconds. */
const MOST_ROWS = 200_000;
const MOST_CELLS = 50_000_000;
const FEWEST_ROWS = 2000;
/** Columns looked at together: a few megabytes, not the table. */
const BLOCK = 32;

/** How much every other column tells of this one: numbers (dates too) and categories; text has no measure and is left out. */
export async function associationWith(table: Table, target: string, watch: Watch = {}): Promise<Association> {
  const own = table.columns[findColumn(table, target)]!;
  const others = own.type === 'text' ? [] : table.columns.filter((c) => c.type !== 'text' && c.name !== target).map((c) => c.name);
  const limit = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, Math.floor(MOST_CELLS / Math.max(1, others.length))));
  const rows = table.rows > limit ? spreadRows(table.rows, limit) : null;
  const breathe = breather(watch);
  const kinds: ('number' | 'category')[] = [];
  const values = new Float64Array(others.length);
  const counts = new Float64Array(others.length);
  if (others.length === 0) return { target, kind: 'number', columns: others, kinds, values, counts };
  const wanted = toFeatures(table, rows, [target]).columns[0]!;
  for (let from = 0; from < others.length; from += BLOCK) {
    const block = toFeatures(table, rows, others.slice(from, from + BLOCK)).columns;
    for (const [k, column] of block.entries()) {
      await breathe();
      const { value, count } = associate(wanted, column);
      kinds.push(column.kind);
      values[from + k] = value;
      counts[from + k] = count;
    }
    watch.progress?.({ done: from + block.length, total: others.length, label: 'Comparing columns' });
  }
  return { target, kind: wanted.kind, columns: others, kinds, values, counts };
}
