import type { Matrix } from '../../../frame/matrix.ts';
import type { FitContext } from '../../core/context.ts';
import type { Dataset } from '../../core/dataset.ts';
import type { Loss, Target } from './losses/loss.ts';
import type { BoostOptions } from './options.ts';

/** What a training is given. */
export interface TrainJob {
  readonly X: Matrix;
  readonly target: Target;
  /** Classes of a classification; 0 for values. */
  readonly classes: number;
  readonly options: BoostOptions;
  readonly makeLoss: (target: Target) => Loss;
  readonly validation: Dataset | null;
  readonly ctx: FitContext;
  /** Milliseconds between checkpoints. */
  readonly checkpointMs?: number;
  /** Forces the plain TypeScript kernels: for tests. */
  readonly twins?: boolean;
}
