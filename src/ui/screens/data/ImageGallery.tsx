import { Pagination } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { RowWindow } from '../../../frame/views.ts';
import type { DataSource, ImageShape } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { pixelColumns, rgbaOf, topOf } from './pixels.ts';

const SHOWN = 60;

interface Thumb {
  readonly window: RowWindow;
  readonly row: number;
  readonly image: ImageShape;
  readonly top: number;
  readonly name: string;
}

function Thumbnail({ window, row, image, top, name }: Thumb) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgbaOf(window.cells, row, image, top), image.width, image.height), 0, 0);
  }, [window, row, image, top]);
  return <canvas ref={canvas} width={image.width} height={image.height} aria-label={name} />;
}

/** Rows whose columns are pixels, drawn as what they are, with their class. */
export const ImageGallery = memo(function ImageGallery({ data, image, target }: { readonly data: DataSource; readonly image: ImageShape; readonly target: string | null }) {
  const { engine } = useApp();
  const [page, setPage] = useState(1);
  const pixels = useMemo(() => pixelColumns(data.columns, target, image), [data, target, image]);
  const start = (page - 1) * SHOWN;
  const columns = target === null ? pixels : [...pixels, target];
  const state = useQuery(`gallery:${data.table}:${target ?? ''}:${page}`, (call) => engine.rows({ table: data.table, start, count: Math.min(SHOWN, data.rows - start), columns }, call));
  return (
    <div className="tl-gallery">
      <QueryView state={state}>
        {(window) => {
          const top = topOf(window.cells.slice(0, pixels.length));
          const labels = target === null ? undefined : window.cells.at(-1);
          return (
            <ul className="tl-thumbs">
              {Array.from(window.rows, (row, i) => {
                const label = labels === undefined ? '' : String(labels.values[i] ?? 'missing');
                return (
                  <li key={row}>
                    <Thumbnail window={window} row={i} image={image} top={top} name={`Row ${formatCount(row + 1)}${label ? `, ${target ?? ''} ${label}` : ''}`} />
                    <span><strong>{label}</strong> <span className="tl-dim tl-num">{formatCount(row + 1)}</span></span>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </QueryView>
      <Pagination size="sm" total={Math.ceil(data.rows / SHOWN)} value={page} onChange={setPage} getItemProps={(n) => ({ 'aria-label': `Page ${n}` })} />
    </div>
  );
});
