import type { Features } from '../../frame/features.ts';
import type { GraphBuilder, LoweredFeatures } from '../export/graph.ts';
import type { ParamSchema, ParamsOf } from './params.ts';
import type { Plain } from './plain.ts';

export interface TransformerMeta<P extends ParamSchema = ParamSchema> {
  readonly type: string;
  readonly version: number;
  /** scikit-learn's class, such as `StandardScaler`; where it has none that says what is done, a name of ours (module `tablab`, or a function's). */
  readonly name: string;
  readonly module: string;
  readonly summary: string;
  readonly tags: {
    readonly group: 'missing' | 'scale' | 'encode' | 'select' | 'build';
    /** Which columns an empty `columns` parameter means. */
    readonly takes: 'number' | 'category' | 'any';
    /** Missing values pass through it (as missing) instead of being refused. */
    readonly allowNaN: boolean;
  };
  /** Every transformer has a `columns` parameter. */
  readonly params: P;
  readonly waives?: Readonly<Record<string, string>>;
}

/**
 * A step. Columns it does not name pass through untouched and in place; a column that becomes several is replaced
 * where it stood. Row order and number never change.
 */
export interface Transformer<P extends ParamSchema, S extends Plain> {
  /** Learns from training rows only. */
  fit(train: Features, y: Float64Array | null, params: ParamsOf<P>): S;
  transform(state: S, X: Features): Features;
  /** Adds this step to the graph. Throws StudioError('unsupported') with the reason where it cannot. */
  lower(state: S, graph: GraphBuilder, X: LoweredFeatures): LoweredFeatures;
  /** For every column it makes, the column it came from: explanations are summed back over these. */
  origins(state: S): Readonly<Record<string, string>>;
}

export interface AnyTransformer extends TransformerMeta {
  fit(train: Features, y: Float64Array | null, params: Readonly<Record<string, unknown>>): Plain;
  transform(state: Plain, X: Features): Features;
  lower(state: Plain, graph: GraphBuilder, X: LoweredFeatures): LoweredFeatures;
  origins(state: Plain): Readonly<Record<string, string>>;
}

export const defineTransformerMeta = <const P extends ParamSchema>(meta: TransformerMeta<P>): TransformerMeta<P> => meta;
export const defineTransformer = <M extends TransformerMeta, S extends Plain>(meta: M, t: Transformer<M['params'], S>): M & Transformer<M['params'], S> => ({ ...meta, ...t });
