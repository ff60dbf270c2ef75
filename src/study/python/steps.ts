import { StudioError } from '../../engine/core/errors.ts';
import type { TransformerMeta } from '../../engine/core/transformer.ts';
import type { ColumnInfo } from '../../frame/table.ts';
import type { StepSpec } from '../schema.ts';
import type { Imports } from './call.ts';
import { nameList, text } from './literal.ts';
import { type Piece, printTransformer } from './transformers.ts';

const ALL_OF: Readonly<Record<Piece['on'], string>> = {
  number: 'make_column_selector(dtype_include="number")',
  category: 'make_column_selector(dtype_exclude="number")',
  any: 'make_column_selector()',
};

const namedColumns = (step: StepSpec): readonly string[] => (Array.isArray(step.params['columns']) ? (step.params['columns'] as readonly string[]) : []);

/** The columns of a piece as Python; `null` where the step names columns and none of them is of the piece's kind. */
function columnsCode(step: StepSpec, piece: Piece, several: boolean, table: readonly ColumnInfo[]): string | null {
  const named = namedColumns(step);
  if (named.length === 0) return ALL_OF[piece.on];
  const isText = (name: string): boolean => table.some((c) => c.name === name && c.type === 'category');
  // Columns that steps made are numbers.
  const own = several && piece.on !== 'any' ? named.filter((name) => isText(name) === (piece.on === 'category')) : named;
  return own.length === 0 ? null : several && piece.on === 'any' ? ALL_OF.any : nameList(own, '        ');
}

export interface StepsCode {
  readonly helpers: readonly string[];
  readonly code: string;
  /** For every list of steps the function that makes them. */
  readonly names: readonly string[];
}

/** Columns of texts as pandas' categories, for models that take them: those of the training rows, any other is missing. */
const CATEGORIES = [
  'class Categories(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):',
  '    """Texts as categories of the training rows, for models that take them; others become missing."""',
  '',
  '    def fit(self, X, y=None):',
  '        self.categories_ = {name: sorted(X[name].dropna().unique()) for name in X.select_dtypes(exclude="number")}',
  '        self.n_features_in_, self.feature_names_in_ = X.shape[1], np.asarray(X.columns, dtype=object)',
  '        return self',
  '',
  '    def transform(self, X):',
  '        return X.assign(**{name: pd.Categorical(X[name], categories=own) for name, own in self.categories_.items()})',
].join('\n');

/** The steps of some models, and whether what is left of categories is handed to them as such. */
export interface Preparation {
  readonly steps: readonly StepSpec[];
  readonly categories: boolean;
}

function pipelineLines({ steps, categories }: Preparation, catalog: readonly TransformerMeta[], table: readonly ColumnInfo[], imports: Imports, helpers: string[]): readonly string[] {
  const body = steps.flatMap((step, i) => {
    const meta = catalog.find((m) => m.type === step.type);
    if (!meta) throw new StudioError('unsupported', `There is no step "${step.type}".`, { step: step.id });
    // An empty list drops nothing.
    if (step.type === 'drop-columns' && namedColumns(step).length === 0) return [];
    const printed = printTransformer(meta, step.params, imports);
    helpers.push(...printed.helpers);
    const several = printed.pieces.length > 1;
    return printed.pieces.flatMap((piece, k) => {
      const columns = columnsCode(step, piece, several, table);
      return columns === null ? [] : [`        (${text(`${i + 1}${several ? 'abc'[k] ?? '' : ''} ${step.type}`)}, on(${columns}, ${piece.code})),`];
    });
  });
  if (!categories || !table.some((c) => c.type === 'category')) return body;
  imports.add('sklearn.base', 'BaseEstimator', 'OneToOneFeatureMixin', 'TransformerMixin');
  helpers.push(CATEGORIES);
  return [...body, '        ("categories", Categories()),'];
}

const ON = [
  'def on(columns, transformer):',
  '    """One step: the transformer on these columns, the others as they are."""',
  '    step = ColumnTransformer([("step", transformer, columns)], remainder="passthrough", verbose_feature_names_out=False)',
  '    return step.set_output(transform="pandas")',
];

/** A `preparation` function for each list of steps: in order, each step on its own columns, the others passed on. */
export function stepsCode(preparations: readonly Preparation[], catalog: readonly TransformerMeta[], table: readonly ColumnInfo[], imports: Imports): StepsCode {
  imports.add('sklearn.pipeline', 'Pipeline');
  const helpers: string[] = [];
  const bodies = preparations.map((one) => pipelineLines(one, catalog, table, imports, helpers));
  const names = bodies.map((_, i) => (i === 0 ? 'preparation' : `preparation_${i + 1}`));
  const functions = bodies.map((body, i) => (body.length === 0
    ? [`def ${names[i]!}():`, '    """The columns as they are."""', '    return Pipeline([("as it is", "passthrough")])']
    : [`def ${names[i]!}():`, '    return Pipeline([', ...body, '    ])']).join('\n'));
  const stepped = bodies.flat().filter((line) => line.includes(', on('));
  if (stepped.length > 0) imports.add('sklearn.compose', 'ColumnTransformer', ...(stepped.some((line) => line.includes('make_column_selector')) ? ['make_column_selector'] : []));
  return { helpers: [...new Set(helpers)], names, code: [...(stepped.length > 0 ? [ON.join('\n')] : []), ...functions].join('\n\n\n') };
}
