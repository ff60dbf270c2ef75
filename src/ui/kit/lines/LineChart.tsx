import { type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { inked } from '../../../charts/theme.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { ChartFrame } from '../plotly/ChartFrame.tsx';
import { frameOf } from './layout.ts';
import { Lines } from './Lines.tsx';
import { svgPicture } from './picture.ts';
import { type Reading, Readout } from './Readout.tsx';
import { nearest, seriesOf } from './series.ts';
import './lines.css';

interface Props {
  /** Lines and marks over numbers; other traces need `Plot`. */
  readonly figure: Figure;
  /** Pixels, without the title line. */
  readonly height: number;
  /** Controls of this chart, between its title and its menu. */
  readonly aside?: ReactNode;
  readonly empty?: string;
}

/** Also of a drawing that is not shown: the width is kept while the table stands in its place. */
function useWidth(): readonly [(element: HTMLDivElement | null) => void, number] {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [setElement, width];
}

/** A div in the role of an image, as every chart is. */
const IMAGE = 'img';

/**
 * Curves that grow while a model learns: a drawing of its own, as light as it can be, so that watching a training costs
 * the page nothing; charts that are explored are `Plot`s.
 */
export function LineChart({ figure, height, aside, empty = 'There is nothing to draw yet.' }: Props) {
  const scheme = useScheme();
  const svg = useRef<SVGSVGElement>(null);
  const [box, width] = useWidth();
  const [pointer, setPointer] = useState<number | null>(null);
  const ink = useMemo(() => inked(figure, scheme), [figure, scheme]);
  const series = useMemo(() => seriesOf(ink.data), [ink]);
  const frame = useMemo(() => frameOf(figure, series, width, height), [figure, series, width, height]);
  const lines = series.filter((s) => s.inLegend && s.x.length > 0);
  const read = useMemo(() => {
    if (pointer === null || frame === null || pointer < frame.left - 8 || pointer > frame.right + 8) return null;
    const wanted = frame.x.low + ((pointer - frame.left) / (frame.right - frame.left)) * (frame.x.high - frame.x.low);
    const steps = lines.map((s) => s.x[nearest(s.x, wanted)]!);
    const step = steps.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
    if (step === undefined) return null;
    const readings = lines.flatMap((s): Reading[] => {
      const i = nearest(s.x, step);
      return s.x[i] === step ? [{ series: s, x: step, y: s.y[i]! }] : [];
    });
    return { step, readings };
  }, [pointer, frame, lines]);
  const follow = (event: PointerEvent<HTMLDivElement>): void => setPointer(event.clientX - event.currentTarget.getBoundingClientRect().left);
  const picture = frame === null ? null : async (format: 'png' | 'svg'): Promise<Blob> => {
    if (svg.current === null || svg.current.clientWidth === 0) throw new Error('The chart is not on the screen: choose Show as chart.');
    return svgPicture(svg.current, figure, scheme, format);
  };
  return (
    <ChartFrame figure={figure} height={height} aside={aside} empty={empty} drawn={frame !== null} failed={null} picture={picture}>
      {(hidden) => (
        <div className="tl-lines" hidden={hidden} onPointerMove={follow} onPointerLeave={() => setPointer(null)}>
          <div ref={box} className="tl-plot-canvas" role={IMAGE} aria-label={figure.summary}>
            {frame === null ? null : (
              <svg ref={svg} width={width} height={height} aria-hidden>
                <Lines frame={frame} series={series} ink={ink} />
              </svg>
            )}
          </div>
          {frame === null || read === null ? null : (
            <>
              <svg className="tl-lines-pointer" width={width} height={height} aria-hidden>
                <line x1={frame.x.at(read.step)} x2={frame.x.at(read.step)} y1={frame.top} y2={frame.bottom} stroke={ink.line} />
                {read.readings.map((r) => <circle key={r.series.name} cx={frame.x.at(r.x)} cy={frame.y.at(r.y)} r={3.5} fill={r.series.color} />)}
              </svg>
              <Readout frame={frame} step={read.step} readings={read.readings} />
            </>
          )}
        </div>
      )}
    </ChartFrame>
  );
}
