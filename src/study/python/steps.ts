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
}

/** The `preparation` function: the study's enabled steps in order, each on its own columns, the others passed on. */
export function stepsCode(steps: readonly StepSpec[], catalog: readonly TransformerMeta[], table: readonly ColumnInfo[], imports: Imports): StepsCode {
  imports.add('sklearn.pipeline', 'Pipeline');
  const helpers: string[] = [];
  const body = steps.filter((step) => step.enabled).flatMap((step, i) => {
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
  if (body.length === 0) {
    return { helpers: [], code: ['def preparation():', '    """The columns as they are."""', '    return Pipeline([("as it is", "passthrough")])'].join('\n') };
  }
  imports.add('sklearn.compose', 'ColumnTransformer', ...(body.some((line) => line.includes('make_column_selector')) ? ['make_column_selector'] : []));
  const code = [
    'def on(columns, transformer):',
    '    """One step: the transformer on these columns, the others as they are."""',
    '    step = ColumnTransformer([("step", transformer, columns)], remainder="passthrough", verbose_feature_names_out=False)',
    '    return step.set_output(transform="pandas")',
    '',
    '',
    'def preparation():',
    '    return Pipeline([',
    ...body,
    '    ])',
  ].join('\n');
  return { helpers: [...new Set(helpers)], code };
}
