import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import type { TransformerMeta } from '../../engine/core/transformer.ts';
import { type Imports, keywords } from './call.ts';
import { literal } from './literal.ts';

/** One line of the preparation: which columns, and what is done to them. */
export interface Piece {
  readonly on: 'number' | 'category' | 'any';
  readonly code: string;
}
export interface Printed {
  readonly pieces: readonly Piece[];
  /** Functions and classes that the pieces need. */
  readonly helpers: readonly string[];
}
type Printer = (meta: TransformerMeta, params: ParamValues, imports: Imports) => Printed;

const one = (meta: TransformerMeta, args: readonly string[], helpers: readonly string[] = []): Printed =>
  ({ pieces: [{ on: meta.tags.takes, code: `${meta.name}(${args.join(', ')})` }], helpers });

const SIGNED_LOG = ['def signed_log1p(x):', '    return np.sign(x) * np.log1p(np.abs(x))'].join('\n');

const WITHOUT_NAN = ['def without_nan(df):', '    """One-hot columns without the one for missing values."""', '    return df.drop(columns=[name for name in df if name.endswith("_nan")])'].join('\n');

const BY_FREQUENCY = [
  'class FrequencyEncoder(OrdinalEncoder):',
  '    """OrdinalEncoder with the most frequent category first."""',
  '',
  '    def fit(self, X, y=None):',
  '        def ordered(column):',
  '            counts = column.value_counts()',
  '            names = sorted(counts.index, key=lambda name: (-counts[name], name))',
  '            return names + ([np.nan] if column.isna().any() else [])',
  '',
  '        self.categories = [ordered(X[name]) for name in X]',
  '        return super().fit(X, y)',
].join('\n');

const FENCES = [
  'class Fences(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):',
  '    """Values beyond Tukey\'s fences are pulled back to them."""',
  '',
  '    def __init__(self, fold=1.5):',
  '        self.fold = fold',
  '',
  '    def fit(self, X, y=None):',
  '        first, third = np.nanpercentile(X, [25, 75], axis=0)',
  '        self.low_, self.high_ = first - self.fold * (third - first), third + self.fold * (third - first)',
  '        self.n_features_in_, self.feature_names_in_ = X.shape[1], np.asarray(X.columns, dtype=object)',
  '        return self',
  '',
  '    def transform(self, X):',
  '        return np.clip(X, self.low_, self.high_)',
].join('\n');

/** The constant that a text stands for in a number column: 0 where it is empty. */
const asNumber = (text: unknown): string => literal(typeof text === 'string' && Number.isFinite(Number(text)) ? Number(text) : 0);

/** Steps that scikit-learn has in another shape than a class with the same parameters. */
const PRINTERS: Readonly<Record<string, Printer>> = {
  'simple-imputer': (meta, params, imports) => {
    imports.add(meta.module, meta.name);
    const { fillValue, ...others } = params;
    const strategy = params['strategy'] ?? 'mean';
    const args = keywords(meta.params, others).filter((arg) => !arg.startsWith('fill_value='));
    const make = (fill: string | null): string => `${meta.name}(${[...args, ...(fill === null ? [] : [`fill_value=${fill}`])].join(', ')})`;
    // A text column among numbers would make all of them texts, so each kind is filled by itself.
    const numbers: Piece = { on: 'number', code: make(strategy === 'constant' ? asNumber(fillValue) : null) };
    if (strategy === 'mean' || strategy === 'median') return { pieces: [numbers], helpers: [] };
    const text = typeof fillValue === 'string' && fillValue !== '' ? fillValue : 'missing_value';
    return { pieces: [numbers, { on: 'category', code: make(strategy === 'constant' ? literal(text) : null) }], helpers: [] };
  },
  'log-transformer': (meta, params, imports) => {
    imports.add(meta.module, 'FunctionTransformer');
    const signed = params['signed'] === true;
    return one({ ...meta, name: 'FunctionTransformer' }, [signed ? 'signed_log1p' : 'np.log1p', 'feature_names_out="one-to-one"'], signed ? [SIGNED_LOG] : []);
  },
  'one-hot-encoder': (meta, params, imports) => {
    imports.add(meta.module, meta.name);
    const rare = params['minFrequency'];
    const whole = typeof rare === 'number' && rare >= 1 ? { ...params, minFrequency: Math.round(rare) } : params;
    const encoder = one(meta, ['sparse_output=False', ...keywords(meta.params, whole, ['handleUnknown'])]);
    if ({ ...defaultsOf(meta.params), ...params }['handleMissing'] !== 'zeros') return encoder;
    imports.add(meta.module, 'FunctionTransformer');
    return { pieces: [...encoder.pieces, { on: 'any', code: 'FunctionTransformer(without_nan)' }], helpers: [WITHOUT_NAN] };
  },
  'ordinal-encoder': (meta, params, imports) => {
    imports.add(meta.module, meta.name);
    const args = keywords(meta.params, params, ['handleUnknown']);
    if (params['order'] !== 'frequency') return one(meta, args);
    return { pieces: [{ on: meta.tags.takes, code: `FrequencyEncoder(${args.join(', ')})` }], helpers: [BY_FREQUENCY] };
  },
  'quantile-transformer': (meta, params, imports) => {
    imports.add(meta.module, meta.name);
    return one(meta, [...keywords(meta.params, params), 'subsample=None']);
  },
  'clip-outliers': (meta, params, imports) => {
    imports.add('sklearn.base', 'BaseEstimator', 'OneToOneFeatureMixin', 'TransformerMixin');
    return { pieces: [{ on: meta.tags.takes, code: `Fences(${keywords(meta.params, params).join(', ')})` }], helpers: [FENCES] };
  },
  'drop-columns': () => ({ pieces: [{ on: 'any', code: '"drop"' }], helpers: [] }),
};

/** A step as scikit-learn does it. */
export function printTransformer(meta: TransformerMeta, params: ParamValues, imports: Imports): Printed {
  const printer = PRINTERS[meta.type];
  if (printer) return printer(meta, params, imports);
  imports.add(meta.module, meta.name);
  return one(meta, keywords(meta.params, params));
}
