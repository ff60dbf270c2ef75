import { newModel, newStudy } from '../study/create.ts';
import { parseStudy } from '../study/parse.ts';
import { runKey } from '../study/key.ts';
import type { Study } from '../study/schema.ts';
import type { Actions, App } from './app.ts';
import { createAutosave } from './autosave.ts';
import type { Deps } from './deps.ts';
import { createDock } from './dock.ts';
import { createDocument } from './document.ts';
import { createKept } from './explanations.ts';
import { createMessages } from './messages.ts';
import { createOpening } from './opening.ts';
import { createQueries } from './queries.ts';
import { createRuns } from './runs.ts';
import { createSession, sessionActions } from './session.ts';
import { createShelf } from './shelf.ts';
import { createStudies } from './studies.ts';

/** Keys by study and model: asked for at every change of a store, while a study's value changes only with an edit. */
function memoKeys(): App['runKey'] {
  const known = new WeakMap<Study, Map<string, string>>();
  return (study, modelId) => {
    const keys = known.get(study) ?? new Map<string, string>();
    known.set(study, keys);
    const key = keys.get(modelId) ?? runKey(study, modelId);
    keys.set(modelId, key);
    return key;
  };
}

/** The app without its screens: stores, queries and what a person can do. `ready` resolves once the last study is back. */
export function createApp(deps: Deps): App & { readonly ready: Promise<void>; readonly setBytesSent: (bytes: number) => void } {
  const session = createSession(deps.preferences.read());
  const messages = createMessages(session);
  const model = createDocument(deps.now);
  const studies = createStudies(deps.documents);
  const queries = createQueries();
  const keyOf = memoKeys();
  const mayWrite = (): boolean => model.store.getState().ready && model.store.getState().access === 'writer';
  const autosave = createAutosave(deps, model.store, (head) => {
    studies.saved(head);
    deps.access.announce(head.id);
  });
  const runs = createRuns({ ...deps, session, keyOf, fail: messages.fail, mayWrite });
  const job = createDock(session, messages.fail);
  const shelf = createShelf({ deps, model, runs, studies, autosave, session, messages, parse: parseStudy });
  const ready = shelf.start();
  const opening = createOpening({ engine: deps.engine, model, session, job, fail: messages.fail, say: messages.say, openNew: shelf.openNew, train: (ids) => runs.train(model.store.getState().study, ids), mayWrite: () => ready.then(mayWrite) });
  const explanations = createKept();

  model.onChange((study) => autosave.changed(study));
  deps.onHide(() => void autosave.flush());

  const edit: Actions['edit'] = (label, change) => {
    if (mayWrite()) model.edit(label, change);
    else if (model.store.getState().ready) messages.say({ tone: 'warning', text: 'This tab is read-only, as another tab is writing. Take over in this tab to make changes here.' });
  };
  const study = (): Study => model.store.getState().study;

  const actions: Actions = {
    ...sessionActions(session, deps.preferences.write),
    ...opening,
    edit,
    undo: () => { if (mayWrite()) model.undo(); },
    redo: () => { if (mayWrite()) model.redo(); },
    newStudy: () => void ready.then(() => shelf.openNew(newStudy(), null)).then(() => session.setState({ stage: 'home' })),
    openStudy: shelf.open,
    deleteStudy: shelf.remove,
    renameStudy: (name) => edit('Rename the study', (s) => ({ ...s, name })),
    takeOver: async () => {
      try {
        await deps.access.takeOver();
      } catch (thrown) {
        messages.fail(thrown);
      }
    },
    addModel: (type) => edit('Add a model', (s) => ({ ...s, models: [...s.models, newModel(type)] })),
    train(modelIds) {
      if (mayWrite()) runs.train(study(), modelIds ?? study().models.map((m) => m.id));
      else if (model.store.getState().ready) messages.say({ tone: 'warning', text: 'Training happens in the tab that writes. Take over in this tab to train here.' });
    },
    cancelRun: runs.cancel,
    stopRun: runs.stop,
    say: messages.say,
    dismiss: messages.dismiss,
    job,
    keepExplanation: explanations.keep,
    explanationsOf: explanations.of,
  };

  return {
    engine: deps.engine, document: model.store, runs: runs.store, session, studies: studies.store, queries, actions, runKey: keyOf,
    ready,
    setBytesSent: (bytesSent) => session.setState({ bytesSent }),
  };
}
