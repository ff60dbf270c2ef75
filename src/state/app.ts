import type { StoreApi } from 'zustand/vanilla';
import type { DeviceChoice, DeviceName } from '../engine/core/context.ts';
import type { Task } from '../engine/core/dataset.ts';
import type { ErrorRecord } from '../engine/core/errors.ts';
import type { EngineClient, Progress } from '../jobs/protocol.ts';
import type { Explanation } from '../engine/explainers/explanation.ts';
import type { ImportReport, Sniff } from '../frame/csv/report.ts';
import type { HistoryPoint, RunSummary } from '../study/results.ts';
import type { ImageShape, Study } from '../study/schema.ts';

/** The document and its history. Only `edit`, `undo` and `redo` change the study. */
export interface DocumentState {
  readonly study: Study;
  /** What undo and redo would take back or bring again, in words; `null` where there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  readonly save: { readonly status: 'saved' | 'saving' | 'failed'; readonly message: string | null };
  /** One tab writes; a second one reads until it takes over. */
  readonly access: 'writer' | 'reader';
  /** False until the last study has been restored (or found not to exist). */
  readonly ready: boolean;
  /** The import that the study's table came from, for its issues list; `null` for restored studies until asked for. */
  readonly importReport: ImportReport | null;
}

export interface StudyEntry {
  readonly id: string;
  readonly name: string;
  readonly dataName: string | null;
  readonly rows: number | null;
  readonly target: string | null;
  readonly savedAt: string;
}

/** What we have and what we are doing are two questions: the old result stays on screen while the new one trains. */
export interface Run {
  readonly key: string;
  /** Entry of the study it belongs to. */
  readonly modelId: string;
  readonly modelType: string;
  readonly status: 'none' | 'ok' | 'failed';
  readonly activity: 'idle' | 'queued' | 'running' | 'stopping';
  readonly progress: Progress | null;
  readonly startedAt: number | null;
  /** Seconds left, from the pace so far; `null` before there is one. */
  readonly etaSeconds: number | null;
  /** Curves as they grow; at most 2,000 points a fold, thinned evenly beyond. */
  readonly live: readonly { readonly fold: number; readonly points: readonly HistoryPoint[] }[];
  readonly summary: RunSummary | null;
  readonly error: ErrorRecord | null;
  /** "Resumed at epoch 12 after the tab was closed." */
  readonly note: string | null;
}
export type RunsState = Readonly<Record<string, Run>>;

export type Stage = 'home' | 'data' | 'explore' | 'prepare' | 'model' | 'train' | 'evaluate' | 'explain' | 'deploy' | 'help';

export interface Message {
  readonly id: number;
  readonly tone: 'error' | 'warning' | 'info' | 'success';
  readonly text: string;
  readonly at: ErrorRecord['at'] | null;
  /** A button beside the text. */
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** Of this tab and this moment; never saved into the study. */
export interface SessionState {
  readonly stage: Stage;
  /** Stage that Help was opened from: the page it opens. */
  readonly helpTopic: Stage;
  readonly theme: 'auto' | 'light' | 'dark';
  readonly device: DeviceChoice;
  readonly deviceUsed: { readonly name: DeviceName; readonly why: string } | null;
  /** Run that Evaluate, Explain and Deploy show; `null`: the best one. */
  readonly selectedRun: string | null;
  /** One threshold for all plots. */
  readonly threshold: number;
  /** Class that curves and threshold are about (index); `null`: the last class of a binary task, all of a multiclass one. */
  readonly focusClass: number | null;
  /** Stay until read. */
  readonly messages: readonly Message[];
  readonly bytesSent: number;
  /** Long jobs that are not trainings (import, explaining, export), for the dock. */
  readonly jobs: readonly { readonly id: number; readonly label: string; readonly progress: Progress | null; readonly cancel: () => void }[];
  /** The file being read now and its first rows, so that they are on screen before the reading is done. */
  readonly importing: { readonly name: string; readonly sniff: Sniff | null } | null;
  readonly panels: { readonly python: boolean; readonly dock: boolean; readonly help: boolean };
}

export type QueryState<T> = {
  /** Have we data? */
  readonly status: 'none' | 'ok' | 'failed';
  /** Are we working? */
  readonly activity: 'idle' | 'running';
  readonly data: T | null;
  readonly error: ErrorRecord | null;
  readonly progress: Progress | null;
};

/** Derived data by key (profile, distributions, evaluations): asked once, kept, dropped least recently used first. */
export interface Queries {
  get<T>(key: string): QueryState<T>;
  subscribe(key: string, listener: () => void): () => void;
  /** Starts it unless it is there or under way. */
  ensure<T>(key: string, ask: (options: { readonly signal: AbortSignal; readonly progress: (p: Progress) => void }) => Promise<T>): void;
  /** Asks again. */
  refetch(key: string): void;
  cancel(key: string): void;
  invalidate(prefix: string): void;
}

/** What a person does, by name: the same functions serve buttons, keys and the palette. */
export interface Actions {
  edit(label: string, change: (study: Study) => Study): void;
  undo(): void;
  redo(): void;
  newStudy(): void;
  openStudy(id: string): Promise<void>;
  deleteStudy(id: string): Promise<void>;
  renameStudy(name: string): void;
  takeOver(): Promise<void>;
  /** Imports into a new study (or this one when it has no data), opens Data, proposes target, task and steps. */
  openFile(file: File): Promise<void>;
  openImages(files: readonly { readonly file: File; readonly label: string }[], image: ImageShape): Promise<void>;
  openSample(id: string): Promise<void>;
  openPasted(text: string): Promise<void>;
  openStudyFile(file: File): Promise<void>;
  /** Makes a model file of another library a model of this study, and scores it. */
  openModelFile(file: File): Promise<void>;
  /** Reads the same file with other options (types, dialect). */
  reimport(label: string, options: Partial<Study['data'] & object>['options'] & object): Promise<void>;
  /** Sets the target and proposes task and steps for it, as one undoable edit. */
  setTarget(column: string | null): Promise<void>;
  /** Chooses the task by hand (`null`: as found), and a baseline that suits it in place of one that does not. */
  setTask(task: Task | null): Promise<void>;
  addModel(type: string): void;
  train(modelIds?: readonly string[]): void;
  cancelRun(key: string): void;
  stopRun(key: string): void;
  /** Shows another stage. What was said on the one that is left goes, save errors: say what the new stage is to show after it. */
  go(stage: Stage): void;
  setTheme(theme: SessionState['theme']): void;
  setDevice(device: DeviceChoice): void;
  selectRun(key: string | null): void;
  setThreshold(value: number): void;
  setFocusClass(index: number | null): void;
  togglePanel(panel: keyof SessionState['panels']): void;
  say(message: Omit<Message, 'id' | 'action' | 'at'> & Partial<Pick<Message, 'action' | 'at'>>): void;
  dismiss(id: number): void;
  /** Runs a long job with its line in the dock; a failure becomes a message and `null`. */
  job<T>(label: string, run: (options: { readonly signal: AbortSignal; readonly progress: (p: Progress) => void }) => Promise<T>): Promise<T | null>;
  /** Keeps explanations for the report. */
  keepExplanation(runKey: string, explanation: Explanation): void;
  explanationsOf(runKey: string): readonly Explanation[];
}

/** Made once by app/; reached in components through `useApp()`. */
export interface App {
  readonly engine: EngineClient;
  readonly document: StoreApi<DocumentState>;
  readonly runs: StoreApi<RunsState>;
  readonly session: StoreApi<SessionState>;
  readonly studies: StoreApi<readonly StudyEntry[]>;
  readonly queries: Queries;
  readonly actions: Actions;
  /** Key of the run that this model of this study has or would have. */
  readonly runKey: (study: Study, modelId: string) => string;
}
