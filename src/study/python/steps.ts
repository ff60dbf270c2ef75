import { StudioError } from '../../engine/core/errors.ts';
import type { TransformerMeta } from '../../engine/core/transformer.ts';
import type { StepSpec } from '../schema.ts';
import { type Imports, keywords } from './call.ts';
import { nameList, text } from './literal.ts';

/** What scikit-learn must be told where its default is not what a step here means. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  'one-hot-encoder': ['sparse_output=False'],
  'log-transformer': ['np.log1p', 'feature_names_out="one-to-one"'],
};
/** Steps whose parameters exist only here. */
const OWN_PARAMS: readonly string[] = ['log-transformer'];

function transformerCode(step: StepSpec, meta: TransformerMeta, imports: Imports): string {
  if (step.type === 'drop-columns') return '"drop"';
  imports.add(meta.module, meta.name);
  const given = OWN_PARAMS.includes(step.type) ? [] : keywords(meta.params, step.params);
  const fixed = (ALWAYS[step.type] ?? []).filter((arg) => !given.some((g) => g.split('=')[0] === arg.split('=')[0]));
  return `${meta.name}(${[...fixed, ...given].join(', ')})`;
}

const ALL_OF: Readonly<Record<TransformerMeta['tags']['takes'], string>> = {
  number: 'make_column_selector(dtype_include="number")',
  category: 'make_column_selector(dtype_exclude="number")',
  any: 'make_column_selector()',
};

function columnsCode(step: StepSpec, meta: TransformerMeta): string {
  const named = step.params['columns'];
  return Array.isArray(named) && named.length > 0 ? nameList(named as readonly string[], '        ') : ALL_OF[meta.tags.takes];
}

/** The `preparation` function: the study's enabled steps in order, each on its own columns, the others passed on. */
export function stepsCode(steps: readonly StepSpec[], catalog: readonly TransformerMeta[], imports: Imports): string {
  imports.add('sklearn.pipeline', 'Pipeline');
  const enabled = steps.filter((step) => step.enabled);
  const body = enabled.map((step, i) => {
    const meta = catalog.find((m) => m.type === step.type);
    if (!meta) throw new StudioError('unsupported', `There is no step "${step.type}".`, { step: step.id });
    return `        (${text(`${i + 1} ${step.type}`)}, on(${columnsCode(step, meta)}, ${transformerCode(step, meta, imports)})),`;
  });
  if (enabled.length === 0) {
    return ['def preparation():', '    """The columns as they are."""', '    return Pipeline([("as it is", "passthrough")])'].join('\n');
  }
  imports.add('sklearn.compose', 'ColumnTransformer', ...(body.some((line) => line.includes('make_column_selector')) ? ['make_column_selector'] : []));
  return [
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
}
