import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentHead, DocumentStore } from '../storage/types.ts';
import type { StudyEntry } from './app.ts';

export interface Studies {
  readonly store: StoreApi<readonly StudyEntry[]>;
  refresh(): Promise<void>;
  /** A study was saved: first in the list. */
  saved(head: DocumentHead): void;
  gone(id: string): void;
}

/** The studies kept in this browser, latest first. */
export function createStudies(documents: DocumentStore): Studies {
  const store = createStore<readonly StudyEntry[]>(() => []);
  return {
    store,
    async refresh() {
      store.setState(await documents.list(), true);
    },
    saved: (head) => store.setState((list) => [head, ...list.filter((entry) => entry.id !== head.id)], true),
    gone: (id) => store.setState((list) => list.filter((entry) => entry.id !== id), true),
  };
}
