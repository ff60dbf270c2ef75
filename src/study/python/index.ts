import type { Task } from '../../engine/core/dataset.ts';
import type { Dialect } from '../../frame/csv/options.ts';
import type { Study } from '../schema.ts';
import { defaultContext } from './default-context.ts';
import { netPrinter } from './nets.ts';
import { scriptOf } from './script.ts';

export interface ScriptOptions {
  /** As found from the data's profile; left out, the study's own or what the target's type suggests. */
  readonly task?: Task;
  /** Parts of the dialect that were detected; the study's own options go before them. */
  readonly dialect?: Partial<Dialect>;
}

/**
 * The study as a Python script that runs as it is with scikit-learn and pandas, and Keras for nets: reads the file with the
 * same dialect, prepares, splits, fits and scores the same models with the same metrics. Throws StudioError('data') without data.
 */
export const pythonScript = (study: Study, options: ScriptOptions = {}): string =>
  scriptOf(study, { ...defaultContext(study, options.task ?? null), dialect: { ...study.data?.dialect, ...options.dialect }, nets: netPrinter() });
