import type { Task } from '../../engine/core/dataset.ts';
import type { TableProfile } from '../../frame/profile.ts';
import type { QueryState } from '../../state/app.ts';
import type { Suggestion } from '../../study/suggest.ts';
import { useApp, useQuery, useStudy } from './use-app.ts';

/** Counts, histograms and quartiles of every column of the study's table. */
export function useProfile(): QueryState<TableProfile> {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? null);
  return useQuery(table === null ? null : `profile:${table}`, (options) => engine.profile({ table: table ?? '' }, options));
}

/** The task found from the target, with its reason; the steps a careful person would begin with; what is left out. */
export function useSuggestion(): QueryState<Suggestion> {
  const { engine } = useApp();
  const study = useStudy((s) => s);
  const key = study.data === null ? null : `suggest:${study.data.table}:${study.target ?? ''}:${study.task ?? ''}`;
  return useQuery(key, (options) => engine.suggest({ study }, options));
}

/** The study's task: the person's own choice, else the one found; `null` until it is known. */
export function useTask(): Task | null {
  const own = useStudy((s) => s.task);
  const found = useSuggestion().data?.task ?? null;
  return own ?? found;
}
