import type { Meta } from '../../core/algorithm.ts';
import type { Dataset } from '../../core/dataset.ts';
import type { BinOptions } from '../bins/binned.ts';
import type { EvalMetric } from '../eval-metrics/eval-metric.ts';
import type { GrowRules } from '../grow/rules.ts';
import type { Objective } from '../objectives/objective.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import type { BoostHistory } from './checkpoint.ts';
import type { Dart } from './dart.ts';
import type { StopRule } from './early-stopping.ts';
import type { RowSampler } from './sampling.ts';

/** A boosted model that a training goes on from. */
export interface Before {
  readonly ensemble: TreeEnsemble;
  /** Rounds it kept; those to come are counted on from here, so that chance goes on as it would have. */
  readonly rounds: number;
  readonly history: BoostHistory;
}

/** Everything that decides a training, with the library's habits already looked up. */
export interface BoostPlan {
  /** Whose model it is, for messages. */
  readonly meta: Meta;
  /** Rows that count: all weights above zero. */
  readonly train: Dataset;
  /** Rows held out for curves and early stopping, or `null`. */
  readonly validation: Dataset | null;
  readonly objective: Objective;
  readonly metrics: readonly EvalMetric[];
  /** Rounds to add. */
  readonly rounds: number;
  /** Trees an output and round (random forests of XGBoost); their steps share the learning rate. */
  readonly parallel: number;
  readonly learningRate: number;
  /** LightGBM's random forest: every tree starts from the start, and predictions are the mean of the trees. */
  readonly forest: boolean;
  readonly sampler: RowSampler;
  readonly dart: Dart | null;
  readonly rules: GrowRules;
  readonly bins: BinOptions;
  readonly stop: StopRule;
  /** Keep the trees up to the best round only, once early stopping has watched. */
  readonly keepBest: boolean;
  /** LightGBM: training ends where no tree of a round found a split; a tree without one says nothing. */
  readonly endsWithoutSplit: boolean;
  readonly seed: number;
  /** What to go on from, or `null`. */
  readonly before: Before | null;
  /** Milliseconds between checkpoints; 0 saves after every round. */
  readonly checkpointMs: number;
  /** Says whether a checkpoint is of this very training. */
  readonly fingerprint: () => string;
}
