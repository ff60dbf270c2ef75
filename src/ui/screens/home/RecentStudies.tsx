import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Actions, StudyEntry } from '../../../state/app.ts';
import { useApp, useStudy } from '../../hooks/use-app.ts';
import { Confirm } from '../../kit/Confirm.tsx';
import { type DataColumn, DataTable } from '../../kit/DataTable.tsx';
import { formatAgo, formatCount } from '../../kit/format.ts';
import { Tag } from '../../kit/Tag.tsx';

const studyColumns = (actions: Actions, current: string, now: number): readonly DataColumn<StudyEntry>[] => [
  { key: 'name', title: 'Study', cell: (s) => <button type="button" className="tl-link" onClick={() => void actions.openStudy(s.id)}>{s.name}</button>, sortBy: (s) => s.name },
  { key: 'open', title: '', cell: (s) => (s.id === current ? <Tag tone="accent">open</Tag> : null) },
  { key: 'data', title: 'Data', cell: (s) => s.dataName ?? <span className="tl-dim">none yet</span>, sortBy: (s) => s.dataName ?? '' },
  { key: 'rows', title: 'Rows', numeric: true, cell: (s) => (s.rows === null ? '–' : formatCount(s.rows)), sortBy: (s) => s.rows ?? -1 },
  { key: 'target', title: 'Target', cell: (s) => s.target ?? <span className="tl-dim">none</span>, sortBy: (s) => s.target ?? '' },
  { key: 'saved', title: 'Saved', cell: (s) => formatAgo(s.savedAt, now), sortBy: (s) => s.savedAt },
  {
    key: 'delete', title: '', width: 36,
    cell: (s) => (
      <Confirm question={`Delete “${s.name}” with its results? Export it first if you may want it again: this cannot be undone.`} verb="Delete study" onConfirm={() => void actions.deleteStudy(s.id)}>
        {(open) => <ActionIcon size={24} aria-label={`Delete ${s.name}`} onClick={open}><IconTrash size={14} /></ActionIcon>}
      </Confirm>
    ),
  },
];

/** Studies kept in this browser, newest first. */
export function RecentStudies({ studies }: { readonly studies: readonly StudyEntry[] }) {
  const { actions } = useApp();
  const current = useStudy((s) => s.id);
  const [now] = useState(Date.now);
  return <DataTable label="Recent studies" rows={studies} columns={studyColumns(actions, current, now)} rowKey={(s) => s.id} />;
}
