import type { Study } from './schema.ts';

/** A change that was made: its name in words, the study before it, and when it was last added to. */
export interface HistoryEntry {
  readonly label: string;
  readonly study: Study;
  readonly at: number;
}

/** Undo and redo as a value: the past ends with the latest change, the future begins with the next one to bring again. */
export interface History {
  readonly past: readonly HistoryEntry[];
  readonly present: Study;
  readonly future: readonly HistoryEntry[];
}

const CAP = 200;
const MERGE_MS = 600;

export const startHistory = (study: Study): History => ({ past: [], present: study, future: [] });

/**
 * Makes `study` the present. Changes of the same name within 600 ms of each other, such as the letters of a name as it
 * is typed or the stops of a slider, are taken back together. At most 200 changes are kept.
 */
export function record(history: History, label: string, study: Study, now: number): History {
  if (study === history.present) return history;
  const last = history.past.at(-1);
  if (last && history.future.length === 0 && last.label === label && now - last.at <= MERGE_MS) {
    return { past: [...history.past.slice(0, -1), { ...last, at: now }], present: study, future: [] };
  }
  const past = [...history.past, { label, study: history.present, at: now }];
  return { past: past.length > CAP ? past.slice(past.length - CAP) : past, present: study, future: [] };
}

/** The present before the latest change; the same history where there is none. */
export function undo(history: History): History {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.study,
    // A change brought back is a change of its own: it must not merge with the next one of its name.
    future: [{ label: last.label, study: history.present, at: Number.NEGATIVE_INFINITY }, ...history.future],
  };
}

export function redo(history: History): History {
  const [next, ...rest] = history.future;
  if (!next) return history;
  return { past: [...history.past, { label: next.label, study: history.present, at: next.at }], present: next.study, future: rest };
}

/** What undo and redo would do, in words; `null` where there is nothing. */
export const labels = (history: History): { readonly undo: string | null; readonly redo: string | null } => ({
  undo: history.past.at(-1)?.label ?? null,
  redo: history.future[0]?.label ?? null,
});
