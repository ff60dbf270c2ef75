import { cancelled, errorRecord } from '../engine/core/errors.ts';
import type { Progress } from '../jobs/protocol.ts';
import type { Queries, QueryState } from './app.ts';

type Ask = (options: { readonly signal: AbortSignal; readonly progress: (p: Progress) => void }) => Promise<unknown>;
interface Entry {
  state: QueryState<unknown>;
  ask: Ask | null;
  running: AbortController | null;
  /** Shown, but to be asked again by whoever needs it next. */
  stale: boolean;
  readonly listeners: Set<() => void>;
}

const NOTHING: QueryState<never> = { status: 'none', activity: 'idle', data: null, error: null, progress: null };

/** Derived data by key: at most `capacity` entries that nobody looks at, the least recently used dropped first. */
export function createQueries(capacity = 200): Queries {
  // Map order is the order of use: an entry that is used goes to the end.
  const entries = new Map<string, Entry>();

  const entryOf = (key: string): Entry => {
    const entry = entries.get(key) ?? { state: NOTHING, ask: null, running: null, stale: false, listeners: new Set() };
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };
  const set = (entry: Entry, change: Partial<QueryState<unknown>>): void => {
    entry.state = { ...entry.state, ...change };
    for (const listener of entry.listeners) listener();
  };
  const trim = (): void => {
    for (const [key, entry] of entries) {
      if (entries.size <= capacity) return;
      if (entry.listeners.size === 0 && entry.running === null) entries.delete(key);
    }
  };

  const start = (entry: Entry, ask: Ask): void => {
    entry.running?.abort();
    const control = new AbortController();
    entry.running = control;
    entry.ask = ask;
    entry.stale = false;
    set(entry, { activity: 'running', progress: null });
    const mine = (): boolean => entry.running === control;
    const progress = (p: Progress): void => {
      if (mine()) set(entry, { progress: p });
    };
    ask({ signal: control.signal, progress }).then(
      (data) => {
        if (!mine()) return;
        entry.running = null;
        set(entry, { status: 'ok', activity: 'idle', data, error: null, progress: null });
        trim();
      },
      (thrown: unknown) => {
        if (!mine()) return;
        entry.running = null;
        set(entry, { status: 'failed', activity: 'idle', error: errorRecord(thrown), progress: null });
      },
    );
  };

  return {
    get: <T>(key: string) => (entries.get(key)?.state ?? NOTHING) as QueryState<T>,
    subscribe(key, listener) {
      const entry = entryOf(key);
      entry.listeners.add(listener);
      return () => {
        entry.listeners.delete(listener);
        trim();
      };
    },
    ensure(key, ask) {
      const entry = entryOf(key);
      if (entry.running !== null || (entry.state.status !== 'none' && !entry.stale)) return;
      start(entry, ask);
    },
    refetch(key) {
      const entry = entries.get(key);
      if (entry?.ask) start(entry, entry.ask);
    },
    cancel(key) {
      const entry = entries.get(key);
      if (!entry?.running) return;
      entry.running.abort();
      entry.running = null;
      const kept = entry.state.data !== null;
      set(entry, { activity: 'idle', progress: null, ...(kept ? {} : { status: 'failed', error: errorRecord(cancelled()) }) });
    },
    invalidate(prefix) {
      for (const [key, entry] of entries) {
        if (!key.startsWith(prefix)) continue;
        if (entry.listeners.size > 0 && entry.ask) start(entry, entry.ask);
        else if (entry.running === null) entry.stale = true;
      }
    },
  };
}
