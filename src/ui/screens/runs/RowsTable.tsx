import { useCallback, useMemo } from 'react';
import type { Cells, RowWindow } from '../../../jobs/protocol.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { type DataColumn, DataTable } from '../../kit/DataTable.tsx';
import { formatNumber } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { decimalsOf, showCell } from '../data/grid/pages.ts';
import { PixelImage } from './PixelImage.tsx';

/** Columns beside the table's own: what the model said of each row. */
export interface Extra {
  readonly title: string;
  readonly help?: string;
  /** One entry a row, in the order of `rows`. */
  readonly values: ArrayLike<number> | readonly string[];
}
interface Props {
  readonly label: string;
  readonly rows: readonly number[];
  readonly extra: readonly Extra[];
}
interface Line {
  readonly at: number;
  readonly row: number;
}

/** Cells as in the grid of Data: as many decimals as the column has, so that points stand under points. */
function texts(cells: Cells): (at: number) => string {
  const decimals = cells.kind === 'number' ? decimalsOf(cells.values) : 0;
  return (at) => showCell(cells, at, decimals)?.text ?? '–';
}

export const cellText = (cells: Cells, at: number): string => texts(cells)(at);

const extraColumn = ({ title, help, values }: Extra, i: number): DataColumn<Line> => ({
  key: `extra-${i}`,
  title,
  ...(help === undefined ? {} : { help }),
  numeric: typeof values[0] === 'number',
  cell: ({ at }) => { const v = values[at]; return typeof v === 'number' ? formatNumber(v) : v; },
  sortBy: ({ at }) => values[at] ?? '',
});

/** The table's pixel columns as one picture, where rows are images. */
function pixels(window: RowWindow, { image, columns }: Pick<DataSource, 'image' | 'columns'>, target: string | null): readonly number[] {
  if (image === null) return [];
  const numbers = columns.flatMap((c) => (c.type === 'number' && c.name !== target ? [window.columns.indexOf(c.name)] : []));
  const wanted = image.width * image.height * image.channels;
  return numbers.length >= wanted ? numbers.slice(0, wanted) : [];
}

function columnsOf(window: RowWindow, data: DataSource, target: string | null, extra: readonly Extra[]): readonly DataColumn<Line>[] {
  const places = pixels(window, data, target);
  const { image } = data;
  const hidden = new Set(places);
  return [
    { key: 'row', title: 'Row', numeric: true, cell: ({ row }) => formatNumber(row + 1), sortBy: ({ row }) => row },
    ...extra.map(extraColumn),
    ...(image !== null && places.length > 0 ? [{ key: 'image', title: 'Image', cell: ({ at }: Line) => <PixelImage shape={image} pixel={(i) => { const cells = window.cells[places[i]!]!; return cells.kind === 'text' ? 0 : cells.values[at]!; }} /> }] : []),
    ...window.columns.flatMap((name, c): DataColumn<Line>[] => {
      const cells = window.cells[c]!;
      if (hidden.has(c)) return [];
      const text = texts(cells);
      return [{ key: `column-${name}`, title: name, numeric: cells.kind === 'number', cell: ({ at }) => text(at), sortBy: ({ at }) => (cells.kind === 'text' ? (cells.values[at] ?? '') : cells.values[at]!) }];
    }),
  ];
}

/** Rows of the study's table by number, with what the model said of each. */
export function RowsTable({ label, rows, extra }: Props) {
  const { engine, queries } = useApp();
  const data = useStudy((s) => s.data);
  const target = useStudy((s) => s.target);
  const table = data?.table ?? '';
  const key = rows.length === 0 || data === null ? null : `rows-at:${table}:${rows.join(',')}`;
  const state = useQuery(key, useCallback((options) => engine.rowsAt({ table, rows, columns: null }, options), [engine, table, rows]));
  const lines = useMemo(() => rows.map((row, at) => ({ row, at })), [rows]);
  if (data === null || rows.length === 0) return <p className="tl-dim">There are no such rows.</p>;
  return (
    <QueryView state={state} onRetry={() => { if (key !== null) queries.refetch(key); }}>
      {(window) => (window.rows.length === rows.length ? <div className="tl-rows"><DataTable label={label} rows={lines} columns={columnsOf(window, data, target, extra)} rowKey={({ row }) => String(row)} /></div> : null)}
    </QueryView>
  );
}
