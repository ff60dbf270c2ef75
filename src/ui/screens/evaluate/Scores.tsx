import type { RunSummary } from '../../../study/results.ts';
import { formatScore } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';
import { type MetricWords, wordsFor } from '../runs/metrics.ts';

/** Every score of the run with its interval; the leading one first and larger. */
export function Scores({ summary, metric }: { readonly summary: RunSummary; readonly metric: MetricWords }) {
  const known = wordsFor(summary.task).filter((m) => summary.scores[m.type] !== undefined);
  const order = [...known.filter((m) => m.type === metric.type), ...known.filter((m) => m.type !== metric.type)];
  return (
    <dl className="tl-scores">
      {order.map((m) => {
        const score = summary.scores[m.type]!;
        return (
          <div key={m.type} className="tl-score" data-leading={m.type === metric.type || undefined}>
            <dt><Hint text={`${m.help} ${m.better === 'higher' ? 'Higher' : 'Lower'} is better.`}>{m.name}</Hint></dt>
            <dd className="tl-num">{formatScore(score.mean)}</dd>
            <dd className="tl-score-range tl-num">{Number.isFinite(score.low) && formatScore(score.low) !== formatScore(score.high) ? `${formatScore(score.low)} – ${formatScore(score.high)}` : ' '}</dd>
          </div>
        );
      })}
    </dl>
  );
}
