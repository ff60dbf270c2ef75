import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { boxesFigure, distributionFigure } from '../../../charts/explore/distribution.ts';
import type { Distribution } from '../../../frame/views.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { useProfile } from '../../hooks/use-data.ts';
import { useRemembered } from '../../hooks/use-remembered.ts';
import { Plot } from '../../kit/plotly/Plot.tsx';
import { QueryView } from '../../kit/QueryView.tsx';
import { Section } from '../../kit/Screen.tsx';
import { Splitter } from '../../kit/Splitter.tsx';
import { ColumnList } from './ColumnList.tsx';
import { telling } from './telling.ts';

const MOST_GROUPS = 12;

function Charts({ distribution }: { readonly distribution: Distribution }) {
  const shape = useMemo(() => distributionFigure(distribution), [distribution]);
  const boxes = useMemo(() => (distribution.boxes !== null && distribution.by !== null ? boxesFigure(distribution) : null), [distribution]);
  const tall = distribution.bars === null ? 320 : Math.max(200, Math.min(640, 60 + distribution.bars.values.length * 24));
  return (
    <>
      <Section><Plot figure={shape} height={tall} empty={`${distribution.column} has no values to draw.`} /></Section>
      {boxes === null ? null : <Section><Plot figure={boxes} height={Math.min(520, 70 + boxes.data.length * 40)} /></Section>}
    </>
  );
}

/** One column at a time, split by the target or any other category. */
export function Distributions({ data, target }: { readonly data: DataSource; readonly target: string | null }) {
  const { engine } = useApp();
  const profile = useProfile();
  const [own, choose] = useRemembered<string | null>('explore-column', null);
  const [ownBy, setBy] = useRemembered<string | null | undefined>('explore-by', undefined);
  const column = useMemo(() => {
    if (data.columns.some((c) => c.name === own)) return own;
    const first = profile === null ? undefined : telling(data, profile).find((name) => name !== target);
    return first ?? data.columns.find((c) => c.name !== target && c.type !== 'text')?.name ?? data.columns[0]?.name ?? null;
  }, [data, own, profile, target]);
  const splitters = useMemo(() => {
    const few = new Set(profile?.columns.filter((c) => c.distinct >= 2 && c.distinct <= MOST_GROUPS && c.type !== 'text' && c.type !== 'date').map((c) => c.name));
    return data.columns.filter((c) => few.has(c.name)).map((c) => c.name);
  }, [profile, data]);
  const wanted = ownBy === undefined ? target : ownBy;
  const by = wanted !== null && wanted !== column && splitters.includes(wanted) ? wanted : null;
  const state = useQuery(column === null ? null : `distribution:${data.table}:${column}:${by ?? ''}`, (call) => engine.distribution({ table: data.table, column: column ?? '', by }, call));
  return (
    <Splitter
      id="explore"
      panes={[
        { id: 'columns', size: 250, minSize: 180, maxSize: 420, content: <ColumnList columns={data.columns} profile={profile} target={target} chosen={column} onChoose={choose} /> },
        {
          id: 'charts',
          minSize: 320,
          content: (
            <div className="tl-explore-charts">
              <div className="tl-explore-tools">
                <label htmlFor="explore-by">Split by</label>
                <Select id="explore-by" w={200} clearable placeholder="nothing" data={splitters.filter((name) => name !== column)} value={by} onChange={(name) => setBy(name)} />
              </div>
              <QueryView state={state}>{(distribution) => <div className="tl-explore-charts"><Charts distribution={distribution} /></div>}</QueryView>
            </div>
          ),
        },
      ]}
    />
  );
}
