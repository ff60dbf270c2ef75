import { SegmentedControl, Skeleton } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { weightsFigure } from '../../../charts/train/weights.ts';
import type { LayerReport } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { type DataColumn, DataTable } from '../../kit/DataTable.tsx';
import { formatCount, plural } from '../../kit/format.ts';
import { Num } from '../../kit/Num.tsx';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';

const NetworkCharts = lazy(() => import('./NetworkCharts.tsx'));

const shapeText = (shape: readonly (number | null)[]): string => shape.map((n) => (n === null ? 'rows' : String(n))).join(' × ');

const columns: readonly DataColumn<LayerReport>[] = [
  { key: 'name', title: 'Layer', cell: (l) => l.name },
  { key: 'kind', title: 'Kind', cell: (l) => l.kind },
  { key: 'shape', title: 'Gives', help: 'Shape of what the layer hands on.', cell: (l) => <span className="tl-num">{shapeText(l.outputShape)}</span> },
  { key: 'parameters', title: 'Parameters', numeric: true, cell: (l) => formatCount(l.parameters), sortBy: (l) => l.parameters },
  { key: 'share', title: 'Zeros', numeric: true, help: 'Weights that are exactly zero: cells that do nothing.', cell: (l) => formatCount(l.weights.reduce((sum, w) => sum + w.zeros, 0)) },
];

function Weights({ layer }: { readonly layer: LayerReport }) {
  const figures = useMemo(() => layer.weights.map((w) => weightsFigure(layer.name, w)), [layer]);
  if (layer.weights.length === 0) return <p className="tl-dim">{`${layer.name} has no weights: it only reshapes or passes on what it is given.`}</p>;
  return (
    <div className="tl-weights">
      {layer.weights.map((w, i) => (
        <div key={w.name}>
          <Plot figure={figures[i]!} height={180} />
          <p className="tl-dim">
            {shapeText(w.shape)}: mean <Num value={w.mean} digits={3} />, standard deviation <Num value={w.sd} digits={3} />, from <Num value={w.min} digits={3} /> to <Num value={w.max} digits={3} />
          </p>
        </div>
      ))}
    </div>
  );
}

function ByLayer({ layers }: { readonly layers: readonly LayerReport[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const layer = layers.find((l) => l.name === chosen) ?? layers.find((l) => l.weights.length > 0) ?? layers[0];
  return (
    <div className="tl-network-layers">
      <DataTable label="Layers of the network" rows={layers} columns={columns} rowKey={(l) => l.name} selected={layer?.name ?? null} onRowClick={(l) => setChosen(l.name)} />
      {layer ? <Weights key={layer.name} layer={layer} /> : null}
    </div>
  );
}

/** Layers, weights and how they are distributed: a net opened up. */
export default function NetworkInspector({ runKey }: { readonly runKey: string }) {
  const { engine, queries } = useApp();
  const key = `network:${runKey}`;
  const state = useQuery(key, useCallback((options) => engine.inspectNetwork({ key: runKey }, options), [engine, runKey]));
  const [view, setView] = useState('layer');
  return (
    <QueryView state={state} onRetry={() => queries.refetch(key)}>
      {(layers) => (
        <div className="tl-network">
          <div className="tl-network-head">
            <p className="tl-dim">{`${plural(layers.length, 'layer')}, ${formatCount(layers.reduce((sum, l) => sum + l.parameters, 0))} parameters.${view === 'layer' ? ' Choose a layer to see its weights.' : ''}`}</p>
            <SegmentedControl aria-label="Show the network" data={[{ value: 'layer', label: 'By layer' }, { value: 'all', label: 'All layers' }]} value={view} onChange={setView} />
          </div>
          {view === 'layer' ? <ByLayer layers={layers} /> : <Suspense fallback={<Skeleton height={240} />}><NetworkCharts layers={layers} /></Suspense>}
        </div>
      )}
    </QueryView>
  );
}
