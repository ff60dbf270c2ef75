import { Select } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { barsHeight, permutationFigure } from '../../../charts/explain/importance.ts';
import { pixelFigure } from '../../../charts/explain/pixels.ts';
import type { PermutationImportance } from '../../../engine/explainers/explanation.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { metricWords, wordsFor } from '../runs/metrics.ts';
import { type FinishedRun, useMetric } from '../runs/use-study-runs.ts';
import { AskBar } from './AskBar.tsx';
import { useAsked } from './use-asked.ts';

const REPEATS = ['5', '10', '30'].map((value) => ({ value, label: `${value} times` }));
const ROWS = ['200', '1000', '5000'].map((value) => ({ value, label: `${Number(value).toLocaleString('en')} rows` }));
const SEED = 42;
const WIDE = 100;

function Result({ runKey, importance }: { readonly runKey: string; readonly importance: PermutationImportance }) {
  const { actions } = useApp();
  useEffect(() => actions.keepExplanation(runKey, importance), [actions, runKey, importance]);
  const figure = useMemo(() => permutationFigure(importance, metricWords(importance.metric).name), [importance]);
  const image = useStudy((s) => s.data?.image ?? null);
  const picture = useMemo(() => (image !== null && image.width * image.height * image.channels === importance.columns.length ? pixelFigure(importance.mean, image, figure.title.replace('column', 'pixel'), true) : null), [image, importance, figure]);
  return (
    <>
      <p className="tl-say">{(picture ?? figure).summary}</p>
      <Plot figure={picture ?? figure} height={picture ? 360 : barsHeight(importance.columns.length)} />
    </>
  );
}

/** How much worse the model gets without each column. */
export function Permutation({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  const wide = useStudy((s) => (s.data?.columns.length ?? 0) > WIDE);
  const leading = useMetric();
  const [metric, setMetric] = useState(leading.type);
  const [nRepeats, setRepeats] = useState('5');
  const [maxRows, setRows] = useState(wide ? '200' : '1000');
  const asked = useAsked(
    `permutation:${run.key}:${metric}:${nRepeats}:${maxRows}`,
    useCallback((options) => engine.permutationImportance({ key: run.key, table, metric, nRepeats: Number(nRepeats), maxRows: Number(maxRows), seed: SEED }, { ...options, lane: 'long' }), [engine, run.key, table, metric, nRepeats, maxRows]),
  );
  return (
    <Section title="What the model needs" lead="Each column is shuffled in turn, so that it says nothing any more; what the score loses is what the column was worth. Columns that say the same can stand in for each other and then look unimportant.">
      <AskBar asked={asked} verb="Shuffle and measure">
        <Select label="Measured by" w={170} data={wordsFor(run.summary.task).filter((m) => run.summary.scores[m.type] !== undefined).map((m) => ({ value: m.type, label: m.name }))} value={metric} onChange={(v) => setMetric(v ?? leading.type)} />
        <Select label="Shuffled" w={110} data={REPEATS} value={nRepeats} onChange={(v) => setRepeats(v ?? '5')} />
        <Select label="On at most" w={120} data={ROWS} value={maxRows} onChange={(v) => setRows(v ?? '1000')} />
      </AskBar>
      {asked.fresh ? null : <QueryView state={asked.state} onCancel={asked.cancel} onRetry={asked.start}>{(importance) => <Result runKey={run.key} importance={importance} />}</QueryView>}
    </Section>
  );
}
