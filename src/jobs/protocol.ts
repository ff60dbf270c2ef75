import type { DeviceChoice } from '../engine/core/context.ts';
import type { Task } from '../engine/core/dataset.ts';
import type { ErrorRecord } from '../engine/core/errors.ts';
import type { Evaluation } from '../engine/evaluation/evaluation.ts';
import type { Explanation, PartialDependence, PermutationImportance, RowProximity, ShapExplanation, TreeImportance } from '../engine/explainers/explanation.ts';
import type { DeviceReport } from '../engine/nn/device-report.ts';
import type { LayerReport } from '../engine/nn/layer-report.ts';
import type { ImportOptions } from '../frame/csv/options.ts';
import type { ImportReport, Sniff } from '../frame/csv/report.ts';
import type { TableProfile } from '../frame/profile.ts';
import type { Association, Cells, Correlation, Distribution, RowWindow, ScatterSample } from '../frame/views.ts';
import type { BoostingSteps } from '../study/boosting-steps.ts';
import type { Rebuilt } from '../study/encode.ts';
import type { DependenceOptions, ProximityOptions, ShapOptions } from '../study/explain/index.ts';
import type { RunResult, RunSummary } from '../study/results.ts';
import type { ImageShape, Study } from '../study/schema.ts';
import type { StepPreview } from '../study/preview.ts';
import type { TreeReport, TreeRequest } from '../study/tree-report.ts';
import type { ShapesReport } from '../study/shapes-report.ts';
import type { SplitSummary } from '../study/split-summary.ts';
import type { Suggestion } from '../study/suggest.ts';
import type { TreeFormat } from '../study/tree-formats.ts';
import type { Certificate } from '../study/verify-onnx.ts';

export type { DeviceReport, LayerReport };
export type { BoostingSteps, StepsColumn } from '../study/boosting-steps.ts';
export type { ShapeAxis, ShapeEdit, ShapesReport, ShapeTerm } from '../study/shapes-report.ts';
export type { TreeNodeReport, TreeQuestion, TreeReport, TreeRequest } from '../study/tree-report.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Measurements of this moment: `loss`, `valLoss`, `accuracy`, `epoch`, `fold`, … */
  readonly metrics?: Readonly<Record<string, number>>;
  /** "Fold 2 of 5", "Reading rows". */
  readonly label?: string;
}

export interface Call {
  readonly signal: AbortSignal;
  readonly progress: (p: Progress) => void;
  /** True once the caller has asked to stop and keep the best. */
  readonly stopRequested: () => boolean;
}

export type { Cells, Correlation, Distribution, RowWindow, ScatterSample };

export type { StepPreview } from '../study/preview.ts';
export type { SplitSummary } from '../study/split-summary.ts';
export type { Suggestion } from '../study/suggest.ts';

export type ParityCertificate = Certificate;

export interface ExportFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export type ScoredRows = 'held-out' | 'out-of-bag';

/** Parameters of training that are not part of the study: they change where and how, never what. */
export interface TrainOptions {
  readonly device: DeviceChoice;
}

/**
 * The only door between the page and the engine: every method is a job with progress and cancel.
 * Tables and runs are named by hash; workers read them from storage.
 */
export interface EngineApi {
  // Data
  sniff(req: { readonly file: Blob; readonly name: string; readonly options: ImportOptions }, call: Call): Promise<Sniff>;
  importCsv(req: { readonly file: Blob; readonly name: string; readonly options: ImportOptions }, call: Call): Promise<ImportReport>;
  /** Reads the kept file again with other options. */
  reimport(req: { readonly file: string; readonly name: string; readonly options: ImportOptions }, call: Call): Promise<ImportReport>;
  importSample(req: { readonly id: string }, call: Call): Promise<ImportReport & { readonly image: ImageShape | null; readonly title: string; readonly target: string | null; readonly options: ImportOptions; readonly inOrder: boolean }>;
  importImages(req: { readonly files: readonly { readonly file: Blob; readonly name: string; readonly label: string }[]; readonly image: ImageShape }, call: Call): Promise<ImportReport & { readonly image: ImageShape }>;
  profile(req: { readonly table: string }, call: Call): Promise<TableProfile>;
  rows(req: { readonly table: string; readonly start: number; readonly count: number; readonly columns: readonly string[] | null }, call: Call): Promise<RowWindow>;
  rowsAt(req: { readonly table: string; readonly rows: readonly number[]; readonly columns: readonly string[] | null }, call: Call): Promise<RowWindow>;
  distribution(req: { readonly table: string; readonly column: string; readonly by: string | null }, call: Call): Promise<Distribution>;
  association(req: { readonly table: string; readonly target: string }, call: Call): Promise<Association>;
  correlation(req: { readonly table: string; readonly columns: readonly string[] | null }, call: Call): Promise<Correlation>;
  scatter(req: { readonly table: string; readonly columns: readonly string[]; readonly limit: number }, call: Call): Promise<ScatterSample>;
  // Prepare
  suggest(req: { readonly study: Study }, call: Call): Promise<Suggestion>;
  previewStep(req: { readonly study: Study; readonly step: string }, call: Call): Promise<StepPreview>;
  splitSummary(req: { readonly study: Study }, call: Call): Promise<SplitSummary>;
  // Train
  devices(req: { readonly measure: boolean }, call: Call): Promise<DeviceReport>;
  /** Fits, scores, keeps the result under its key and says what came of it. Resumes from a checkpoint of the same key. */
  train(req: { readonly study: Study; readonly model: string; readonly options: TrainOptions }, call: Call): Promise<RunSummary>;
  runResult(req: { readonly key: string }, call: Call): Promise<Omit<RunResult, 'fitted'>>;
  inspectNetwork(req: { readonly key: string }, call: Call): Promise<readonly LayerReport[]>;
  /** Part of one tree of a tree model, and a row's way through it. */
  inspectTree(req: TreeRequest & { readonly key: string }, call: Call): Promise<TreeReport>;
  /** The shape functions of an explainable boosting machine, as they would be after these edits (the text of its parameter). */
  inspectShapes(req: { readonly key: string; readonly edits: string }, call: Call): Promise<ShapesReport>;
  /** What the first trees of a boosted model say of held-out rows, for more and more trees; `output`: the class that is followed. */
  boostingSteps(req: { readonly key: string; readonly output: number }, call: Call): Promise<BoostingSteps>;
  // Evaluate, explain
  /** `of`: held-out rows, or a forest's training rows by the trees that did not learn from them. */
  evaluate(req: { readonly key: string; readonly of: ScoredRows }, call: Call): Promise<Evaluation>;
  /** Scored rows that fall in one cell of the confusion matrix at a threshold (binary) or at arg max. */
  cellRows(req: { readonly key: string; readonly of: ScoredRows; readonly trueClass: number; readonly predictedClass: number; readonly threshold: number | null; readonly limit: number }, call: Call): Promise<{ readonly rows: Uint32Array; readonly total: number; readonly score: Float64Array }>;
  /** Rows of the run's own table as an autoencoder sees and rebuilds them. */
  reconstruct(req: { readonly key: string; readonly rows: readonly number[] }, call: Call): Promise<Rebuilt>;
  permutationImportance(req: { readonly key: string; readonly table: string; readonly metric: string; readonly nRepeats: number; readonly maxRows: number; readonly seed: number }, call: Call): Promise<PermutationImportance>;
  /** `method`: `auto` is exact where it can be; `linked`, `interactions`: see ShapOptions. */
  shap(req: { readonly key: string; readonly table: string } & ShapOptions, call: Call): Promise<ShapExplanation>;
  /** Trees: importance by how they were built. */
  treeImportance(req: { readonly key: string; readonly seed: number }, call: Call): Promise<TreeImportance>;
  /** One column or two. */
  partialDependence(req: { readonly key: string; readonly table: string } & DependenceOptions, call: Call): Promise<PartialDependence>;
  /** Forests: which rows share leaves. */
  rowProximity(req: { readonly key: string; readonly table: string } & ProximityOptions, call: Call): Promise<RowProximity>;
  // Take away
  /** Model, certificate, predictions and how to run it, in one zip. */
  exportOnnx(req: { readonly key: string; readonly table: string; readonly name: string }, call: Call): Promise<{ readonly file: ExportFile; readonly certificate: ParityCertificate }>;
  /** A model file of another library: read, compared with the table where there is one, kept by its hash. */
  openModelFile(req: { readonly file: Blob; readonly name: string; readonly table: string | null }, call: Call): Promise<{ readonly file: string; readonly task: Task; readonly description: string }>;
  /** The model's trees in the form of another library, read again and run on the probe rows; `columns` are those it reads. */
  exportTrees(req: { readonly key: string; readonly table: string; readonly name: string; readonly format: TreeFormat }, call: Call): Promise<{ readonly file: ExportFile; readonly check: { readonly rows: number; readonly largestDifference: number }; readonly columns: readonly string[] }>;
  exportTfjs(req: { readonly key: string; readonly name: string }, call: Call): Promise<ExportFile>;
  exportPredictions(req: { readonly key: string; readonly table: string }, call: Call): Promise<ExportFile>;
  exportReport(req: { readonly study: Study; readonly key: string; readonly runs: readonly RunSummary[]; readonly explanations: readonly Explanation[] }, call: Call): Promise<ExportFile>;
  /** The study with its data, to be opened anywhere. */
  exportStudy(req: { readonly study: Study; readonly withData: boolean }, call: Call): Promise<ExportFile>;
  openStudyFile(req: { readonly file: Blob }, call: Call): Promise<Study>;
}

export type Method = keyof EngineApi;
export type Request<M extends Method> = Parameters<EngineApi[M]>[0];
export type Response<M extends Method> = Awaited<ReturnType<EngineApi[M]>>;

export type ToWorker =
  | { readonly id: number; readonly do: 'call'; readonly method: Method; readonly req: unknown }
  | { readonly id: number; readonly do: 'cancel' }
  | { readonly id: number; readonly do: 'stop' };
export type FromWorker =
  | { readonly id: number; readonly is: 'progress'; readonly progress: Progress }
  | { readonly id: number; readonly is: 'done'; readonly value: unknown }
  | { readonly id: number; readonly is: 'failed'; readonly error: ErrorRecord };

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly progress?: (p: Progress) => void;
  /** Aborting it asks the job to stop and keep the best so far; the call then resolves as usual. */
  readonly stop?: AbortSignal;
  /** 'long' jobs (training, explaining, importing) queue behind each other on their own workers; 'quick' ones never wait for them. */
  readonly lane?: 'quick' | 'long';
}

/** What the page calls: the same methods, with optional progress and cancel. */
export type EngineClient = { readonly [M in Method]: (req: Request<M>, options?: CallOptions) => Promise<Response<M>> };
