import type { ScoredRows } from '../../../jobs/protocol.ts';
import type { RunSummary, ScoreSummary } from '../../../study/results.ts';
import { formatScore } from '../../kit/format.ts';
import { Hint } from '../../kit/Hint.tsx';
import { type MetricWords, wordsFor } from '../runs/metrics.ts';

const range = ({ low, high }: ScoreSummary): string => (Number.isFinite(low) && formatScore(low) !== formatScore(high) ? `${formatScore(low)} – ${formatScore(high)}` : ' ');

/** Every score of the run with its interval, or a forest's out of the bag with those on held-out rows below; the leading one first and larger. */
export function Scores({ summary, metric, of }: { readonly summary: RunSummary; readonly metric: MetricWords; readonly of: ScoredRows }) {
  const left = of === 'out-of-bag' ? summary.outOfBag?.scores : undefined;
  const known = wordsFor(summary.task).filter((m) => summary.scores[m.type] !== undefined);
  const order = [...known.filter((m) => m.type === metric.type), ...known.filter((m) => m.type !== metric.type)];
  return (
    <dl className="tl-scores">
      {order.map((m) => {
        const score = summary.scores[m.type]!;
        return (
          <div key={m.type} className="tl-score" data-leading={m.type === metric.type || undefined}>
            <dt><Hint text={`${m.help} ${m.better === 'higher' ? 'Higher' : 'Lower'} is better.`}>{m.name}</Hint></dt>
            <dd className="tl-num">{formatScore(left?.[m.type] ?? score.mean)}</dd>
            <dd className="tl-score-range tl-num">{left ? `held out ${formatScore(score.mean)}` : range(score)}</dd>
          </div>
        );
      })}
    </dl>
  );
}
