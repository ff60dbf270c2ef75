import { columnValues } from '../frame/column-values.ts';
import type { ColumnInfo, Table } from '../frame/table.ts';
import { columnIndex } from './columns.ts';
import type { Study } from './schema.ts';

/** Names that say "which search this row is a result of": qid, query, query_id, srch-id, … */
const QUERY_NAME = /^(qid|query|srch|search)$|^(q|query|srch|search|impression|request)[\s_.-]*(id|key|no|nr|number)$/i;

/** The column that looks like the query by its name; `null` where none or several do. */
export function findQuery(columns: readonly ColumnInfo[], target: string | null): string | null {
  const found = columns.filter((c) => c.name !== target && QUERY_NAME.test(c.name));
  return found.length === 1 ? found[0]!.name : null;
}

/** The query column of a ranking: the one chosen, else the one found by its name. */
export const queryColumn = (study: Pick<Study, 'query' | 'target'>, columns: readonly ColumnInfo[]): string | null => study.query ?? findQuery(columns, study.target);

/** The column whose rows of one value stay on one side of a split, and which is no input: the query of a ranking, or the one the split names. */
export function apartColumn(study: Pick<Study, 'query' | 'target' | 'split'>, task: Study['task'], columns: readonly ColumnInfo[]): string | null {
  if (task === 'ranking') return queryColumn(study, columns);
  return study.split.kind === 'given' ? null : (study.split.group ?? null);
}

/** The group of every row of a table: cells of one value are one group, numbered from 0 as they first appear; −1 where the cell is missing. */
export function readGroups(table: Table, column: string): Int32Array {
  columnIndex(table.columns, column);
  const cells = columnValues(table, column);
  const number = new Map<number | string, number>();
  return Int32Array.from(cells.kind === 'category' ? cells.codes : cells.values as ArrayLike<number | string | null>, (cell) => {
    if (cell === null || Number.isNaN(cell) || (cells.kind === 'category' && cell === -1)) return -1;
    const known = number.get(cell) ?? number.size;
    number.set(cell, known);
    return known;
  });
}

/** A row whose group is not known is a group of its own. */
export function ownGroups(groups: Int32Array): Int32Array {
  let next = groups.reduce((a, b) => Math.max(a, b), -1);
  return groups.map((g) => (g < 0 ? ++next : g));
}

/** The queries of some rows of a table, as predictions hold them; nothing where the table has no such column. */
export function queriesIn(table: Table, query: string | undefined, rows: Uint32Array): { readonly groups?: Int32Array } {
  if (query === undefined || !table.columns.some((c) => c.name === query)) return {};
  const groups = readGroups(table, query);
  return { groups: ownGroups(Int32Array.from(rows, (row) => groups[row]!)) };
}

/** What the named column holds in these rows, for a file; `null` where the table has no such column. */
export function cellsAt(table: Table, column: string | undefined, rows: Uint32Array): readonly (number | string | null)[] | null {
  if (column === undefined || !table.columns.some((c) => c.name === column)) return null;
  const cells = columnValues(table, column);
  return Array.from(rows, (row) => (cells.kind === 'category' ? cells.categories[cells.codes[row]!] ?? null : cells.values[row]!));
}

/** Places spread over all queries, whole queries only, at most about `limit` of them and one query at least. `groups`: of all rows; `at`: the rows to take from. */
export function spreadQueries(at: Uint32Array, groups: Int32Array, limit: number): Uint32Array {
  if (at.length <= limit) return at;
  const sizes = new Map<number, number>();
  for (const i of at) sizes.set(groups[i]!, (sizes.get(groups[i]!) ?? 0) + 1);
  const every = Math.ceil(at.length / limit);
  const taken = new Set([...sizes.keys()].filter((_, q) => q % every === 0));
  return at.filter((i) => taken.has(groups[i]!));
}
