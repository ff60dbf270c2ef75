import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { App, DocumentState, QueryState, RunsState, SessionState, StudyEntry } from '../../state/app.ts';
import type { Progress } from '../../jobs/protocol.ts';
import type { Study } from '../../study/schema.ts';

export const AppContext = createContext<App | null>(null);

/** The stores, the engine's door and the actions. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp must be used under AppContext.');
  return app;
}

export const useDocument = <T>(select: (state: DocumentState) => T): T => useStore(useApp().document, select);
export const useStudy = <T>(select: (study: Study) => T): T => useStore(useApp().document, (state) => select(state.study));
export const useSession = <T>(select: (state: SessionState) => T): T => useStore(useApp().session, select);
export const useRuns = <T>(select: (state: RunsState) => T): T => useStore(useApp().runs, select);
export const useStudies = (): readonly StudyEntry[] => useStore(useApp().studies);

const never = (): (() => void) => () => {};
const nothing: QueryState<never> = { status: 'none', activity: 'idle', data: null, error: null, progress: null };

/**
 * Derived data by key: asks the engine once, keeps what came, shows the last answer while a new one is made.
 * `key: null` asks nothing.
 */
export function useQuery<T>(key: string | null, ask: (options: { readonly signal: AbortSignal; readonly progress: (p: Progress) => void }) => Promise<T>): QueryState<T> {
  const { queries } = useApp();
  const state = useSyncExternalStore(
    key === null ? never : (listener) => queries.subscribe(key, listener),
    () => (key === null ? nothing : queries.get<T>(key)),
  );
  useEffect(() => {
    // `ensure` goes by the key: a new `ask` under the same key is the same question and costs a look-up.
    if (key !== null) queries.ensure(key, ask);
  }, [key, queries, ask]);
  return state;
}
