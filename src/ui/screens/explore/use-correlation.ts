import type { TableProfile } from '../../../frame/profile.ts';
import type { Correlation } from '../../../frame/views.ts';
import type { QueryState } from '../../../state/app.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { useProfile } from '../../hooks/use-data.ts';
import { telling } from './telling.ts';
import { MOST_COLUMNS } from './views.ts';

/** Columns to compare, in the table's order: those named, else the first that tell something, the target always among them. */
export function comparable(data: Pick<DataSource, 'columns' | 'image'>, profile: TableProfile | null, target: string | null, named: readonly string[]): readonly string[] {
  const names = data.columns.filter((c) => c.type !== 'text').map((c) => c.name);
  if (named.length >= 2) return names.filter((name) => named.includes(name));
  if (profile === null) return [];
  const first = telling(data, profile).slice(0, MOST_COLUMNS);
  const kept = new Set(target === null || first.includes(target) || !names.includes(target) ? first : [...first.slice(0, MOST_COLUMNS - 1), target]);
  return names.filter((name) => kept.has(name));
}

export function useCorrelation(data: DataSource, target: string | null, named: readonly string[]): QueryState<Correlation> {
  const { engine } = useApp();
  const profile = useProfile();
  const columns = comparable(data, profile, target, named);
  return useQuery(columns.length < 2 ? null : `correlation:${data.table}:${JSON.stringify(columns)}`, (call) => engine.correlation({ table: data.table, columns }, call));
}
