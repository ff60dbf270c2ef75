import { Skeleton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { EmptyState } from '../EmptyState.tsx';
import { FigureTable } from './FigureTable.tsx';
import { PlotMenu } from './PlotMenu.tsx';
import './plot.css';

interface Props {
  readonly figure: Figure | null;
  readonly height: number;
  readonly aside: ReactNode;
  readonly empty: string;
  readonly clickable?: boolean;
  readonly drawn: boolean;
  readonly failed: string | null;
  readonly picture: ((format: 'png' | 'svg') => Promise<Blob>) | null;
  /** The drawing; hidden, not removed, where the table or words stand in for it. */
  readonly children: (hidden: boolean) => ReactNode;
}

/** What is around every chart: its title, its controls, its menu, and its table in place of it. */
export function ChartFrame({ figure, height, aside, empty, clickable = false, drawn, failed, picture, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const nothing = figure !== null && figure.data.length === 0;
  return (
    <figure className="tl-plot" data-clickable={clickable || undefined}>
      <figcaption className="tl-plot-head">
        <div className="tl-plot-title">{figure?.title ?? <Skeleton height={12} width={220} />}</div>
        {aside}
        {figure !== null && !nothing ? <PlotMenu figure={figure} picture={picture} asTable={asTable} onAsTable={setAsTable} /> : null}
      </figcaption>
      <div className="tl-plot-body" style={{ height }}>
        {nothing ? <EmptyState text={empty} /> : null}
        {failed === null ? null : <EmptyState text={`This chart could not be drawn (${failed}). Its numbers are in the table: choose Show as table.`} />}
        {!nothing && !drawn && !asTable && failed === null ? <Skeleton className="tl-plot-skeleton" height={height} /> : null}
        {asTable && figure !== null ? <FigureTable figure={figure} /> : null}
        {children(asTable || nothing || failed !== null)}
      </div>
    </figure>
  );
}
