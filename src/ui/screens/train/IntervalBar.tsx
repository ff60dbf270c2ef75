import type { ScoreSummary } from '../../../study/results.ts';
import { formatScore } from '../../kit/format.ts';
import type { Axis } from './interval-axis.ts';

interface Props {
  readonly score: ScoreSummary;
  /** Shared by all rows. */
  readonly axis: Axis;
  /** The baseline's mean, to be seen in every row it is near. */
  readonly baseline: number | null;
}
const WIDTH = 112;
const PAD = 6;
const MIDDLE = 8;

/** A score and its 95 % interval on the axis of its column; the thin line is the baseline, an arrow what lies beyond. */
export function IntervalBar({ score, axis: { low, high }, baseline }: Props) {
  const x = (value: number): number => PAD + Math.min(1, Math.max(0, high > low ? (value - low) / (high - low) : 0.5)) * (WIDTH - 2 * PAD);
  const outside = score.mean < low ? -1 : score.mean > high ? 1 : 0;
  const tip = outside < 0 ? 1 : WIDTH - 1;
  return (
    <span className="tl-interval" title={`95 % interval: ${formatScore(score.low)} to ${formatScore(score.high)}${score.folds.length > 1 ? ` over ${score.folds.length} folds` : ''}`}>
      <svg width={WIDTH} height={16} aria-hidden>
        {baseline === null || baseline < low || baseline > high ? null : <line className="tl-interval-base" x1={x(baseline)} x2={x(baseline)} y1={0} y2={16} />}
        {outside === 0 ? (
          <>
            <line className="tl-interval-range" x1={x(score.low)} x2={x(score.high)} y1={MIDDLE} y2={MIDDLE} />
            <circle className="tl-interval-mean" cx={x(score.mean)} cy={MIDDLE} r={3} />
          </>
        ) : <path className="tl-interval-beyond" d={`M ${tip} ${MIDDLE} l ${-6 * outside} -4 v 8 z`} />}
      </svg>
      <span className="tl-hidden">{`95 % interval ${formatScore(score.low)} to ${formatScore(score.high)}`}</span>
    </span>
  );
}
