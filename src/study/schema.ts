import type { Task } from '../engine/core/dataset.ts';
import type { ParamValues } from '../engine/core/params.ts';
import type { Split } from '../engine/splits/split.ts';
import type { ColumnInfo } from '../frame/table.ts';
import type { Dialect, ImportOptions } from '../frame/csv/options.ts';

export type { Split };

/** The one document. Everything on screen is either in here or can be recomputed from it. */
export interface Study {
  readonly format: 'tablab/study';
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly data: DataSource | null;
  /** Column to predict; `null` for a study without a target. */
  readonly target: string | null;
  /** `null`: as found from the target (study/task.ts). */
  readonly task: Task | null;
  /** Ranking: the column that says which query a row belongs to. Left out or `null`: found by its name (study/query.ts). */
  readonly query?: string | null;
  readonly steps: readonly StepSpec[];
  readonly split: Split;
  readonly models: readonly ModelSpec[];
  /** Metric the leaderboard is sorted by; `null`: the task's default. */
  readonly metric: string | null;
  readonly notes: string;
}

export interface DataSource {
  /** Hash of the imported table. */
  readonly table: string;
  /** Hash of the file it was read from, kept so that types and dialect can be changed later; `null` when there was none. */
  readonly file: string | null;
  /** File name, or the sample's title. */
  readonly name: string;
  /** Id of the shipped sample, if it is one. */
  readonly sample: string | null;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly options: ImportOptions;
  /** As it was read: what `options` says and what was detected. Left out in studies of images. */
  readonly dialect?: Dialect;
  /** Columns are pixels of images of this shape, row-major, channels last. */
  readonly image: ImageShape | null;
}

export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface StepSpec {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly enabled: boolean;
  /** `needed`: skipped for models that do not need it (study/effective-steps.ts); left out, the step is for every model. */
  readonly only?: 'needed';
  readonly params: ParamValues;
}

/** Settings of one training. */
export interface TrainingStage {
  readonly params: ParamValues;
  readonly seed: number;
}

export interface ModelSpec extends TrainingStage {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** Trainings of the same type that came before, in order: each went on from the one before it, and this one goes on from the last. Left out where it starts anew. */
  readonly continues?: readonly TrainingStage[];
}
