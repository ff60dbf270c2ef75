import type { DeviceName } from '../engine/core/context.ts';
import type { Task } from '../engine/core/dataset.ts';
import type { Plain } from '../engine/core/plain.ts';
import type { ParamValues } from '../engine/core/params.ts';
import type { ScoreSummary } from '../engine/evaluation/score-summary.ts';
import type { ColumnInfo } from '../frame/table.ts';
import type { ModelSpec } from './schema.ts';

export type { ScoreSummary };

/** One moment of training: an epoch, a round, an iteration. */
export interface HistoryPoint {
  readonly step: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Predictions of test rows only; every array has one entry a row. */
export interface Predictions {
  /** Row of the table. */
  readonly rows: Uint32Array;
  readonly fold: Uint16Array;
  readonly yTrue: Float64Array | null;
  readonly yPred: Float64Array;
  /** rows × K row-major. */
  readonly proba: Float64Array | null;
  /** Ranking: the query of every row, numbered as they first appear in the table. */
  readonly groups?: Int32Array;
}

export interface FoldRun {
  readonly fold: number;
  readonly trainRows: number;
  readonly testRows: number;
  readonly scores: Readonly<Record<string, number>>;
  readonly trainScores: Readonly<Record<string, number>>;
  readonly fitSeconds: number;
  readonly predictSeconds: number;
}

/** A forest asked of its own training rows, each by the trees that did not learn from it. */
export interface OutOfBagRun {
  readonly scores: Readonly<Record<string, number>>;
  /** Of training rows of the fitted pipeline. */
  readonly predictions: Predictions;
  /** Training rows that every tree learned from: nobody is left to ask. */
  readonly unscored: number;
}

/** What one model of a study came to. Plain; big arrays inside, so it lives in storage and in the vault, not in a store. */
export interface RunResult {
  readonly key: string;
  readonly model: { readonly type: string; readonly params: ParamValues; readonly seed: number; readonly continues?: ModelSpec['continues'] };
  readonly task: Task;
  readonly classes: readonly string[] | null;
  readonly scores: Readonly<Record<string, ScoreSummary>>;
  readonly folds: readonly FoldRun[];
  readonly fitSeconds: number;
  /** Seconds to predict 1,000 rows. */
  readonly predictSeconds: number;
  /** Bytes of the fitted pipeline. */
  readonly bytes: number;
  /** Curves of every fold's training; empty where the model has none. */
  readonly history: readonly (readonly HistoryPoint[])[];
  /** Step of the best validation score in each history; −1 where there is none. */
  readonly best: readonly number[];
  readonly device: { readonly name: DeviceName; readonly why: string } | null;
  readonly predictions: Predictions;
  /** Fitted on the training rows (hold-out) or on all rows (k-fold): what explaining and exporting use. */
  readonly fitted: FittedPipeline;
  /** Test rows of the fitted pipeline's split, or a spread sample of all rows in k-fold: explained and parity-checked. */
  readonly probeRows: Uint32Array;
  /** Forests whose trees draw their rows: what the fitted pipeline learned from, in its order. */
  readonly trainRows?: Uint32Array;
  readonly outOfBag?: OutOfBagRun;
  readonly warnings: readonly string[];
  readonly finishedAt: string;
}

/** A column of the matrix a model sees. */
export interface PipelineFeature {
  readonly name: string;
  /** The input it came from. */
  readonly origin: string;
  /** A category column: the names its codes 0, 1, … stand for, as the training rows had them. */
  readonly categories?: readonly string[];
}

/** A pipeline as fitted: everything needed to predict a new table. Saved as it is. */
export interface FittedPipeline {
  readonly format: 'tablab/pipeline';
  readonly version: 1;
  readonly task: Task;
  readonly target: string | null;
  /** Ranking: the column that says which query a row belongs to. Predicting does not need it. */
  readonly query?: string;
  readonly classes: readonly string[] | null;
  /** The table's columns it reads, with the categories it saw. */
  readonly inputs: readonly ColumnInfo[];
  /** Mean (number) or most frequent value (category) of each input over the training rows: what explainers call "absent". */
  readonly typical: readonly (number | string | null)[];
  readonly steps: readonly { readonly type: string; readonly version: number; readonly params: ParamValues; readonly state: Plain }[];
  /** Columns of the matrix the model sees. */
  readonly features: readonly PipelineFeature[];
  readonly model: { readonly type: string; readonly version: number; readonly params: ParamValues; readonly state: Plain };
  readonly trainRows: number;
}

/** The line of a leaderboard: what the page keeps in memory for every run. */
export interface RunSummary {
  readonly key: string;
  readonly model: RunResult['model'];
  readonly task: Task;
  readonly scores: RunResult['scores'];
  readonly trainScores: Readonly<Record<string, number>>;
  /** Scores of training rows by trees that did not learn from them. */
  readonly outOfBag?: { readonly scores: Readonly<Record<string, number>>; readonly rows: number; readonly unscored: number };
  readonly fitSeconds: number;
  readonly predictSeconds: number;
  readonly bytes: number;
  readonly device: RunResult['device'];
  readonly epochs: number | null;
  readonly warnings: readonly string[];
  readonly finishedAt: string;
}
