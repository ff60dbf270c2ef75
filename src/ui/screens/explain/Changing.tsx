import { Select } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { partialDependenceFigure } from '../../../charts/explain/partial-dependence.ts';
import type { PartialDependence } from '../../../engine/explainers/explanation.ts';
import { useApp, useSession, useStudy } from '../../hooks/use-app.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { isTree } from '../runs/labels.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { AskBar } from './AskBar.tsx';
import { useAsked } from './use-asked.ts';

const NONE = 'none';
const SEED = 42;
const MAX_ROWS = 200;
/** Points of a number column, alone and beside another. */
const POINTS = { one: 40, two: 20 } as const;

function Result({ runKey, found }: { readonly runKey: string; readonly found: PartialDependence }) {
  const { actions } = useApp();
  const focus = useSession((s) => s.focusClass);
  const [wanted, setWanted] = useState<number | null>(null);
  useEffect(() => actions.keepExplanation(runKey, found), [actions, runKey, found]);
  const columns = useStudy((s) => s.data?.columns);
  const dates = useMemo(() => new Set(columns?.flatMap((c) => (c.type === 'date' ? [c.name] : []))), [columns]);
  const last = found.outputs.length - 1;
  const output = Math.min(wanted ?? focus ?? last, last);
  const figure = useMemo(() => partialDependenceFigure(found, output, dates), [found, output, dates]);
  return (
    <>
      <div className="tl-row">
        {last > 0 ? <Select label="Explain" w={200} data={found.outputs.map((label, i) => ({ value: String(i), label }))} value={String(output)} onChange={(v) => setWanted(Number(v))} /> : null}
        <p className="tl-say">{`${figure.summary} ${found.method === 'trees' ? 'The other columns are averaged over the branches of the trees.' : `Each thin line is one of ${found.rows.toLocaleString('en')} rows.`}`}</p>
      </div>
      <Plot figure={figure} height={360} />
    </>
  );
}

/** What the model says when one column, or two, are set to other values (partial dependence). */
export function Changing({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const data = useStudy((s) => s.data);
  const target = useStudy((s) => s.target);
  const query = useStudy((s) => s.query);
  const names = useMemo(() => (data?.columns ?? []).filter((c) => c.name !== target && c.name !== query && c.type !== 'text').map((c) => c.name), [data, target, query]);
  const trees = isTree(run.summary.model.type);
  const [first, setFirst] = useState<string | null>(null);
  const [second, setSecond] = useState(NONE);
  const [way, setWay] = useState('auto');
  const column = first ?? names[0] ?? '';
  const columns = useMemo(() => (second === NONE || second === column ? [column] : [column, second]), [column, second]);
  const method = trees && way !== 'auto' ? (way as 'trees' | 'brute') : 'auto';
  const points = columns.length === 1 ? POINTS.one : POINTS.two;
  const asked = useAsked(
    `dependence:${run.key}:${JSON.stringify(columns)}:${method}`,
    useCallback((options) => engine.partialDependence({ key: run.key, table: data?.table ?? '', columns, method, maxRows: MAX_ROWS, points, seed: SEED }, { ...options, lane: 'long' }), [engine, run.key, data, columns, method, points]),
  );
  // Pixels are not changed one by one.
  if (names.length === 0 || data?.image) return null;
  return (
    <Section title="What changing a cell does" lead="A column is set to one value after another while all others stay, and the answers are averaged (partial dependence). Thin lines are single rows: where they cross, the column acts differently from row to row.">
      <AskBar asked={asked} verb="Set and ask">
        <Select label="Column" w={200} searchable data={names} value={column} onChange={(v) => setFirst(v)} />
        <Select label="Together with" w={200} searchable data={[{ value: NONE, label: 'no other' }, ...names.filter((n) => n !== column).map((n) => ({ value: n, label: n }))]} value={columns.length === 1 ? NONE : second} onChange={(v) => setSecond(v ?? NONE)} />
        {trees ? <Select label="Averaged over" w={180} data={[{ value: 'auto', label: 'what suits' }, { value: 'brute', label: 'rows' }, { value: 'trees', label: 'branches of the trees' }]} value={way} onChange={(v) => setWay(v ?? 'auto')} /> : null}
      </AskBar>
      {asked.fresh ? null : <QueryView state={asked.state} onCancel={asked.cancel} onRetry={asked.start}>{(found) => <Result runKey={run.key} found={found} />}</QueryView>}
    </Section>
  );
}
