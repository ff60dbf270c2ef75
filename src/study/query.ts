import { columnCodes, columnNumbers, textReader } from '../frame/column-values.ts';
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

/** Any column as numbers that are equal where its cells are; NaN where missing. */
function cellNumbers(table: Table, at: number): Float64Array {
  const { type } = table.columns[at]!;
  if (type === 'category') return Float64Array.from(columnCodes(table, at), (code) => (code < 0 ? Number.NaN : code));
  if (type !== 'text') return columnNumbers(table, at);
  const numbers = new Float64Array(table.rows);
  const known = new Map<string, number>();
  let row = 0;
  for (const chunk of table.chunks) {
    const read = textReader(chunk.columns[at]!);
    for (let i = 0; i < chunk.rows; i++) {
      const text = read(i);
      if (text !== null && !known.has(text)) known.set(text, known.size);
      numbers[row++] = text === null ? Number.NaN : known.get(text)!;
    }
  }
  return numbers;
}

/** The group of every row of a table: cells of one value are one group, numbered from 0 as they first appear; −1 where the cell is missing. */
export function readGroups(table: Table, column: string): Int32Array {
  const number = new Map<number, number>();
  return Int32Array.from(cellNumbers(table, columnIndex(table.columns, column)), (cell) => {
    if (Number.isNaN(cell)) return -1;
    const known = number.get(cell) ?? number.size;
    number.set(cell, known);
    return known;
  });
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
