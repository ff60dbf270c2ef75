import { Select } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { barsHeight } from '../../../charts/explain/importance.ts';
import { shapeFigure, termName, termsFigure } from '../../../charts/train/shape.ts';
import type { ShapeEdit, ShapesReport } from '../../../jobs/protocol.ts';
import type { ModelSpec } from '../../../study/schema.ts';
import { newModel } from '../../../study/create.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { formatNumber, plural } from '../../kit/format.ts';
import { ErrorNote } from '../../kit/ErrorNote.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { ShapeEditor } from './ShapeEditor.tsx';
import { editable, readEdits, writeEdits } from './shape-edit.ts';
import './tree.css';

interface ShapesProps {
  readonly report: ShapesReport;
  /** As learned; `null` where nothing is edited. */
  readonly before: ShapesReport | null;
  readonly edits: readonly ShapeEdit[];
  readonly onEdits: (edits: readonly ShapeEdit[]) => void;
  readonly onKeep: () => void;
  /** Chosen term and output: kept while the shapes are asked for anew. */
  readonly at: string;
  readonly onAt: (term: string) => void;
}

function Shapes({ report, before, edits, onEdits, onKeep, at: name, onAt }: ShapesProps) {
  const [output, setOutput] = useState(0);
  const at = Math.max(0, report.terms.findIndex((t) => termName(t) === name));
  const figure = useMemo(() => {
    const label = termName(report.terms[at]!);
    return shapeFigure(report, at, output, before?.terms.find((t) => termName(t) === label) ?? null);
  }, [report, before, at, output]);
  const all = useMemo(() => termsFigure(report), [report]);
  const pairs = report.terms.filter((t) => t.axes.length === 2).length;
  const term = report.terms[at]!;
  return (
    <>
      <p className="tl-dim">{`${plural(report.terms.length - pairs, 'column')} and ${plural(pairs, 'pair')}. A prediction is ${formatNumber(report.intercept[output])} and what every term adds${report.unit === 'log-odds' ? ', as log-odds' : ''}.`}</p>
      <div className="tl-tree-bar">
        <Select label="Term" w={280} searchable allowDeselect={false} data={report.terms.map(termName)} value={termName(term)} onChange={(v) => { if (v !== null) onAt(v); }} />
        {report.outputs.length > 1 ? <Select label="Class" w={180} allowDeselect={false} data={report.outputs.map((label, k) => ({ value: String(k), label }))} value={String(output)} onChange={(v) => setOutput(Number(v))} /> : null}
      </div>
      <div className="tl-shapes">
        <div>
          <Plot figure={figure} height={320} />
          <p className="tl-dim">{figure.summary}</p>
          {editable(term) ? <ShapeEditor key={termName(term)} report={report} term={term} output={output} edits={edits} onChange={onEdits} onKeep={onKeep} /> : null}
        </div>
        <Plot figure={all} height={Math.max(320, barsHeight(report.terms.length))} onPointClick={(point) => onAt(termName(report.terms[point.index]!))} />
      </div>
    </>
  );
}

/** The shape functions of an explainable boosting machine: the whole model, drawn, and changed by hand. */
export default function ShapesViewer({ runKey, spec }: { readonly runKey: string; readonly spec: ModelSpec }) {
  const { actions, engine, queries } = useApp();
  const [edits, setEdits] = useState<readonly ShapeEdit[]>([]);
  const [at, setAt] = useState('');
  const text = writeEdits(edits);
  const learnedKey = `shapes:${runKey}`;
  const learned = useQuery(learnedKey, useCallback((options) => engine.inspectShapes({ key: runKey, edits: '' }, options), [engine, runKey]));
  const edited = useQuery(text === '' ? null : `shapes:${runKey}:${text}`, useCallback((options) => engine.inspectShapes({ key: runKey, edits: text }, options), [engine, runKey, text]));
  const keep = (): void => {
    const before = typeof spec.params['edits'] === 'string' ? readEdits(spec.params['edits']) : [];
    const edited = newModel(spec.type, { ...spec.params, edits: writeEdits([...before, ...edits]) }, spec.seed);
    actions.edit('Add the edited shapes as a model', (study) => ({ ...study, models: [...study.models, edited] }));
    setEdits([]);
  };
  return (
    <div className="tl-tree-viewer">
      {edited.error ? <ErrorNote error={edited.error} /> : null}
      <QueryView state={learned} onRetry={() => queries.refetch(learnedKey)}>
        {(report) => <Shapes report={edited.data ?? report} before={edited.data === null ? null : report} edits={edits} onEdits={setEdits} onKeep={keep} at={at} onAt={setAt} />}
      </QueryView>
    </div>
  );
}
