import { useEffect, useSyncExternalStore } from 'react';
import type { Task } from '../../engine/core/dataset.ts';
import type { TableProfile } from '../../frame/profile.ts';
import type { Queries } from '../../state/app.ts';
import type { Suggestion } from '../../study/suggest.ts';
import { useApp, useStudy } from './use-app.ts';

const never = (): (() => void) => () => {};

/** The answer alone: a screen that shows no progress is not drawn again for each of its steps. */
function useAnswer<T>(key: string | null, ask: (options: Parameters<Parameters<Queries['ensure']>[1]>[0]) => Promise<T>): T | null {
  const { queries } = useApp();
  useEffect(() => {
    if (key !== null) queries.ensure(key, ask);
  }, [key, queries, ask]);
  return useSyncExternalStore(
    key === null ? never : (listener) => queries.subscribe(key, listener),
    () => (key === null ? null : queries.get<T>(key).data),
  );
}

/** Counts, histograms and quartiles of every column of the study's table; `null` until they are made. */
export function useProfile(): TableProfile | null {
  const { engine } = useApp();
  const table = useStudy((s) => s.data?.table ?? null);
  return useAnswer(table === null ? null : `profile:${table}`, (options) => engine.profile({ table: table ?? '' }, options));
}

/** The task found from the target, with its reason; the steps a careful person would begin with; what is left out. */
export function useSuggestion(): Suggestion | null {
  const { engine } = useApp();
  const study = useStudy((s) => s);
  const key = study.data === null ? null : `suggest:${study.data.table}:${study.target ?? ''}:${study.task ?? ''}:${study.query ?? ''}:${study.split.kind === 'given' ? '' : (study.split.group ?? '')}`;
  return useAnswer(key, (options) => engine.suggest({ study }, options));
}

/** The study's task: the person's own choice, else the one found; `null` until it is known. */
export function useTask(): Task | null {
  const own = useStudy((s) => s.task);
  const found = useSuggestion()?.task ?? null;
  return own ?? found;
}
