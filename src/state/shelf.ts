import type { StoreApi } from 'zustand/vanilla';
import type { ImportReport } from '../frame/csv/report.ts';
import { newStudy } from '../study/create.ts';
import type { Study } from '../study/schema.ts';
import type { SessionState } from './app.ts';
import type { Autosave } from './autosave.ts';
import type { Deps } from './deps.ts';
import type { DocumentModel } from './document.ts';
import type { createMessages } from './messages.ts';
import type { Runs } from './runs.ts';
import type { Studies } from './studies.ts';

interface ShelfDeps {
  readonly deps: Pick<Deps, 'documents' | 'access'>;
  readonly model: DocumentModel;
  readonly runs: Runs;
  readonly studies: Studies;
  readonly autosave: Autosave;
  readonly session: StoreApi<SessionState>;
  readonly messages: ReturnType<typeof createMessages>;
  /** Checks what storage gave against the schema; throws a sentence. */
  readonly parse: (value: unknown) => Study;
}

export interface Shelf {
  /** Restores the study that was open last and settles who writes; resolves when there is something to show. */
  start(): Promise<void>;
  open(id: string): Promise<void>;
  /** A study that was not kept before becomes the open one; with data it is saved at once. False where the open one could not be left. */
  openNew(study: Study, report: ImportReport | null): Promise<boolean>;
  remove(id: string): Promise<void>;
}

/** Which study is open: restoring, changing, deleting, and what happens when another tab writes. */
export function createShelf({ deps, model, runs, studies, autosave, session, messages, parse }: ShelfDeps): Shelf {
  const { documents, access } = deps;
  const doc = model.store;
  const writer = (): boolean => doc.getState().access === 'writer';
  const stageFor = (study: Study): SessionState['stage'] => (study.data === null ? 'home' : 'data');

  /** Reads a study from storage into the document; false where there is none. */
  const bring = async (id: string): Promise<boolean> => {
    const stored = await documents.load(id);
    if (!stored) return false;
    const study = parse(stored.document);
    model.open(study, null);
    autosave.attach(study, stored.revision);
    await runs.restore(study.id, writer());
    return true;
  };

  const restoreLast = async (): Promise<void> => {
    await studies.refresh();
    const last = await documents.readLast();
    if (last !== null && await bring(last)) session.setState({ stage: stageFor(doc.getState().study) });
  };

  const becomeWriter = async (): Promise<void> => {
    const before = doc.getState();
    doc.setState({ access: 'writer' });
    // What this tab shows may be older than what the tab that wrote until now has saved.
    if (before.ready && before.study.data !== null) await bring(before.study.id);
  };

  /** Saves the open study; one that cannot be saved is not left, or its last edits would be lost. */
  const leave = async (): Promise<boolean> => {
    await autosave.saveNow();
    const { save, study } = doc.getState();
    if (save.status !== 'failed' || study.data === null) return true;
    messages.say({ tone: 'error', text: `"${study.name}" stays open, because its last changes could not be saved: ${save.message ?? ''} Free some space, or take it along as a study file in Deploy, then try again.` });
    return false;
  };

  const become = async (study: Study, report: ImportReport | null): Promise<void> => {
    model.open(study, report);
    autosave.attach(study, 0);
    await runs.restore(study.id, false);
    if (study.data === null || !writer()) return;
    await autosave.saveNow();
    try {
      await documents.writeLast(study.id);
    } catch (thrown) {
      messages.fail(thrown);
    }
  };

  const openNew: Shelf['openNew'] = async (study, report) => {
    if (!await leave()) return false;
    await become(study, report);
    return true;
  };

  return {
    openNew,
    start: () => new Promise((resolve) => {
      const first = async (): Promise<void> => {
        try {
          await restoreLast();
        } catch (thrown) {
          messages.fail(thrown);
        }
        doc.setState({ ready: true });
        resolve();
      };
      let begun = false;
      let chain: Promise<void> = Promise.resolve();
      access.start((now) => {
        chain = chain.then(async () => {
          if (!begun) {
            begun = true;
            doc.setState({ access: now });
            await first();
          } else if (now === 'writer') await becomeWriter();
          else {
            await autosave.flush();
            runs.suspend();
            doc.setState({ access: 'reader' });
          }
        }).catch(messages.fail);
        return chain;
      });
      access.onSaved((id) => {
        if (writer()) return;
        chain = chain.then(async () => {
          await studies.refresh();
          if (doc.getState().study.id === id) await bring(id);
        }).catch(messages.fail);
      });
    }),
    async open(id) {
      if (!await leave()) return;
      try {
        if (!await bring(id)) {
          messages.say({ tone: 'warning', text: 'This study is no longer kept in this browser.' });
          await studies.refresh();
          return;
        }
        if (writer()) await documents.writeLast(id);
        session.setState({ stage: stageFor(doc.getState().study), selectedRun: null, threshold: 0.5, focusClass: null });
      } catch (thrown) {
        messages.fail(thrown);
      }
    },
    async remove(id) {
      try {
        if (doc.getState().study.id === id) await become(newStudy(), null);
        await documents.remove(id);
        studies.gone(id);
      } catch (thrown) {
        messages.fail(thrown);
      }
    },
  };
}
