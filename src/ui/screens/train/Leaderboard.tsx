import { useMemo } from 'react';
import { DataTable } from '../../kit/DataTable.tsx';
import type { StudyRun } from '../runs/use-study-runs.ts';
import { leaderboardColumns, type Shown } from './leaderboard-columns.tsx';

interface Props extends Shown {
  readonly selected: string | null;
  readonly onSelect: (key: string) => void;
}

/** Queue and leaderboard in one: a line a model, best first, the baseline marked. */
export function Leaderboard({ entries, task, metric, tied, allScores, selected, onSelect }: Props) {
  const columns = useMemo(() => leaderboardColumns({ entries, task, metric, tied, allScores }), [entries, task, metric, tied, allScores]);
  return <DataTable<StudyRun> label="Leaderboard" rows={entries} columns={columns} rowKey={(e) => e.key} selected={selected} onRowClick={(e) => onSelect(e.key)} />;
}
