import { SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { Evaluation } from '../../../engine/evaluation/evaluation.ts';
import type { ScoredRows } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { plural } from '../../kit/format.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { Screen, Section } from '../../kit/Screen.tsx';
import { NeedsRun } from '../runs/Needs.tsx';
import { leaderboardSentence } from '../runs/ranking.ts';
import { RunPicker } from '../runs/RunPicker.tsx';
import '../runs/runs.css';
import { type FinishedRun, useMetric, useSelectedRun } from '../runs/use-study-runs.ts';
import { AnomalyView } from './AnomalyView.tsx';
import { ClassificationView } from './ClassificationView.tsx';
import './evaluate.css';
import { RankingView } from './RankingView.tsx';
import { RegressionView } from './RegressionView.tsx';
import { Scores } from './Scores.tsx';

function View({ runKey, of, evaluation }: { readonly runKey: string; readonly of: ScoredRows; readonly evaluation: Evaluation }) {
  switch (evaluation.kind) {
    case 'classification': return <ClassificationView key={`${runKey}:${of}`} runKey={runKey} of={of} evaluation={evaluation} />;
    case 'regression': return <RegressionView key={`${runKey}:${of}`} evaluation={evaluation} />;
    case 'ranking': return <RankingView key={`${runKey}:${of}`} evaluation={evaluation} />;
    case 'anomaly': return <AnomalyView key={runKey} runKey={runKey} evaluation={evaluation} />;
    default: return evaluation satisfies never;
  }
}

const ROWS: readonly { readonly value: ScoredRows; readonly label: string }[] = [{ value: 'held-out', label: 'Held-out rows' }, { value: 'out-of-bag', label: 'Out of bag' }];

function leadOf(of: ScoredRows, rows: number | undefined, unscored: number): string {
  if (of === 'held-out') return rows === undefined ? 'On rows the model has not learned from.' : `On ${plural(rows, 'row')} the model has not learned from; below each, where it would mostly lie on others (95 %).`;
  const left = unscored > 0 ? ` Every tree drew ${plural(unscored, 'row')}, which ${unscored === 1 ? 'is' : 'are'} left out.` : '';
  return `On ${rows === undefined ? 'training rows' : plural(rows, 'training row')}, each asked only of the trees that did not draw it: as honest as held-out rows, with none held out.${left}`;
}

function Chosen({ run }: { readonly run: FinishedRun }) {
  const { engine, queries } = useApp();
  const metric = useMetric();
  const { outOfBag } = run.summary;
  const [of, setOf] = useState<ScoredRows>('held-out');
  const key = `evaluation:${run.key}:${of}`;
  const state = useQuery(key, useCallback((options) => engine.evaluate({ key: run.key, of }, options), [engine, run.key, of]));
  const rows = state.data?.rows;
  return (
    <>
      <Section
        title="Scores"
        lead={leadOf(of, rows, outOfBag?.unscored ?? 0)}
        actions={outOfBag ? <SegmentedControl aria-label="Scored on" data={[...ROWS]} value={of} onChange={(v) => setOf(v as ScoredRows)} /> : null}
      >
        <Scores summary={run.summary} metric={metric} of={of} />
      </Section>
      <QueryView state={state} onRetry={() => queries.refetch(key)}>{(evaluation) => <View runKey={run.key} of={of} evaluation={evaluation} />}</QueryView>
    </>
  );
}

/** Is it good, and where is it bad? */
export default function EvaluateScreen() {
  const { all, run } = useSelectedRun();
  const metric = useMetric();
  if (run === null) return <Screen title="Evaluate"><NeedsRun what="Scores and errors are shown of trained models." /></Screen>;
  return (
    <Screen title="Evaluate" lead={leaderboardSentence(all, metric)} actions={<RunPicker all={all} run={run} />}>
      <Chosen key={run.key} run={run} />
    </Screen>
  );
}
