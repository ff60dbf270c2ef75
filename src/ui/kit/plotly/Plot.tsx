import { Skeleton } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { EmptyState } from '../EmptyState.tsx';
import { FigureTable } from './FigureTable.tsx';
import { PlotMenu } from './PlotMenu.tsx';
import { type PlotPoint, usePlotly } from './use-plotly.ts';
import './plot.css';

interface Props {
  /** `null` while it is made: a skeleton of the same height stands in. */
  readonly figure: Figure | null;
  /** Pixels, without the title line. */
  readonly height: number;
  readonly onSelect?: (points: readonly PlotPoint[]) => void;
  readonly onPointClick?: (point: PlotPoint) => void;
  /** Controls of this chart, between its title and its menu. */
  readonly aside?: React.ReactNode;
  /** What to say where there is nothing to draw. */
  readonly empty?: string;
}

/** A div in the role of an image: Plotly draws SVG and canvases inside it, which an img element cannot hold. */
const IMAGE = 'img';

/** The one way to show a chart: title, chart or table, export menu; themed, announced, resized with its place. */
export function Plot({ figure, height, onSelect, onPointClick, aside, empty = 'There is nothing to draw yet.' }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const [asTable, setAsTable] = useState(false);
  const { drawn, failed, plotly } = usePlotly(root, figure, scheme, { onSelect, onPointClick });
  const nothing = figure !== null && figure.data.length === 0;
  return (
    <figure className="tl-plot" data-clickable={onPointClick !== undefined || undefined}>
      <figcaption className="tl-plot-head">
        <div className="tl-plot-title">{figure?.title ?? <Skeleton height={12} width={220} />}</div>
        {aside}
        {figure !== null && !nothing ? <PlotMenu figure={figure} scheme={scheme} plotly={plotly} root={root} asTable={asTable} onAsTable={setAsTable} /> : null}
      </figcaption>
      <div className="tl-plot-body" style={{ height }}>
        {nothing ? <EmptyState text={empty} /> : null}
        {failed === null ? null : <EmptyState text={`This chart could not be drawn (${failed}). Its numbers are in the table: choose Show as table.`} />}
        {!nothing && !drawn && failed === null ? <Skeleton className="tl-plot-skeleton" height={height} /> : null}
        {asTable && figure !== null ? <FigureTable figure={figure} /> : null}
        <div ref={root} className="tl-plot-canvas" role={IMAGE} aria-label={figure?.summary ?? 'A chart, loading'} hidden={asTable || nothing || failed !== null} />
      </div>
    </figure>
  );
}
