import type { Matrix } from '../../frame/matrix.ts';
import type { GraphBuilder, LoweredModel, ValueName } from '../export/graph.ts';
import type { Bagging } from './bagging.ts';
import type { FitContext } from './context.ts';
import type { Dataset, Task } from './dataset.ts';
import type { ParamSchema, ParamValues, ParamsOf } from './params.ts';
import type { Plain } from './plain.ts';
import type { TreeView } from '../trees/ensemble.ts';

/** What an algorithm can and cannot do, as data. The contract suite picks its checks by these. */
export interface Tags {
  readonly tasks: readonly Task[];
  readonly family: 'baseline' | 'linear' | 'neighbours' | 'tree' | 'neural';
  /** NaN in X is handled, not refused. */
  readonly allowNaN: boolean;
  /** Category columns are taken as they are, as codes (see Matrix.categories); other models get them encoded by a step. */
  readonly categories: boolean;
  /** `exact`: fitting twice gives the same bits. `device`: within 1e-5 on a GPU. */
  readonly deterministic: 'exact' | 'device';
  readonly sampleWeight: boolean;
  /** Predictions are probabilities as well as labels. */
  readonly proba: boolean;
  /** Features on one scale matter; the app proposes StandardScaler. */
  readonly wantsScaling: boolean;
  /** Columns are the pixels of an image. */
  readonly images: boolean;
  /** 1 (slow, opaque) to 3 (fast, readable), shown on the card. */
  readonly speed: 1 | 2 | 3;
  readonly readability: 1 | 2 | 3;
  /** Coefficients are an exact explanation (linear SHAP applies). */
  readonly linear: boolean;
}

/** Nets learn by epochs, boosting adds trees round by round, forests tree by tree. */
export type TrainingStep = 'epoch' | 'round' | 'tree';

/** A first answer in seconds, a good one, or the best that patience buys. */
export type Intent = 'quick' | 'balanced' | 'thorough';

/** What the page may know of an algorithm: names, tags, parameters. Plain data, so it can be posted and printed. */
export interface Meta<P extends ParamSchema = ParamSchema> {
  /** Kebab-case; names the folder, the study's entries and the command line's `--models`. */
  readonly type: string;
  readonly version: number;
  /** The reference library's class, such as `Ridge`; for nets, the Keras notion, such as `MLP`. */
  readonly name: string;
  /** `sklearn.linear_model`, `keras`, … */
  readonly module: string;
  /** One line for the card. */
  readonly summary: string;
  readonly tags: Tags;
  readonly params: P;
  /** What training goes by, one after the other: such a model can be stopped with the best so far. Left out where it is fitted in one go. */
  readonly step?: TrainingStep;
  /**
   * Training can go on from a finished model of the same type (`FitContext.warmStart`). `by` is the parameter that says how long it is:
   * the rounds there are to be `more`, as boosting libraries count them, or the trees there shall be in `all`, as scikit-learn does.
   */
  readonly continues?: { readonly by: string; readonly counts: 'more' | 'all' };
  /** Parameters for what a person wants, where the defaults are one answer among several: the form offers these first. */
  readonly intents?: Readonly<Record<Intent, ParamValues>>;
  /** Contract checks this algorithm is excused from, each with its reason. */
  readonly waives?: Readonly<Record<string, string>>;
  /** Parameters under which the contract suite trains this algorithm, where its defaults would take too long on toy data. */
  readonly checkWith?: ParamValues;
}

export type MaybePromise<T> = T | Promise<T>;
export type PredictContext = Pick<FitContext, 'signal' | 'device' | 'breathe' | 'threads'>;

/** How large a fit is going to be, before anything is read for it. */
export interface FitSize {
  readonly rows: number;
  /** Columns of the matrix. */
  readonly columns: number;
  /** Names of all category columns together. */
  readonly categories: number;
  /** Classes where there are three or more, else 1. */
  readonly outputs: number;
  readonly threads: number;
}

/** What only workers and tests run. The fitted model is `state`, a plain value; the behaviour is here. */
export interface Model<P extends ParamSchema, S extends Plain> {
  /** Throws StudioError('data' | 'param') with a sentence when it cannot learn from this. */
  fit(train: Dataset, params: ParamsOf<P>, ctx: FitContext): MaybePromise<S>;
  /** One number a row: the class index, the value, or (unsupervised) the anomaly score. */
  predict(state: S, X: Matrix, ctx: PredictContext): MaybePromise<Float64Array>;
  /** rows × classes; rows sum to one; columns named by class. Present exactly when `tags.proba`. */
  predictProba?(state: S, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  /** Unsupervised nets: the code (bottleneck) of each row. */
  encode?(state: S, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  /** Unsupervised nets: each row as the model rebuilds it. */
  reconstruct?(state: S, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  /** Adds this model to the graph, reading `x` (double, N × p). Throws StudioError('unsupported') with the reason where it cannot. */
  lower(state: S, graph: GraphBuilder, x: ValueName): LoweredModel;
  /** Linear models: one row of coefficients an output (K × p; binary 1 × p) and their intercepts, in the space of log-odds or values. */
  coefficients?(state: S): { readonly coef: Matrix; readonly intercept: Float64Array };
  /** Tree models: the trees, for drawing, TreeSHAP, importances and model files. */
  trees?(state: S): TreeView;
  /** Forests: which rows their trees drew; `null` where every tree learned from all rows. */
  bagging?(state: S): Bagging | null;
  /** Bytes that a fit takes beside its matrix and target, so that one that cannot fit is not begun. Left out where they are few. */
  memory?(size: FitSize, params: ParamsOf<P>): number;
}

export type Algorithm<M extends Meta, S extends Plain> = M & Model<M['params'], S>;

/** The registry holds algorithms of every parameter and state type; `Erased` is their common face. */
export interface AnyAlgorithm extends Meta {
  fit(train: Dataset, params: Readonly<Record<string, unknown>>, ctx: FitContext): MaybePromise<Plain>;
  predict(state: Plain, X: Matrix, ctx: PredictContext): MaybePromise<Float64Array>;
  predictProba?(state: Plain, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  encode?(state: Plain, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  reconstruct?(state: Plain, X: Matrix, ctx: PredictContext): MaybePromise<Matrix>;
  lower(state: Plain, graph: GraphBuilder, x: ValueName): LoweredModel;
  coefficients?(state: Plain): { readonly coef: Matrix; readonly intercept: Float64Array };
  trees?(state: Plain): TreeView;
  bagging?(state: Plain): Bagging | null;
  memory?(size: FitSize, params: Readonly<Record<string, unknown>>): number;
}

export const defineMeta = <const P extends ParamSchema>(meta: Meta<P>): Meta<P> => meta;
export const defineAlgorithm = <M extends Meta, S extends Plain>(meta: M, model: Model<M['params'], S>): Algorithm<M, S> => ({ ...meta, ...model });
