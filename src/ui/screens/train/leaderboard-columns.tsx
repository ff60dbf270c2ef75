import type { ReactNode } from 'react';
import type { Task } from '../../../engine/core/dataset.ts';
import type { ScoreSummary } from '../../../study/results.ts';
import type { DataColumn } from '../../kit/DataTable.tsx';
import { formatBytes, formatDuration, formatScore } from '../../kit/format.ts';
import { Tag } from '../../kit/Tag.tsx';
import { type MetricWords, wordsFor } from '../runs/metrics.ts';
import type { StudyRun } from '../runs/use-study-runs.ts';
import { deviceWords } from './devices.ts';
import { intervalAxis } from './interval-axis.ts';
import { IntervalBar } from './IntervalBar.tsx';
import { RunProgress } from './RunProgress.tsx';

export interface Shown {
  readonly entries: readonly StudyRun[];
  readonly task: Task;
  readonly metric: MetricWords;
  /** Keys that cannot be told from the best. */
  readonly tied: ReadonlySet<string>;
  /** Every metric of the task, not only the usual ones. */
  readonly allScores: boolean;
}
const USUAL = 3;
const worst = Number.NaN;

const device = (entry: StudyRun): ReactNode => {
  const summary = entry.run?.summary;
  if (!summary) return <span className="tl-dim">–</span>;
  return summary.device ? <span title={summary.device.why}>{deviceWords[summary.device.name].name}</span> : <span className="tl-dim">processor</span>;
};

/** The leaderboard's columns: who, where it stands, the leading score with its interval, the others, what it costs. */
export function leaderboardColumns({ entries, task, metric, tied, allScores }: Shown): readonly DataColumn<StudyRun>[] {
  const scores = (type: string): readonly ScoreSummary[] => entries.flatMap((e) => e.run?.summary?.scores[type] ?? []);
  const leading = (baseline: boolean): readonly ScoreSummary[] => entries.flatMap((e) => (e.baseline === baseline ? (e.run?.summary?.scores[metric.type] ?? []) : []));
  const axis = intervalAxis(leading(false), leading(true));
  const baseline = entries.find((e) => e.baseline && e.run?.summary)?.run?.summary?.scores[metric.type]?.mean ?? null;
  const others = wordsFor(task).filter((m) => m.type !== metric.type && scores(m.type).length > 0).slice(0, allScores ? undefined : USUAL);
  const someLeftOut = entries.some((e) => e.run?.summary?.outOfBag);
  const number = (key: string, title: string, help: string, value: (e: StudyRun) => number | undefined, words: (v: number) => ReactNode): DataColumn<StudyRun> => ({
    key, title, help, numeric: true,
    cell: (e) => { const v = value(e); return v === undefined ? <span className="tl-dim">–</span> : words(v); },
    sortBy: (e) => value(e) ?? worst,
  });
  return [
    {
      key: 'model', title: 'Model', sortBy: (e) => e.label,
      cell: (e) => (
        <span className="tl-board-model">
          <span className="tl-board-name" title={e.label}>{e.label}</span>
          {e.baseline ? <Tag>baseline</Tag> : null}
          {tied.has(e.key) && tied.size > 1 ? <Tag tone="accent">tied for best</Tag> : null}
        </span>
      ),
    },
    { key: 'state', title: 'State', cell: (e) => <RunProgress entry={e} /> },
    number(metric.type, metric.name, metric.help, (e) => e.run?.summary?.scores[metric.type]?.mean, (v) => <strong>{formatScore(v)}</strong>),
    {
      key: 'interval', title: '95 % interval', help: 'Where the score would mostly lie on other rows of the same kind. Intervals that overlap cannot be told apart.',
      cell: (e) => { const s = e.run?.summary?.scores[metric.type]; return s && Number.isFinite(s.low) ? <IntervalBar score={s} axis={axis} baseline={baseline} /> : null; },
    },
    ...(someLeftOut ? [number('out-of-bag', 'Out of bag', `${metric.name} of a forest on its own training rows, each asked only of the trees that did not draw it: as honest as held-out rows.`, (e) => e.run?.summary?.outOfBag?.scores[metric.type], (v) => formatScore(v))] : []),
    ...others.map((m) => number(m.type, m.name, m.help, (e) => e.run?.summary?.scores[m.type]?.mean, (v) => formatScore(v))),
    number('fit', 'Fit', 'Seconds to learn, all folds.', (e) => e.run?.summary?.fitSeconds, (v) => formatDuration(v)),
    number('predict', 'Predict 1,000', 'Time to predict 1,000 rows.', (e) => e.run?.summary?.predictSeconds, (v) => formatDuration(v)),
    number('size', 'Size', 'Size of the fitted pipeline.', (e) => e.run?.summary?.bytes, (v) => formatBytes(v)),
    { key: 'device', title: 'Device', cell: device },
  ];
}
