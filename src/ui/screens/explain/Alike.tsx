import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { actualText, alike, byOutlier, proximityFigure } from '../../../charts/explain/proximity.ts';
import type { RowProximity } from '../../../engine/explainers/explanation.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { formatCount } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { metaOf } from '../runs/labels.ts';
import { RowsTable } from '../runs/RowsTable.tsx';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { AskBar } from './AskBar.tsx';
import { useAsked } from './use-asked.ts';

const ROWS = ['100', '300', '1000'].map((value) => ({ value, label: `${Number(value).toLocaleString('en')} rows` }));
const SEED = 42;
const NEIGHBOURS = 10;
const OUTLIERS = 10;

/** Hundredths say enough of either measure. */
const hundredths = (values: Iterable<number>): readonly number[] => Array.from(values, (v) => Math.round(100 * v) / 100);

function Result({ found, target }: { readonly found: RowProximity; readonly target: string }) {
  const order = useMemo(() => byOutlier(found), [found]);
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = wanted !== null && wanted < found.rows.length ? wanted : order[0]!;
  const figure = useMemo(() => proximityFigure(found, target, chosen), [found, target, chosen]);
  const near = useMemo(() => [chosen, ...alike(found, chosen)], [found, chosen]);
  const nearRows = useMemo(() => near.map((i) => found.rows[i]!), [found, near]);
  const nearExtra = useMemo(() => [
    { title: 'Proximity', help: 'Share of the trees in which the row comes to the same leaf as the chosen one.', values: hundredths([1, ...found.proximity.subarray(chosen * found.neighbours, (chosen + 1) * found.neighbours)]) },
    { title: 'Outlier score', help: 'How far the row is from the others of its class; above 10 it is unlike all of them.', values: hundredths(near.map((i) => found.outlier[i]!)) },
  ], [found, chosen, near]);
  const outliers = useMemo(() => order.slice(0, OUTLIERS), [order]);
  const outlierRows = useMemo(() => outliers.map((i) => found.rows[i]!), [found, outliers]);
  const outlierExtra = useMemo(() => [{ title: 'Outlier score', values: hundredths(outliers.map((i) => found.outlier[i]!)) }], [found, outliers]);
  return (
    <>
      <div className="tl-row">
        <Select label="Row" w={140} searchable data={Array.from(found.rows, (row, i) => ({ value: String(i), label: `Row ${formatCount(row + 1)}` }))} value={String(chosen)} onChange={(v) => setWanted(Number(v))} />
        <p className="tl-say">{figure.summary}</p>
      </div>
      <Plot figure={figure} height={420} onPointClick={(p) => { if (typeof p.customdata === 'number') setWanted(p.customdata); }} />
      <h3 className="tl-alike-title">{`Rows most like row ${formatCount(found.rows[chosen]! + 1)} (${target} ${actualText(found, chosen)})`}</h3>
      <RowsTable label="Rows most like the chosen one" rows={nearRows} extra={nearExtra} />
      <h3 className="tl-alike-title">Rows unlike the others of their class</h3>
      <RowsTable label="Rows with the highest outlier scores" rows={outlierRows} extra={outlierExtra} />
    </>
  );
}

/** Which rows the trees of a forest lead to the same leaves, and which stand apart. */
export function Alike({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  const target = useStudy((s) => s.target) ?? 'target';
  const { type, params } = run.summary.model;
  const bags = (params['bootstrap'] ?? metaOf(type)?.params['bootstrap']?.default) === true;
  const folds = Object.values(run.summary.scores)[0]?.folds.length ?? 1;
  const [of, setOf] = useState('held-out');
  const [maxRows, setRows] = useState('300');
  const outOfBag = bags && of === 'out-of-bag';
  const asked = useAsked(
    `proximity:${run.key}:${outOfBag}:${maxRows}`,
    useCallback((options) => engine.rowProximity({ key: run.key, table, outOfBag, maxRows: Number(maxRows), neighbours: NEIGHBOURS, seed: SEED }, { ...options, lane: 'long' }), [engine, run.key, table, outOfBag, maxRows]),
  );
  return (
    <Section title="Which rows are alike" lead={`Two rows are as alike to a forest as the share of its trees that lead both to one leaf (proximity). From that come a map of the rows, the rows most like any one of them, and outlier scores: how far a row is from the others of its class.${outOfBag ? ' Out of bag, two rows are compared by the trees that learned from neither.' : ''}`}>
      <AskBar asked={asked} verb="Compare rows">
        {bags ? <Select label="Rows" w={210} data={[{ value: 'held-out', label: folds > 1 ? 'All, by all trees' : 'Held out' }, { value: 'out-of-bag', label: 'Training, out of bag' }]} value={of} onChange={(v) => setOf(v ?? 'held-out')} /> : null}
        <Select label="At most" w={120} data={ROWS} value={maxRows} onChange={(v) => setRows(v ?? '300')} />
      </AskBar>
      {asked.fresh ? null : <QueryView state={asked.state} onCancel={asked.cancel} onRetry={asked.start}>{(found) => <Result key={`${found.outOfBag}:${found.rows.length}`} found={found} target={target} />}</QueryView>}
    </Section>
  );
}
