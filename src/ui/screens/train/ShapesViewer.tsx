import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { barsHeight } from '../../../charts/explain/importance.ts';
import { shapeFigure, termName, termsFigure } from '../../../charts/train/shape.ts';
import type { ShapesReport } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { formatNumber, plural } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import './tree.css';

function Shapes({ report }: { readonly report: ShapesReport }) {
  const [at, setAt] = useState(0);
  const [output, setOutput] = useState(0);
  const term = useMemo(() => shapeFigure(report, at, output), [report, at, output]);
  const all = useMemo(() => termsFigure(report), [report]);
  const pairs = report.terms.filter((t) => t.axes.length === 2).length;
  return (
    <>
      <p className="tl-dim">{`${plural(report.terms.length - pairs, 'column')} and ${plural(pairs, 'pair')}. A prediction is ${formatNumber(report.intercept[output])} and what every term adds${report.unit === 'log-odds' ? ', as log-odds' : ''}.`}</p>
      <div className="tl-tree-bar">
        <Select label="Term" w={280} searchable allowDeselect={false} data={report.terms.map((t, i) => ({ value: String(i), label: termName(t) }))} value={String(at)} onChange={(v) => setAt(Number(v))} />
        {report.outputs.length > 1 ? <Select label="Class" w={180} allowDeselect={false} data={report.outputs.map((name, k) => ({ value: String(k), label: name }))} value={String(output)} onChange={(v) => setOutput(Number(v))} /> : null}
      </div>
      <div className="tl-shapes">
        <div>
          <Plot figure={term} height={320} />
          <p className="tl-dim">{term.summary}</p>
        </div>
        <Plot figure={all} height={Math.max(320, barsHeight(report.terms.length))} onPointClick={(point) => setAt(point.index)} />
      </div>
    </>
  );
}

/** The shape functions of an explainable boosting machine: the whole model, drawn. */
export default function ShapesViewer({ runKey }: { readonly runKey: string }) {
  const { engine, queries } = useApp();
  const key = `shapes:${runKey}`;
  const state = useQuery(key, useCallback((options) => engine.inspectShapes({ key: runKey }, options), [engine, runKey]));
  return <div className="tl-tree-viewer"><QueryView state={state} onRetry={() => queries.refetch(key)}>{(report) => <Shapes report={report} />}</QueryView></div>;
}
