import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { countCategories, refuseUnknown } from '../../transformers-shared/categories.ts';
import { chosenCategories, ownOrigins, replaceCategories } from '../../transformers-shared/columns.ts';
import { encodeStrings, lowerColumns, takeColumns } from '../../transformers-shared/lowering.ts';
import { ordinalEncoder } from './meta.ts';

type State = {
  readonly columns: readonly { readonly name: string; readonly categories: readonly string[] }[];
  /** `null`: refuse. */
  readonly unknown: number | null;
  /** NaN: stays missing. */
  readonly missing: number;
};

const namesOf = (state: State): readonly string[] => state.columns.map((c) => c.name);

export const ordinalEncoderTransformer = defineTransformer<typeof ordinalEncoder, State>(ordinalEncoder, {
  fit(train, _y, params) {
    const columns = chosenCategories(train, params.columns, ordinalEncoder.name).map((column) => {
      const counted = countCategories(column).categories;
      const ordered = params.order === 'name' ? counted : counted.toSorted((a, b) => b.count - a.count);
      return { name: column.name, categories: ordered.map((c) => c.name) };
    });
    const unknown = params.handleUnknown === 'error' ? null : params.unknownValue;
    for (const [param, value] of [['unknownValue', unknown], ['encodedMissingValue', params.encodedMissingValue]] as const) {
      const clash = value === null || value < 0 ? undefined : columns.find((c) => value < c.categories.length);
      if (clash) throw new StudioError('param', `"${param}" is ${value}, which already stands for a category of "${clash.name}". Choose a negative number, or one of at least ${clash.categories.length}.`, { step: ordinalEncoder.name, param });
    }
    return { columns, unknown, missing: params.encodedMissingValue ?? Number.NaN };
  },
  transform: (state, X) =>
    replaceCategories(X, namesOf(state), ordinalEncoder.name, (column, place) => {
      const known = new Map(state.columns[place]!.categories.map((name, code) => [name, code]));
      if (state.unknown === null) refuseUnknown(column, known, ordinalEncoder.name);
      const table = column.categories.map((name) => known.get(name) ?? state.unknown ?? Number.NaN);
      return [{ kind: 'number', name: column.name, values: Float64Array.from(column.codes, (code) => (code < 0 ? state.missing : table[code]!)) }];
    }),
  /** A graph cannot refuse: an unknown category becomes NaN there when it is to be refused. */
  lower: (state, graph, X) =>
    lowerColumns(graph, X, 'category', namesOf(state), (block, places) =>
      places.map((place, j) => {
        const { name, categories } = state.columns[place]!;
        const one = takeColumns(graph, block, [j]);
        // Category codes, then the code of what is missing, then the one of what is unknown: a place each in a table of doubles.
        const codes = encodeStrings(graph, one.value, [...categories, ''], [...categories.keys(), categories.length], categories.length + 1);
        const table = graph.doubles('codes', [...categories.keys(), state.missing, state.unknown ?? Number.NaN]);
        return { kind: 'number', columns: [name], value: graph.op('Gather', [table, codes]) };
      })),
  origins: (state) => ownOrigins(namesOf(state)),
});
