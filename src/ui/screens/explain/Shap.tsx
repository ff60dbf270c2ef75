import { Select } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { metaOf } from '../runs/labels.ts';
import type { FinishedRun } from '../runs/use-study-runs.ts';
import { AskBar } from './AskBar.tsx';
import { ShapResult } from './ShapResult.tsx';
import { useAsked } from './use-asked.ts';

const ROWS = ['5', '20', '50', '100', '300', '1000'].map((value) => ({ value, label: `${Number(value).toLocaleString('en')} rows` }));
const BACKGROUND = ['10', '20', '50', '100'].map((value) => ({ value, label: `${value} rows` }));
const SEED = 42;
const WIDE = 100;

/** What each cell adds to a prediction: exact for linear models, by sampling for all others. */
export function Shap({ run }: { readonly run: FinishedRun }) {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? '');
  // Estimating shares takes time with every column: hundreds of them (pixels, say) start with few rows.
  const wide = useStudy((s) => (s.data?.columns.length ?? 0) > WIDE);
  const linear = metaOf(run.summary.model.type)?.tags.linear === true;
  const [maxRows, setRows] = useState(linear ? '300' : wide ? '5' : '100');
  const [background, setBackground] = useState(wide && !linear ? '10' : '50');
  const asked = useAsked(
    `shap:${run.key}:${maxRows}:${background}`,
    useCallback((options) => engine.shap({ key: run.key, table, maxRows: Number(maxRows), background: Number(background), nSamples: null, seed: SEED }, { ...options, lane: 'long' }), [engine, run.key, table, maxRows, background]),
  );
  return (
    <Section
      title="Why it says what it says"
      lead={linear
        ? 'SHAP shares each prediction out among the row’s cells. This model is linear, so the shares are exact: weight times distance from the average.'
        : 'SHAP shares each prediction out among the row’s cells. For this model the shares are estimated: cells are swapped for those of background rows, many times (kernel SHAP).'}
    >
      <AskBar asked={asked} verb="Explain with SHAP">
        <Select label="Explain at most" w={130} data={ROWS} value={maxRows} onChange={(v) => setRows(v ?? '100')} />
        <Select label="Compared with" w={120} data={BACKGROUND} value={background} onChange={(v) => setBackground(v ?? '50')} />
      </AskBar>
      {asked.fresh ? null : <QueryView state={asked.state} onCancel={asked.cancel} onRetry={asked.start}>{(shap) => <ShapResult runKey={run.key} shap={shap} />}</QueryView>}
    </Section>
  );
}
