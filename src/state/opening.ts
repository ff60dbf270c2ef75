import type { StoreApi } from 'zustand/vanilla';
import type { Task } from '../engine/core/dataset.ts';
import { errorRecord } from '../engine/core/errors.ts';
import { catalog } from '../engine/models/catalog.ts';
import { defaultImport, type ImportOptions } from '../frame/csv/options.ts';
import type { ImportReport } from '../frame/csv/report.ts';
import { ordinal } from '../frame/ordinal.ts';
import type { CallOptions, EngineClient } from '../jobs/protocol.ts';
import { defaultSplit, newModel, newStudy } from '../study/create.ts';
import type { DataSource, Study } from '../study/schema.ts';
import { HEAD_BYTES, IMPORTED, libraryOf } from '../study/tree-formats.ts';
import type { Actions, SessionState } from './app.ts';
import type { DocumentModel } from './document.ts';
import { usualTarget } from './target.ts';

type Job = Actions['job'];
type Opening = Pick<Actions, 'openFile' | 'openImages' | 'openSample' | 'openPasted' | 'openStudyFile' | 'openModelFile' | 'reimport' | 'setTarget' | 'setTask'>;

interface OpeningDeps {
  readonly engine: EngineClient;
  readonly model: DocumentModel;
  readonly session: StoreApi<SessionState>;
  readonly job: Job;
  readonly fail: (thrown: unknown) => void;
  readonly say: Actions['say'];
  /** Makes this the open study, saved under a line of its own. */
  readonly openNew: (study: Study, report: ImportReport | null) => Promise<boolean>;
  readonly train: (modelIds: readonly string[]) => void;
  /** Resolves once it is known whether this tab writes. */
  readonly mayWrite: () => Promise<boolean>;
}

const source = (report: ImportReport, name: string, rest: Pick<DataSource, 'sample' | 'options' | 'image'>): DataSource => ({
  table: report.table.hash, file: report.file, name, rows: report.table.rows, columns: report.table.columns, dialect: report.dialect, ...rest,
});

const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{1,5}$/i, '') || name;

/** The leaderboard needs something to beat: one baseline to begin with, and in place of one that the task leaves without use another. */
function withBaseline(models: Study['models'], task: Task): Study['models'] {
  const suits = catalog.find((m) => m.tags.family === 'baseline' && m.tags.tasks.includes(task));
  const isIdle = ({ type }: Study['models'][number]): boolean => catalog.some((m) => m.type === type && m.tags.family === 'baseline' && !m.tags.tasks.includes(task));
  const kept = models.filter((m) => !isIdle(m));
  if (kept.length === models.length && models.length > 0) return models;
  return suits && !kept.some((m) => m.type === suits.type) ? [newModel(suits.type), ...kept] : kept;
}

/** From something dropped to a study with data, a proposed target and first steps. */
export function createOpening({ engine, model, session, job, fail, say, openNew, train, mayWrite }: OpeningDeps): Opening {
  const long = (options: Pick<CallOptions, 'signal' | 'progress'>): CallOptions => ({ ...options, lane: 'long' });
  const readOnly = async (): Promise<boolean> => {
    if (await mayWrite()) return false;
    say({ tone: 'warning', text: 'Another tab is writing. Take over in this tab to open or change data here.' });
    return true;
  };

  /** Sets the target and, for the table it is in, the steps a careful person would begin with. */
  const proposal = async (study: Study, target: string | null): Promise<Study> => {
    const bare: Study = { ...study, target, task: null };
    if (bare.data === null) return bare;
    const found = await engine.suggest({ study: bare });
    // The order of rows has steps of its own: the query is no column to learn from.
    const next: Study = found.ranking === null ? bare : { ...bare, task: 'ranking', query: null };
    const suggestion = found.ranking === null ? found : await engine.suggest({ study: next });
    for (const text of suggestion.warnings) say({ tone: 'warning', text });
    return { ...next, data: { ...bare.data, image: suggestion.image }, steps: suggestion.steps, models: withBaseline(next.models, suggestion.task) };
  };

  const setTarget = async (target: string | null): Promise<void> => {
    if (await readOnly()) return;
    const before = model.store.getState().study;
    try {
      const proposed = await proposal(before, target);
      const label = target === null ? 'Clear the target' : `Set the target to ${target}`;
      model.edit(label, (study) => ({
        ...study,
        target: proposed.target,
        task: proposed.task,
        ...(proposed.query === undefined ? {} : { query: proposed.query }),
        ...(study.data === before.data ? { data: proposed.data, steps: proposed.steps } : {}),
        models: study.models === before.models ? proposed.models : study.models,
      }));
    } catch (thrown) {
      fail(thrown);
      model.edit(target === null ? 'Clear the target' : `Set the target to ${target}`, (study) => ({ ...study, target, task: null }));
    }
  };

  const setTask = async (task: Task | null): Promise<void> => {
    if (await readOnly()) return;
    const before = model.store.getState().study;
    const next = { ...before, task };
    try {
      const suits = task ?? (await engine.suggest({ study: next })).task;
      model.edit('Choose the task', (study) => ({ ...study, task, models: withBaseline(study.models, suits) }));
    } catch (thrown) {
      fail(thrown);
      model.edit('Choose the task', (study) => ({ ...study, task }));
    }
  };

  /** Shows Data with what was read, then proposes: the proposal is an edit of its own that undo takes back. */
  const opened = async (data: DataSource, report: ImportReport, target: string | null, inOrder = false): Promise<void> => {
    const empty = newStudy(withoutEnding(data.name));
    const study = { ...empty, data, split: inOrder ? { ...defaultSplit, shuffle: false, stratify: false } : empty.split };
    if (!await openNew(study, report)) return;
    session.setState({ stage: 'data', selectedRun: null, threshold: 0.5, focusClass: null });
    await setTarget(target);
  };

  const openBlob = async (file: Blob, name: string, options: ImportOptions = defaultImport): Promise<void> => {
    if (await readOnly()) return;
    session.setState({ importing: { name, sniff: null }, stage: 'data' });
    const report = await job(`Reading ${name}`, async (call) => {
      const sniff = await engine.sniff({ file, name, options }, { signal: call.signal });
      session.setState({ importing: { name, sniff } });
      try {
        return await engine.importCsv({ file, name, options }, long(call));
      } catch (thrown) {
        const { message, at: { everyNth } } = errorRecord(thrown);
        if (everyNth === undefined) throw thrown;
        say({ tone: 'error', text: message, action: { label: `Read every ${ordinal(everyNth)} row`, run: () => void openBlob(file, name, { ...options, everyNth }) } });
        return null;
      }
    });
    if (report) await opened(source(report, name, { sample: null, options, image: null }), report, usualTarget(report.table.columns));
    else if (model.store.getState().study.data === null) session.setState({ stage: 'home' });
    session.setState({ importing: null });
  };

  const openModelFile = async (file: File): Promise<void> => {
    if (await readOnly()) return;
    const { study } = model.store.getState();
    const found = await job(`Opening ${file.name}`, (options) => engine.openModelFile({ file, name: file.name, table: study.data?.table ?? null }, long(options)));
    if (!found) return;
    if (study.data === null || study.target === null) {
      say({ tone: 'info', text: `${found.description} ${study.data === null ? 'Open the table that it is to predict, and then the model file again.' : 'Choose the target in Data, and then open the model file again: it is scored on it.'}` });
      return;
    }
    const spec = newModel(IMPORTED, { file: found.file, name: file.name });
    const known = study.models.find((m) => m.type === IMPORTED && m.params['file'] === found.file);
    if (!known) model.edit(`Open ${file.name}`, (s) => ({ ...s, models: [...s.models, spec] }));
    session.setState({ stage: 'train' });
    train([known?.id ?? spec.id]);
    say({ tone: 'success', text: found.description });
  };

  /** A table, or a model file of another library: the first bytes tell. */
  const openFile = async (file: File): Promise<void> => {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    await (libraryOf(head) === null ? openBlob(file, file.name) : openModelFile(file));
  };

  return {
    setTarget,
    setTask,
    openModelFile,
    openFile,
    openPasted: (text) => openBlob(new Blob([text], { type: 'text/csv' }), 'Pasted table'),
    async openImages(files, image) {
      if (await readOnly()) return;
      const report = await job(`Reading ${files.length} images`, (options) =>
        engine.importImages({ files: files.map(({ file, label }) => ({ file, name: file.name, label })), image }, long(options)));
      if (report) await opened(source(report, 'Images', { sample: null, options: defaultImport, image: report.image }), report, usualTarget(report.table.columns));
    },
    async openSample(id) {
      if (await readOnly()) return;
      const report = await job('Opening the sample', (options) => engine.importSample({ id }, long(options)));
      if (report) await opened(source(report, report.title, { sample: id, options: report.options, image: report.image }), report, report.target, report.inOrder);
    },
    async openStudyFile(file) {
      if (await readOnly()) return;
      const study = await job(`Opening ${file.name}`, (options) => engine.openStudyFile({ file }, long(options)));
      if (!study) return;
      // A study of its own: the file may be an older copy of one that is kept here.
      if (!await openNew({ ...study, id: crypto.randomUUID() }, null)) return;
      session.setState({ stage: 'data' });
    },
    async reimport(label, change) {
      if (await readOnly()) return;
      const { data } = model.store.getState().study;
      if (!data) return;
      if (data.file === null) {
        say({ tone: 'warning', text: `${data.name} was not kept as a file, so it cannot be read again in another way. Open the file again.` });
        return;
      }
      const options = { ...data.options, ...change, dialect: { ...data.options.dialect, ...change.dialect } };
      const { file } = data;
      const report = await job(`Reading ${data.name} again`, (call) => engine.reimport({ file, name: data.name, options }, long(call)));
      if (!report) return;
      const names = new Set(report.table.columns.map((c) => c.name));
      model.store.setState({ importReport: report });
      model.edit(label, (study) => ({
        ...study,
        data: source(report, data.name, { sample: data.sample, options, image: data.image }),
        target: study.target !== null && names.has(study.target) ? study.target : null,
      }));
    },
  };
}
