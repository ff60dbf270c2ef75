import { SegmentedControl, Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { bestStep, type CurveStep, type FoldCurve, learningCurvesFigure, measuredMetrics } from '../../../charts/train/learning-curves.ts';
import type { Run } from '../../../state/app.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { LineChart } from '../../kit/lines/LineChart.tsx';
import { stepWord, stopsEarly } from '../runs/labels.ts';
import { metricWords } from '../runs/metrics.ts';
import type { StudyRun } from '../runs/use-study-runs.ts';

const atOnce = 'This model is fitted in one go: there is nothing to watch. Nets and boosted trees show their loss here, step by step.';
const nameOf = (metric: string): string => (metric === 'loss' ? 'Loss' : metricWords(metric).name);
const fromLive = (live: Run['live']): readonly FoldCurve[] => live.map(({ fold, points }) => ({ fold, points, best: bestStep(points) }));
const noCurves: Run['live'] = [];

function Curves({ folds, step }: { readonly folds: readonly FoldCurve[]; readonly step: CurveStep }) {
  const names = useMemo(() => measuredMetrics(folds), [folds]);
  const [wanted, setMetric] = useState('loss');
  const [chosen, setFold] = useState<number | null>(null);
  const metric = names.includes(wanted) ? wanted : (names[0] ?? 'loss');
  const fold = chosen ?? folds.at(-1)?.fold ?? 0;
  const figure = useMemo(() => learningCurvesFigure(folds, metric, fold, step), [folds, metric, fold, step]);
  const choices = names.map((value) => ({ value, label: nameOf(value) }));
  return (
    <div className="tl-curves">
      <LineChart
        figure={figure}
        height={280}
        aside={(
          <>
            {names.length > 1 && names.length <= 3 ? <SegmentedControl aria-label="What is drawn" data={choices} value={metric} onChange={setMetric} /> : null}
            {names.length > 3 ? <Select aria-label="What is drawn" w={160} data={choices} value={metric} onChange={(v) => setMetric(v ?? 'loss')} /> : null}
            {folds.length > 1 ? <Select aria-label="Fold in focus" w={100} data={folds.map((f) => ({ value: String(f.fold), label: `Fold ${f.fold + 1}` }))} value={String(fold)} onChange={(v) => setFold(Number(v))} /> : null}
          </>
        )}
      />
      <p className="tl-dim">{figure.summary}</p>
    </div>
  );
}

/** Curves of a run as they grow, or as they were kept. */
export function LearningCurves({ entry: { run, key, spec } }: { readonly entry: StudyRun }) {
  const { engine } = useApp();
  const live = run?.live ?? noCurves;
  const running = run !== undefined && run.activity !== 'idle';
  const kept = useQuery(!running && run?.status === 'ok' && run.summary?.epochs != null ? `result:${key}` : null, useCallback((options) => engine.runResult({ key }, options), [engine, key]));
  const result = kept.data;
  const folds = useMemo(() => (result ? result.history.map((points, fold) => ({ fold, points, best: result.best[fold] ?? -1 })).filter((f) => f.points.length > 0) : fromLive(live)), [result, live]);
  if (folds.length > 0) return <Curves folds={folds} step={stepWord(spec.type)} />;
  const words = running ? (stopsEarly(spec.type) ? 'Waiting for the first measurement.' : 'Fitting. A model that learns in steps draws its curve here.') : run?.status !== 'ok' ? 'Its curves are drawn here while it learns.' : kept.activity === 'running' ? 'Reading the curves.' : atOnce;
  return <EmptyState text={words} />;
}
