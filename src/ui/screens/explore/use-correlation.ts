import type { Correlation } from '../../../frame/views.ts';
import type { QueryState } from '../../../state/app.ts';
import type { DataSource } from '../../../study/schema.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';
import { MOST_COLUMNS } from './views.ts';

/** Columns to compare: those named, else the first that can be, the target always among them. */
export function comparable(data: Pick<DataSource, 'columns'>, target: string | null, named: readonly string[]): readonly string[] {
  const names = data.columns.filter((c) => c.type !== 'text').map((c) => c.name);
  if (named.length >= 2) return names.filter((name) => named.includes(name));
  const first = names.slice(0, MOST_COLUMNS);
  return target === null || first.includes(target) || !names.includes(target) ? first : [...first.slice(0, MOST_COLUMNS - 1), target];
}

export function useCorrelation(data: DataSource, target: string | null, named: readonly string[]): QueryState<Correlation> {
  const { engine } = useApp();
  const columns = comparable(data, target, named);
  return useQuery(columns.length < 2 ? null : `correlation:${data.table}:${JSON.stringify(columns)}`, (call) => engine.correlation({ table: data.table, columns }, call));
}
