import { MultiSelect, Select, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { canColor, pairFigure, pairsFigure } from '../../../charts/explore/pairs.ts';
import type { ScatterSample } from '../../../frame/views.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { useProfile } from '../../hooks/use-data.ts';
import { useRemembered } from '../../hooks/use-remembered.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { plural } from '../../kit/format.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { telling } from './telling.ts';
import { MOST_PAIRED, SAMPLE_ROWS } from './views.ts';

interface Props {
  readonly data: DataSource;
  readonly target: string | null;
}

function Chart({ sample, names, by }: { readonly sample: ScatterSample; readonly names: readonly string[]; readonly by: string | null }) {
  const figure = useMemo(() => {
    const values = by === null ? undefined : sample.columns.find((c) => c.name === by)?.values;
    const color = values !== undefined && canColor(values) ? by : null;
    const [a, b] = names;
    return names.length === 2 && a !== undefined && b !== undefined ? pairFigure(sample, a, b, color) : pairsFigure(sample, names, color);
  }, [sample, names, by]);
  return <Plot figure={figure} height={names.length > 2 ? Math.min(860, 150 + (names.length - 1) * 180) : 460} />;
}

/** A few columns against each other, a point a row; two of any kind get the chart that suits them. */
export function PairsView({ data, target }: Props) {
  const { engine } = useApp();
  const [own, setOwn] = useRemembered<readonly string[] | null>(`explore-pairs:${data.table}`, null);
  const [ownBy, setBy] = useRemembered<string | null | undefined>(`explore-pairs-by:${data.table}`, undefined);
  const profile = useProfile();
  const names = useMemo(() => {
    if (own !== null) return own;
    const numbers = new Set(data.columns.filter((c) => c.type === 'number' && c.name !== target).map((c) => c.name));
    return profile === null ? [] : telling(data, profile).filter((name) => numbers.has(name)).slice(0, 4);
  }, [own, data, profile, target]);
  const by = ownBy === undefined ? target : ownBy;
  const columns = [...new Set([...names, ...(by === null ? [] : [by])])];
  const state = useQuery(names.length < 2 ? null : `scatter:${data.table}:${JSON.stringify(columns)}`, (call) => engine.scatter({ table: data.table, columns, limit: SAMPLE_ROWS }, call));
  const choices = data.columns.filter((c) => c.type !== 'text').map((c) => c.name);
  return (
    <Section
      lead={data.rows > SAMPLE_ROWS ? `${plural(SAMPLE_ROWS, 'row')} spread over the table stand for all.` : undefined}
      actions={(
        <>
          <MultiSelect size="xs" aria-label="Columns to draw" miw={280} searchable limit={200} maxValues={MOST_PAIRED} data={choices} value={[...names]} onChange={setOwn} />
          <span className="tl-dim">coloured by</span>
          <Select aria-label="Colour by" w={160} clearable searchable limit={200} placeholder="nothing" data={choices} value={by} onChange={(name) => setBy(name)} />
        </>
      )}
    >
      {own === null && profile === null ? <Skeleton height={160} /> : names.length < 2 ? <EmptyState text="Choose two to five columns above." /> : <QueryView state={state}>{(sample) => <Chart sample={sample} names={names} by={by} />}</QueryView>}
    </Section>
  );
}
