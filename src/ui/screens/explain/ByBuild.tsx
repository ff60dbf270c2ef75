import { SegmentedControl } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { barsHeight } from '../../../charts/explain/importance.ts';
import { treeImportanceFigure } from '../../../charts/explain/tree-importance.ts';
import type { TreeImportance } from '../../../engine/explainers/explanation.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import type { FinishedRun } from '../runs/use-study-runs.ts';

const SEED = 42;

function Result({ runKey, importance }: { readonly runKey: string; readonly importance: TreeImportance }) {
  const { actions } = useApp();
  useEffect(() => actions.keepExplanation(runKey, importance), [actions, runKey, importance]);
  const [wanted, setWanted] = useState('0');
  const which = Math.min(Number(wanted), importance.measures.length - 1);
  const figure = useMemo(() => treeImportanceFigure(importance, which), [importance, which]);
  return (
    <>
      <div className="tl-row">
        {importance.measures.length > 1 ? <SegmentedControl aria-label="Importance" data={importance.measures.map((m, i) => ({ value: String(i), label: m.name }))} value={String(which)} onChange={setWanted} /> : null}
        <p className="tl-say">{figure.summary}</p>
      </div>
      <Plot figure={figure} height={barsHeight(importance.columns.length)} />
    </>
  );
}

/** What the trees' own counts say, under the names the model's library uses. */
export function ByBuild({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const state = useQuery(`build:${run.key}`, useCallback((options) => engine.treeImportance({ key: run.key, seed: SEED }, options), [engine, run.key]));
  return (
    <Section title="How the trees were built" lead="What each column did while the trees grew: questions asked about it, what they improved, how many rows they saw. Whiskers say how much that depends on single trees. It is counted on training rows, so it may praise columns that do not help on new ones.">
      <QueryView state={state}>{(importance) => <Result runKey={run.key} importance={importance} />}</QueryView>
    </Section>
  );
}
