import type { ScoreSummary } from '../../../study/results.ts';
import { formatScore } from '../../kit/format.ts';

interface Props {
  readonly score: ScoreSummary;
  /** Ends of the axis that all rows share. */
  readonly low: number;
  readonly high: number;
  /** The baseline's mean, to be seen in every row. */
  readonly baseline: number | null;
}
const WIDTH = 112;
const PAD = 4;

/** A score and its 95 % interval on the axis of its column; the thin line is the baseline. */
export function IntervalBar({ score, low, high, baseline }: Props) {
  const x = (value: number): number => PAD + (high > low ? (value - low) / (high - low) : 0.5) * (WIDTH - 2 * PAD);
  return (
    <span className="tl-interval" title={`95 % interval: ${formatScore(score.low)} to ${formatScore(score.high)}${score.folds.length > 1 ? ` over ${score.folds.length} folds` : ''}`}>
      <svg width={WIDTH} height={16} aria-hidden>
        {baseline === null ? null : <line className="tl-interval-base" x1={x(baseline)} x2={x(baseline)} y1={0} y2={16} />}
        <line className="tl-interval-range" x1={x(score.low)} x2={x(score.high)} y1={8} y2={8} />
        <circle className="tl-interval-mean" cx={x(score.mean)} cy={8} r={3.5} />
      </svg>
      <span className="tl-hidden">{`95 % interval ${formatScore(score.low)} to ${formatScore(score.high)}`}</span>
    </span>
  );
}

/** The axis that holds every interval, with the baseline on it. */
export function intervalAxis(scores: readonly ScoreSummary[]): { readonly low: number; readonly high: number } {
  const finite = scores.flatMap((s) => [s.low, s.high, s.mean]).filter(Number.isFinite);
  return finite.length === 0 ? { low: 0, high: 1 } : { low: Math.min(...finite), high: Math.max(...finite) };
}
