import type { Task } from '../../core/dataset.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import type { DerivedColumn } from './derived.ts';

export type Library = 'XGBoost' | 'LightGBM' | 'CatBoost';

/** A model file of another library, read: its trees and what it says of the task. */
export interface TreeModelFile {
  readonly library: Library;
  /** As the file says it, such as `3.2.0`; '' where it does not. */
  readonly version: string;
  /** The library's own name, such as `binary:logistic`. */
  readonly objective: string;
  /** `unsupervised` never comes out of a file. */
  readonly task: Exclude<Task, 'unsupervised'>;
  /** As named in the file; '0', '1', … where it only counts them; `null` in a regression. */
  readonly classes: readonly string[] | null;
  /** True where the names of the classes are not in the file. */
  readonly countedClasses: boolean;
  /** Columns the file reads, in its order. */
  readonly columns: readonly FileColumn[];
  readonly ensemble: TreeEnsemble;
  /** For each of the ensemble's columns, how it comes from the file's columns. */
  readonly derived: readonly DerivedColumn[];
  /** What a person should know: what was guessed, what the file leaves open. */
  readonly notes: readonly string[];
}

export interface FileColumn {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** Names of the categories by code where the file has them; `null` for numbers, and for codes without names. */
  readonly categories: readonly string[] | null;
  /** True where the names in the file are no names (`f0`, `Column_0`, …), so that columns are known by their place alone. */
  readonly unnamed: boolean;
}
