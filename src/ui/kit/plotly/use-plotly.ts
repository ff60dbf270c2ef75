import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { type Scheme, themed } from '../../../charts/theme.ts';
import { loadPlotly, type Plotly } from './plotly.ts';
import { inView, nextTask } from './turns.ts';

export interface PlotPoint {
  readonly curve: number;
  readonly index: number;
  readonly customdata: unknown;
}
interface RawEvent {
  readonly points?: readonly { readonly curveNumber: number; readonly pointNumber?: number; readonly pointIndex?: number | readonly number[]; readonly customdata?: unknown }[];
}
interface PlotDiv extends HTMLDivElement {
  on?(event: string, listener: (raw: RawEvent | undefined) => void): void;
  removeAllListeners?(event: string): void;
}

const config = { displaylogo: false, displayModeBar: false, showSendToCloud: false, responsive: false, doubleClick: 'reset+autosize', showTips: false };

const pointsOf = (raw: RawEvent | undefined): readonly PlotPoint[] =>
  (raw?.points ?? []).map((p) => ({ curve: p.curveNumber, index: p.pointNumber ?? (typeof p.pointIndex === 'number' ? p.pointIndex : -1), customdata: p.customdata }));

const sizeOf = (div: HTMLElement): string => `${div.clientWidth} × ${div.clientHeight}`;

interface Handlers {
  readonly onPointClick: ((point: PlotPoint) => void) | undefined;
  readonly onSelect: ((points: readonly PlotPoint[]) => void) | undefined;
}

/** Keeps a Plotly chart in `root` equal to the figure, the theme and the size; says when it is drawn or why it is not. */
export function usePlotly(root: RefObject<HTMLDivElement | null>, figure: Figure | null, scheme: Scheme, handlers: Handlers): { readonly drawn: boolean; readonly failed: string | null; readonly plotly: Plotly | null } {
  const [plotly, setPlotly] = useState<Plotly | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const selects = handlers.onSelect !== undefined;
  const size = useRef('');

  useEffect(() => {
    const div: PlotDiv | null = root.current;
    if (div === null || figure === null || figure.data.length === 0) return;
    const gone = new AbortController();
    void (async () => {
      try {
        await inView(div, gone.signal);
        const library = await loadPlotly(figure.data.some((trace) => trace['type'] === 'scattergl'));
        await nextTask();
        if (gone.signal.aborted) return;
        const { data, layout } = themed(figure, scheme);
        size.current = sizeOf(div);
        await library.react(div, data, { dragmode: selects ? 'select' : 'zoom', ...layout }, config);
        if (gone.signal.aborted) return;
        setPlotly(library);
        setDrawn(true);
        setFailed(null);
        for (const event of ['plotly_click', 'plotly_selected', 'plotly_deselect']) div.removeAllListeners?.(event);
        div.on?.('plotly_click', (raw) => {
          const [point] = pointsOf(raw);
          if (point) latest.current.onPointClick?.(point);
        });
        div.on?.('plotly_selected', (raw) => latest.current.onSelect?.(pointsOf(raw)));
        div.on?.('plotly_deselect', () => latest.current.onSelect?.([]));
      } catch (error) {
        if (!gone.signal.aborted) setFailed(error instanceof Error ? error.message : String(error));
      }
    })();
    return () => gone.abort();
  }, [root, figure, scheme, selects]);

  useEffect(() => {
    const div = root.current;
    if (div === null || plotly === null) return;
    const observer = new ResizeObserver(() => {
      if (div.clientWidth === 0 || size.current === sizeOf(div)) return;
      size.current = sizeOf(div);
      void plotly.Plots.resize(div);
    });
    observer.observe(div);
    return () => {
      observer.disconnect();
      plotly.purge(div);
    };
  }, [root, plotly]);

  return { drawn, failed, plotly };
}
