import { useCallback } from 'react';
import type { Evaluation } from '../../../engine/evaluation/evaluation.ts';
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

function View({ runKey, evaluation }: { readonly runKey: string; readonly evaluation: Evaluation }) {
  switch (evaluation.kind) {
    case 'classification': return <ClassificationView key={runKey} runKey={runKey} evaluation={evaluation} />;
    case 'regression': return <RegressionView key={runKey} evaluation={evaluation} />;
    case 'ranking': return <RankingView key={runKey} evaluation={evaluation} />;
    case 'anomaly': return <AnomalyView key={runKey} runKey={runKey} evaluation={evaluation} />;
    default: return evaluation satisfies never;
  }
}

function Chosen({ run }: { readonly run: FinishedRun }) {
  const { engine, queries } = useApp();
  const metric = useMetric();
  const key = `evaluation:${run.key}`;
  const state = useQuery(key, useCallback((options) => engine.evaluate({ key: run.key }, options), [engine, run.key]));
  const rows = state.data?.rows;
  return (
    <>
      <Section title="Scores" lead={rows === undefined ? 'On rows the model has not learned from.' : `On ${plural(rows, 'row')} the model has not learned from; below each, where it would mostly lie on others (95 %).`}>
        <Scores summary={run.summary} metric={metric} />
      </Section>
      <QueryView state={state} onRetry={() => queries.refetch(key)}>{(evaluation) => <View runKey={run.key} evaluation={evaluation} />}</QueryView>
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
