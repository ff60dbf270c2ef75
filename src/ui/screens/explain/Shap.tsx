import { Select, Switch } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { isTree, metaOf } from '../runs/labels.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { AskBar } from './AskBar.tsx';
import type { ShapMethod } from '../../../engine/explainers/explanation.ts';
import { ShapResult } from './ShapResult.tsx';
import { useAsked } from './use-asked.ts';

const ROWS = ['5', '20', '50', '100', '300', '1000'].map((value) => ({ value, label: `${Number(value).toLocaleString('en')} rows` }));
const BACKGROUND = ['10', '20', '50', '100'].map((value) => ({ value, label: `${value} rows` }));
const SEED = 42;
const WIDE = 100;

/** Interactions of more columns than this are only made when asked for. */
const FEW = 30;
const METHODS: readonly { readonly value: ShapMethod; readonly label: string }[] = [
  { value: 'tree-path', label: 'TreeSHAP, by branches' },
  { value: 'tree-background', label: 'TreeSHAP, against rows' },
  { value: 'kernel', label: 'Kernel, by sampling' },
];
const LEADS: Readonly<Record<ShapMethod, string>> = {
  linear: 'This model is linear, so the shares are exact: weight times distance from the average.',
  kernel: 'Here the shares are estimated: cells are swapped for those of background rows, many times (kernel SHAP).',
  'tree-path': 'This model is made of trees, so the shares are exact: what is not known of a row is averaged over the branches, by the training rows that took them (TreeSHAP).',
  'tree-background': 'This model is made of trees, so the shares are exact: what is not known of a row is taken from background rows (TreeSHAP).',
};

/** What each cell adds to a prediction: exact for linear models and trees, by sampling for all others. */
export function Shap({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  const columns = useStudy((s) => s.data?.columns.length ?? 0);
  const meta = metaOf(run.summary.model.type);
  const trees = isTree(run.summary.model.type);
  const [chosen, setMethod] = useState<ShapMethod>('tree-path');
  const method: ShapMethod = trees ? chosen : meta?.tags.linear === true ? 'linear' : 'kernel';
  // Estimating shares takes time with every column: hundreds of them (pixels, say) start with few rows.
  const wide = columns > WIDE && method === 'kernel';
  const [wantedRows, setRows] = useState<string | null>(null);
  const [wantedBackground, setBackground] = useState<string | null>(null);
  const [scale, setScale] = useState('raw');
  const [together, setTogether] = useState(trees && columns <= FEW);
  const maxRows = wantedRows ?? (method === 'kernel' ? (wide ? '5' : '100') : '300');
  const background = wantedBackground ?? (wide ? '10' : '50');
  const compares = method !== 'tree-path';
  const linked = method === 'tree-background' && meta?.tags.proba === true && scale === 'linked';
  const interactions = method.startsWith('tree') && together;
  const asked = useAsked(
    `shap:${run.key}:${method}:${maxRows}:${compares ? background : ''}:${linked}:${interactions}`,
    useCallback((options) => engine.shap({ key: run.key, table, maxRows: Number(maxRows), background: Number(background), nSamples: null, seed: SEED, method, linked, interactions }, { ...options, lane: 'long' }), [engine, run.key, table, maxRows, background, method, linked, interactions]),
  );
  return (
    <Section title="Why it says what it says" lead={`SHAP shares each prediction out among the row’s cells. ${LEADS[method]}`}>
      <AskBar asked={asked} verb="Explain with SHAP">
        {trees ? <Select label="By" w={210} data={METHODS} value={method} onChange={(v) => setMethod((v ?? 'tree-path') as ShapMethod)} /> : null}
        <Select label="Explain at most" w={130} data={ROWS} value={maxRows} onChange={(v) => setRows(v)} />
        {compares ? <Select label="Compared with" w={120} data={BACKGROUND} value={background} onChange={(v) => setBackground(v)} /> : null}
        {method === 'tree-background' && meta?.tags.proba === true ? <Select label="Effects on" w={190} data={[{ value: 'raw', label: 'what the trees add up' }, { value: 'linked', label: 'probabilities' }]} value={scale} onChange={(v) => setScale(v ?? 'raw')} /> : null}
        {method.startsWith('tree') ? <Switch className="tl-ask-switch" label="Which columns act together" checked={together} onChange={(event) => setTogether(event.currentTarget.checked)} /> : null}
      </AskBar>
      {asked.fresh ? null : <QueryView state={asked.state} onCancel={asked.cancel} onRetry={asked.start}>{(shap) => <ShapResult runKey={run.key} shap={shap} />}</QueryView>}
    </Section>
  );
}
