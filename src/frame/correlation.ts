import { associate, pearson, ranks, spearman } from './association.ts';
import { FrameError } from './error.ts';
import { findColumn } from './find-column.ts';
import { spreadRows } from './scatter.ts';
import type { Table } from './table.ts';
import { toFeatures } from './to-features.ts';
import type { Correlation } from './views.ts';
import { type Watch, breather } from './watch.ts';

/** Rows beyond this are sampled, evenly spread; `counts` says how many were used. */
const ROWS = 200_000;
/** Columns taken where none are named; a matrix of more cannot be read anyway. */
const COLUMNS = 60;
/** A named choice may be larger, but not so large that pairs of columns take minutes. */
const MOST_COLUMNS = 400;

/**
 * Association of every pair of columns: numbers (dates too) and categories; text has none. `null` takes the first 60 such
 * columns. Each pair uses the rows in which both are present.
 */
export async function correlationOf(table: Table, columns: readonly string[] | null, watch: Watch = {}): Promise<Correlation> {
  const names = columns ?? table.columns.filter((column) => column.type !== 'text').slice(0, COLUMNS).map((column) => column.name);
  for (const name of names) findColumn(table, name);
  if (names.length > MOST_COLUMNS) throw new FrameError('limit', `Correlation of ${names.length} columns has ${names.length ** 2} cells. Choose at most ${MOST_COLUMNS} columns.`);
  const breathe = breather(watch);
  const features = toFeatures(table, table.rows > ROWS ? spreadRows(table.rows, ROWS) : null, names);
  const n = names.length;
  const values = new Float64Array(n * n);
  const rankCorrelation = new Float64Array(n * n).fill(NaN);
  const counts = new Float64Array(n * n);
  const whole = features.columns.map((c) => (c.kind === 'number' && c.values.every((v) => v === v) ? ranks(c.values) : null));
  const set = (i: number, j: number, value: number, rank: number, count: number): void => {
    for (const at of [i * n + j, j * n + i]) {
      values[at] = value;
      rankCorrelation[at] = rank;
      counts[at] = count;
    }
  };
  const pairs = (n * (n + 1)) / 2;
  for (let i = 0, done = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, done++) {
      await breathe();
      const a = features.columns[i]!;
      const b = features.columns[j]!;
      const { value, count } = associate(a, b);
      const [ra, rb] = [whole[i], whole[j]];
      const rank = a.kind !== 'number' || b.kind !== 'number' ? NaN : ra && rb ? pearson(ra, rb).value : spearman(a.values, b.values);
      set(i, j, i === j && value === value ? 1 : value, rank, count);
    }
    watch.progress?.({ done: ((i + 1) * (i + 2)) / 2, total: pairs, label: 'Correlating columns' });
  }
  return { columns: names, kinds: features.columns.map((c) => c.kind), values, spearman: rankCorrelation, counts };
}
