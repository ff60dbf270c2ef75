import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ImportReport } from '../frame/csv/report.ts';
import { newStudy } from '../study/create.ts';
import { type History, labels, record, redo, startHistory, undo } from '../study/history.ts';
import type { Study } from '../study/schema.ts';
import type { DocumentState } from './app.ts';

/** The document with its history; the store's state is a view of it. */
export interface DocumentModel {
  readonly store: StoreApi<DocumentState>;
  edit(label: string, change: (study: Study) => Study): void;
  undo(): void;
  redo(): void;
  /** Another study with a history of its own. */
  open(study: Study, report: ImportReport | null): void;
  /** Told after each change of the study that has to be saved. */
  onChange(listener: (study: Study, before: Study) => void): void;
}

export function createDocument(now: () => number): DocumentModel {
  let history: History = startHistory(newStudy());
  const listeners: ((study: Study, before: Study) => void)[] = [];
  const store = createStore<DocumentState>(() => ({
    study: history.present,
    undoLabel: null,
    redoLabel: null,
    save: { status: 'saved', message: null },
    // Nothing is written before `ready`; by then it is known which tab writes.
    access: 'writer',
    ready: false,
    importReport: null,
  }));
  const become = (next: History): void => {
    if (next === history) return;
    const before = history.present;
    history = next;
    const words = labels(next);
    store.setState({ study: next.present, undoLabel: words.undo, redoLabel: words.redo });
    for (const listener of listeners) listener(next.present, before);
  };
  return {
    store,
    edit: (label, change) => become(record(history, label, change(history.present), now())),
    undo: () => become(undo(history)),
    redo: () => become(redo(history)),
    open(study, report) {
      history = startHistory(study);
      store.setState({ study, undoLabel: null, redoLabel: null, importReport: report });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
