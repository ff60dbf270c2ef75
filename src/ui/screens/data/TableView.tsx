import { useMemo, useState } from 'react';
import type { ColumnType } from '../../../frame/table.ts';
import { newStep } from '../../../study/create.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { useProfile } from '../../hooks/use-data.ts';
import { useRemembered } from '../../hooks/use-remembered.ts';
import { plural } from '../../kit/format.ts';
import { Later } from '../../kit/Later.tsx';
import { Screen } from '../../kit/Screen.tsx';
import { Splitter } from '../../kit/Splitter.tsx';
import type { ExploreView } from '../explore/views.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { Grid } from './grid/Grid.tsx';
import { ImageGallery } from './ImageGallery.tsx';
import { type Fix, issuesOf } from './issues.ts';
import { IssuesPanel } from './IssuesPanel.tsx';
import { ReadingPanel } from './ReadingPanel.tsx';
import { SidePanel, type SideTab } from './SidePanel.tsx';
import { TargetPicker } from './TargetPicker.tsx';
import { useReport } from './use-report.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

/** The grid with its side panel: everything about the table as it was read. */
export function TableView({ data }: { readonly data: DataSource }) {
  const { actions } = useApp();
  const target = useStudy((s) => s.target);
  const steps = useStudy((s) => s.steps);
  const profile = useProfile();
  const [own, setChosen] = useRemembered<readonly string[] | null>(`data-columns:${data.file ?? data.table}`, null);
  const chosen = own ?? (target === null ? [] : [target]);
  const [, setExplored] = useRemembered<string | null>('explore-column', null);
  const [, setView] = useRemembered<ExploreView>('explore-view', 'distributions');
  const [tab, setTab] = useState<SideTab>('column');
  const [asImages, setAsImages] = useState(data.image !== null);
  const report = useReport(data, tab !== 'column');
  const blocked = data.file === null ? 'The file itself was not kept, so it cannot be read in another way. Open it again from Home.' : null;
  const issues = useMemo(() => {
    const left = steps.filter((s) => s.enabled && s.type === 'drop-columns').flatMap((s) => (Array.isArray(s.params['columns']) ? s.params['columns'].map(String) : []));
    return issuesOf({ report, profile, everyNth: data.options.everyNth, canReread: data.file !== null, settled: new Set(data.image === null ? left : data.columns.map((c) => c.name)) });
  }, [report, profile, data, steps]);

  const onType = (names: readonly string[], type: ColumnType): void => {
    const types = { ...data.options.types, ...Object.fromEntries(names.map((name) => [name, type])) };
    void actions.reimport(`Read ${names.length === 1 ? names[0] ?? '' : plural(names.length, 'column')} as ${type}`, { ...data.options, types });
  };
  const onFix = (fix: Fix): void => {
    if (fix.kind === 'reading') setTab('reading');
    else if (fix.kind === 'type') onType([fix.column], 'category');
    else if (fix.kind === 'read-all') void actions.reimport('Read every row', { ...data.options, everyNth: 1 });
    else actions.edit(fix.label, (study) => ({ ...study, steps: [newStep('drop-columns', { columns: fix.columns }), ...study.steps] }));
  };
  const selected = data.columns.filter((c) => chosen.includes(c.name));
  return (
    <Screen
      fill
      title="Data"
      lead={report === null ? `${data.name}: ${plural(data.rows, 'row')}, ${plural(data.columns.length, 'column')}.` : `${data.name}: ${plural(data.rows, 'row')}. ${report.sentence}`}
      actions={(
        <>
          {data.image === null ? null : <ViewSwitch asImages={asImages} onChange={setAsImages} />}
          <TargetPicker />
        </>
      )}
    >
      <Splitter
        id="data"
        panes={[
          {
            id: 'rows',
            minSize: 280,
            content: asImages && data.image !== null
              ? <ImageGallery key={data.table} data={data} image={data.image} target={target} />
              : <Later key={data.table}><Grid table={data.table} rows={data.rows} columns={data.columns} profile={profile} target={target} selected={chosen} onSelect={(names) => { setChosen(names); setTab('column'); }} onType={onType} /></Later>,
          },
          {
            id: 'about',
            size: 320,
            minSize: 240,
            maxSize: 560,
            content: (
              <Later><SidePanel tab={tab} onTab={setTab} issues={issues.length}>
                {tab === 'column' ? <ColumnPanel columns={selected} profile={profile} target={target} blocked={blocked} onType={onType} onExplore={(name) => { setExplored(name); setView('distributions'); actions.go('explore'); }} /> : null}
                {tab === 'reading' ? (
                  <ReadingPanel
                    key={`${data.table}-${(report?.dialect ?? data.dialect) === undefined ? 'unknown' : 'known'}`}
                    options={data.options}
                    dialect={report?.dialect ?? data.dialect ?? null}
                    sentence={report?.sentence ?? null}
                    blocked={blocked}
                    onApply={(label, draft) => void actions.reimport(label, { ...data.options, ...draft })}
                  />
                ) : null}
                {tab === 'issues' ? <IssuesPanel issues={issues} onFix={onFix} /> : null}
              </SidePanel></Later>
            ),
          },
        ]}
      />
    </Screen>
  );
}
