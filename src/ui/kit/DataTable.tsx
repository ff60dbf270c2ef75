import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { TableWrap } from './TableWrap.tsx';

export interface DataColumn<T> {
  readonly key: string;
  readonly title: ReactNode;
  /** Words behind the title, on hover. */
  readonly help?: string;
  readonly cell: (row: T) => ReactNode;
  /** Numbers stand right-aligned in tabular figures. */
  readonly numeric?: boolean;
  /** Makes the column sortable. */
  readonly sortBy?: (row: T) => number | string;
  readonly width?: number | string;
}

interface Props<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly DataColumn<T>[];
  readonly rowKey: (row: T) => string;
  readonly onRowClick?: (row: T) => void;
  readonly selected?: string | null;
  readonly initialSort?: { readonly key: string; readonly descending: boolean };
  readonly empty?: ReactNode;
}

const compare = (a: number | string, b: number | string): number => (typeof a === 'number' && typeof b === 'number' ? (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b) : String(a).localeCompare(String(b)));

/** A small dense table: sortable heads, rows of 28 px, one row can be the chosen one. Big tables have the grid. */
export function DataTable<T>({ label, rows, columns, rowKey, onRowClick, selected, initialSort, empty }: Props<T>) {
  const [sort, setSort] = useState(initialSort ?? null);
  const sorted = useMemo(() => {
    const by = sort === null ? undefined : columns.find((c) => c.key === sort.key)?.sortBy;
    if (by === undefined || sort === null) return rows;
    return rows.toSorted((a, b) => (sort.descending ? -1 : 1) * compare(by(a), by(b)));
  }, [rows, columns, sort]);
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <TableWrap label={label}>
      <table className="tl-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((c) => {
              const on = sort?.key === c.key;
              return (
                <th key={c.key} scope="col" data-number={c.numeric || undefined} title={c.help} style={c.width === undefined ? undefined : { width: c.width }} aria-sort={on ? (sort.descending ? 'descending' : 'ascending') : undefined}>
                  {c.sortBy ? (
                    <button type="button" className="tl-table-sort" onClick={() => setSort({ key: c.key, descending: on ? !sort.descending : c.numeric === true })}>
                      {c.title}
                      {on ? sort.descending ? <IconChevronDown size={12} aria-hidden /> : <IconChevronUp size={12} aria-hidden /> : null}
                    </button>
                  ) : c.title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const key = rowKey(row);
            return (
              <tr
                key={key}
                data-clickable={onRowClick !== undefined || undefined}
                aria-selected={selected === undefined ? undefined : selected === key}
                tabIndex={onRowClick ? 0 : undefined}
                onClick={onRowClick ? () => onRowClick(row) : undefined}
                onKeyDown={onRowClick ? (e) => { if (e.target === e.currentTarget && (e.key === 'Enter' || e.key === ' ')) { e.preventDefault(); onRowClick(row); } } : undefined}
              >
                {columns.map((c) => <td key={c.key} data-number={c.numeric || undefined}>{c.cell(row)}</td>)}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableWrap>
  );
}
