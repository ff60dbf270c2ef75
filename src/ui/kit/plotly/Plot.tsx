import { useRef } from 'react';
import type { Figure } from '../../../charts/figure.ts';
import { useScheme } from '../../theme/use-scheme.ts';
import { ChartFrame } from './ChartFrame.tsx';
import { plotlyPicture } from './picture.ts';
import { type PlotPoint, usePlotly } from './use-plotly.ts';

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

/** The usual way to show a chart: title, chart or table, export menu; themed, announced, resized with its place. */
export function Plot({ figure, height, onSelect, onPointClick, aside, empty = 'There is nothing to draw yet.' }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const scheme = useScheme();
  const { drawn, failed, plotly } = usePlotly(root, figure, scheme, { onSelect, onPointClick });
  const picture = plotly === null || figure === null ? null : async (format: 'png' | 'svg'): Promise<Blob> => {
    if (root.current === null) throw new Error('The chart is not on the screen any more.');
    return plotlyPicture(plotly, figure, scheme, root.current, format);
  };
  return (
    <ChartFrame figure={figure} height={height} aside={aside} empty={empty} clickable={onPointClick !== undefined} drawn={drawn} failed={failed} picture={picture}>
      {(hidden) => <div ref={root} className="tl-plot-canvas" role={IMAGE} aria-label={figure?.summary ?? 'A chart, loading'} hidden={hidden} />}
    </ChartFrame>
  );
}
