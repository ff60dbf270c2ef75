import { SegmentedControl, Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { beeswarmFigure, beeswarmHeight } from '../../../charts/explain/beeswarm.ts';
import { barsHeight, shapBarsFigure } from '../../../charts/explain/importance.ts';
import { interactionsFigure } from '../../../charts/explain/interactions.ts';
import { pixelFigure } from '../../../charts/explain/pixels.ts';
import { byStrength, type Explained, meanEffects } from '../../../charts/explain/shap-values.ts';
import type { ShapExplanation } from '../../../engine/explainers/explanation.ts';
import { useApp, useSession, useStudy } from '../../hooks/use-app.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { Dependence } from './Dependence.tsx';
import { OneRow } from './OneRow.tsx';

const spaceWords = {
  'log-odds': 'Effects are in log-odds: 0.7 about doubles the odds, −0.7 halves them.',
  probability: 'Effects are in probability: 0.1 is ten points of a hundred.',
  value: '',
  log: 'Effects are in logarithms: 0.7 about doubles the prediction, −0.7 halves it.',
} as const;

/** All views of one explanation; the class in focus is that of Evaluate. */
export function ShapResult({ runKey, shap: kept }: { readonly runKey: string; readonly shap: ShapExplanation }) {
  const { actions } = useApp();
  const focus = useSession((s) => s.focusClass);
  const [wanted, setWanted] = useState<number | null>(null);
  const [limit, setLimit] = useState('10');
  useEffect(() => actions.keepExplanation(runKey, kept), [actions, runKey, kept]);
  const columns = useStudy((s) => s.data?.columns);
  const shap = useMemo<Explained>(() => ({ ...kept, dates: new Set(columns?.flatMap((c) => (c.type === 'date' ? [c.name] : []))) }), [kept, columns]);
  const several = shap.outputs.length > 1;
  const output = several ? Math.min(wanted ?? focus ?? shap.outputs.length - 1, shap.outputs.length - 1) : 0;
  const shown = limit === 'all' ? shap.columns.length : Number(limit);
  const bars = useMemo(() => shapBarsFigure(shap, output, shown), [shap, output, shown]);
  const swarm = useMemo(() => beeswarmFigure(shap, output, shown), [shap, output, shown]);
  const image = useStudy((s) => s.data?.image ?? null);
  const picture = useMemo(() => (image !== null && image.width * image.height * image.channels === shap.columns.length ? pixelFigure(meanEffects(shap, output), image, 'Where it looks: mean effect of every pixel', false) : null), [image, shap, output]);
  const order = useMemo(() => byStrength(meanEffects(shap, output)), [shap, output]);
  const together = useMemo(() => (shap.interactions && shap.columns.length > 1 ? interactionsFigure(shap, output) : null), [shap, output]);
  return (
    <div className="tl-shap">
      <div className="tl-row">
        {several ? <Select label="Explain" w={200} data={shap.outputs.map((label, i) => ({ value: String(i), label }))} value={String(output)} onChange={(v) => setWanted(Number(v))} /> : null}
        {shap.columns.length > 10 ? <div><p className="tl-dim">Columns shown</p><SegmentedControl aria-label="Columns shown" data={[{ value: '10', label: '10' }, { value: '30', label: '30' }, { value: 'all', label: 'all' }]} value={limit} onChange={setLimit} /></div> : null}
        <p className="tl-say">{`${(picture ?? bars).summary} ${swarm.summary} ${shap.space === 'value' ? `Effects are in the units of ${shap.outputs[output]!}.` : spaceWords[shap.space]}`}</p>
      </div>
      <div className="tl-charts">
        {picture ? <Plot figure={picture} height={beeswarmHeight(shap.columns.length, shown)} /> : <Plot figure={bars} height={Math.max(barsHeight(shap.columns.length, shown), beeswarmHeight(shap.columns.length, shown))} />}
        <Plot figure={swarm} height={Math.max(barsHeight(shap.columns.length, shown), beeswarmHeight(shap.columns.length, shown))} />
        <Dependence shap={shap} output={output} order={order} />
        <OneRow shap={shap} output={output} />
        {together ? (
          <div className="tl-shap-part">
            <Plot figure={together} height={340} />
            <p className="tl-dim">{together.summary}</p>
          </div>
        ) : null}
      </div>
    </div>
  );
}
