import { useCallback, useState } from 'react';
import type { QueryState } from '../../../state/app.ts';
import type { Progress } from '../../../jobs/protocol.ts';
import { useApp, useQuery } from '../../hooks/use-app.ts';

type Ask<T> = (options: { readonly signal: AbortSignal; readonly progress: (p: Progress) => void }) => Promise<T>;

export interface Asked<T> {
  readonly state: QueryState<T>;
  /** Nothing was asked under these settings yet. */
  readonly fresh: boolean;
  readonly start: () => void;
  readonly cancel: () => void;
}

/** A costly question that waits for its button; an answer that is already there is shown at once. */
export function useAsked<T>(key: string, ask: Ask<T>): Asked<T> {
  const { queries } = useApp();
  const [pressed, setPressed] = useState<string | null>(null);
  const known = queries.get<T>(key);
  const fresh = pressed !== key && known.status === 'none' && known.activity === 'idle';
  const state = useQuery(fresh ? null : key, ask);
  const start = useCallback(() => {
    setPressed(key);
    // A question that failed or was cancelled is asked again.
    if (queries.get(key).status === 'failed') queries.refetch(key);
  }, [key, queries]);
  const cancel = useCallback(() => queries.cancel(key), [key, queries]);
  return { state, fresh, start, cancel };
}
