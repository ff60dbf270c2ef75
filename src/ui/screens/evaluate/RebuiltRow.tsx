import { useCallback, useMemo } from 'react';
import type { Rebuilt } from '../../../study/encode.ts';
import { useApp, useQuery, useStudy } from '../../hooks/use-app.ts';
import { type DataColumn, DataTable } from '../../kit/DataTable.tsx';
import { formatNumber } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { PixelImage } from '../runs/PixelImage.tsx';

interface Line {
  readonly column: string;
  readonly original: number;
  readonly rebuilt: number;
}

const SHOWN = 30;
const gap = ({ original, rebuilt }: Line): number => Math.abs(original - rebuilt);

const columns: readonly DataColumn<Line>[] = [
  { key: 'column', title: 'Column', cell: (l) => l.column, sortBy: (l) => l.column },
  { key: 'original', title: 'In the row', help: 'After the steps of Prepare: as the model sees it.', numeric: true, cell: (l) => formatNumber(l.original), sortBy: (l) => l.original },
  { key: 'rebuilt', title: 'Rebuilt', help: 'As the model builds it again from the code.', numeric: true, cell: (l) => formatNumber(l.rebuilt), sortBy: (l) => l.rebuilt },
  { key: 'gap', title: 'Difference', numeric: true, cell: (l) => formatNumber(gap(l)), sortBy: gap },
];

function Pictures({ rebuilt }: { readonly rebuilt: Rebuilt }) {
  const image = useStudy((s) => s.data?.image ?? null);
  const original = useCallback((i: number) => rebuilt.original[i] ?? 0, [rebuilt]);
  const again = useCallback((i: number) => rebuilt.rebuilt[i] ?? 0, [rebuilt]);
  if (image === null || rebuilt.columns.length !== image.width * image.height * image.channels) return null;
  return (
    <div className="tl-rebuilt">
      <figure><PixelImage shape={image} pixel={original} size={112} /><figcaption>In the row</figcaption></figure>
      <figure><PixelImage shape={image} pixel={again} size={112} /><figcaption>Rebuilt</figcaption></figure>
    </div>
  );
}

/** One row beside what the model makes of it: where the two part, the row is unusual. */
export function RebuiltRow({ runKey, row }: { readonly runKey: string; readonly row: number }) {
  const { engine } = useApp();
  const state = useQuery(`rebuilt:${runKey}:${row}`, (options) => engine.reconstruct({ key: runKey, rows: [row] }, options));
  const lines = useMemo<readonly Line[]>(() => {
    const { data } = state;
    if (data === null) return [];
    return data.columns.map((column, j) => ({ column, original: data.original[j]!, rebuilt: data.rebuilt[j]! })).toSorted((a, b) => gap(b) - gap(a)).slice(0, SHOWN);
  }, [state]);
  return (
    <QueryView state={state}>
      {(rebuilt) => (
        <>
          <Pictures rebuilt={rebuilt} />
          <DataTable label="The row and the row rebuilt" rows={lines} columns={columns} rowKey={(l) => l.column} />
          {rebuilt.columns.length > lines.length ? <p className="tl-dim">{`The ${lines.length} columns that differ most, of ${rebuilt.columns.length}.`}</p> : null}
        </>
      )}
    </QueryView>
  );
}
