import type { StoreApi } from 'zustand/vanilla';
import { errorRecord } from '../engine/core/errors.ts';
import type { DocumentHead } from '../storage/types.ts';
import type { Study } from '../study/schema.ts';
import type { DocumentState } from './app.ts';
import type { Deps } from './deps.ts';

/** An edit is in the journal this soon; a version is made of the journal once editing has paused. */
const JOURNAL_MS = 250;
const VERSION_MS = 4000;
const RETRY_MS = 5000;

export const headOf = (study: Study, savedAt: string): DocumentHead => ({
  id: study.id, name: study.name, dataName: study.data?.name ?? null, rows: study.data?.rows ?? null, target: study.target, savedAt,
});

/** Parts of a study that are not the same as before. */
export function patchOf(before: Study, after: Study): Partial<Study> {
  return Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key as keyof Study] !== value));
}

export interface Autosave {
  /** The study is this from now on; `revision` 0 where it was never saved. */
  attach(study: Study, revision: number): void;
  changed(study: Study): void;
  /** Writes what is not yet written; resolves when it is, or has failed and been said. */
  flush(): Promise<void>;
  /** Makes a version of what there is, at once. */
  saveNow(): Promise<void>;
}

/** Keeps the study: edits into the journal within 250 ms, a durable version after a pause; failures are said and tried again. */
export function createAutosave(deps: Pick<Deps, 'documents' | 'now' | 'setTimer' | 'clearTimer'>, store: StoreApi<DocumentState>, saved: (head: DocumentHead) => void): Autosave {
  const { documents } = deps;
  let current: Study | null = null;
  /** The study as it was opened, where it has nothing in it that could be lost. */
  let blank: Study | null = null;
  /** What storage would load now. */
  let written: Study | null = null;
  let revision = 0;
  let journalled = false;
  let journalTimer: number | null = null;
  let versionTimer: number | null = null;
  let chain: Promise<void> = Promise.resolve();

  const status = (save: DocumentState['save']): void => store.setState({ save });
  const writes = (): boolean => store.getState().access === 'writer';
  const settle = (): void => status(current === written ? { status: 'saved', message: null } : { status: 'saving', message: null });

  const attempt = (write: () => Promise<void>): Promise<void> => {
    chain = chain.then(async () => {
      if (!writes() || current === null) return;
      try {
        await write();
        settle();
      } catch (thrown) {
        status({ status: 'failed', message: errorRecord(thrown).message });
        schedule('version', RETRY_MS);
      }
    });
    return chain;
  };

  const version = async (): Promise<void> => {
    const study = current!;
    if (study === written && !journalled && revision > 0) return;
    const head = headOf(study, new Date(deps.now()).toISOString());
    revision = await documents.save(head, study, revision);
    written = study;
    journalled = false;
    saved(head);
  };
  const journal = async (): Promise<void> => {
    const study = current!;
    if (revision === 0 || written === null) return version();
    if (study === written) return;
    await documents.append(study.id, revision, patchOf(written, study));
    written = study;
    journalled = true;
  };

  const schedule = (what: 'journal' | 'version', ms: number): void => {
    if (what === 'journal') {
      journalTimer ??= deps.setTimer(() => {
        journalTimer = null;
        void attempt(journal);
      }, ms);
      return;
    }
    if (versionTimer !== null) deps.clearTimer(versionTimer);
    versionTimer = deps.setTimer(() => {
      versionTimer = null;
      void attempt(version);
    }, ms);
  };
  const unschedule = (): void => {
    if (journalTimer !== null) deps.clearTimer(journalTimer);
    if (versionTimer !== null) deps.clearTimer(versionTimer);
    journalTimer = null;
    versionTimer = null;
  };

  return {
    attach(study, at) {
      unschedule();
      current = study;
      blank = at === 0 && study.data === null ? study : null;
      written = at === 0 ? null : study;
      revision = at;
      journalled = false;
      status({ status: 'saved', message: null });
    },
    changed(study) {
      current = study;
      if (!writes()) return;
      status({ status: 'saving', message: null });
      schedule('journal', JOURNAL_MS);
      schedule('version', VERSION_MS);
    },
    flush() {
      if (journalTimer !== null) deps.clearTimer(journalTimer);
      journalTimer = null;
      return current !== null && current !== written && revision > 0 ? attempt(journal) : chain;
    },
    saveNow() {
      unschedule();
      return current === blank ? chain : attempt(version);
    },
  };
}
