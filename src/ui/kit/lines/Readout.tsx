import { formatNumber } from '../format.ts';
import type { Frame } from './layout.ts';
import type { Series } from './series.ts';

export interface Reading {
  readonly series: Series;
  readonly x: number;
  readonly y: number;
}
interface Props {
  readonly frame: Frame;
  readonly step: number;
  readonly readings: readonly Reading[];
}

/** The values under the pointer, in words beside it. The table has them for those who use no pointer. */
export function Readout({ frame, step, readings }: Props) {
  const at = frame.x.at(step);
  const onLeft = at > (frame.left + frame.right) / 2;
  return (
    <div className="tl-readout" aria-hidden style={onLeft ? { right: frame.width - at + 10 } : { left: at + 10 }}>
      <strong>{`${frame.xTitle} ${formatNumber(step)}`}</strong>
      {readings.map(({ series, y }) => (
        <span key={series.name}>
          <i style={{ borderTop: `2px ${series.dash === undefined ? 'solid' : 'dotted'} ${series.color}` }} />
          {`${series.name} ${formatNumber(y)}`}
        </span>
      ))}
    </div>
  );
}
