import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { countCategories, refuseMissing, refuseUnknown } from '../../transformers-shared/categories.ts';
import { chosenCategories, ownOrigins, replaceCategories } from '../../transformers-shared/columns.ts';
import { encodeStrings, lowerColumns, takeColumns } from '../../transformers-shared/lowering.ts';
import { ordinalEncoder } from './meta.ts';

type State = {
  readonly columns: readonly {
    readonly name: string;
    readonly categories: readonly string[];
    /** Number of a missing value (NaN: stays missing); as for unknown ones where training saw no missing value. */
    readonly missing: number | null;
  }[];
  /** Number of an unknown category; `null` refuses it. */
  readonly unknown: number | null;
};

const namesOf = (state: State): readonly string[] => state.columns.map((c) => c.name);

export const ordinalEncoderTransformer = defineTransformer<typeof ordinalEncoder, State>(ordinalEncoder, {
  fit(train, _y, params) {
    const unknown = params.handleUnknown === 'error' ? null : params.unknownValue;
    const columns = chosenCategories(train, params.columns, ordinalEncoder.name).map((column) => {
      const { categories, missing } = countCategories(column);
      const ordered = params.order === 'name' ? categories : categories.toSorted((a, b) => b.count - a.count);
      return { name: column.name, categories: ordered.map((c) => c.name), missing: missing > 0 ? (params.encodedMissingValue ?? Number.NaN) : unknown };
    });
    for (const [param, value] of [['unknownValue', unknown], ['encodedMissingValue', params.encodedMissingValue]] as const) {
      const clash = value === null || value < 0 ? undefined : columns.find((c) => value < c.categories.length);
      if (clash) throw new StudioError('param', `"${param}" is ${value}, which already stands for a category of "${clash.name}". Choose a negative number, or one of at least ${clash.categories.length}.`, { step: ordinalEncoder.name, param });
    }
    return { columns, unknown };
  },
  transform: (state, X) =>
    replaceCategories(X, namesOf(state), ordinalEncoder.name, (column, place) => {
      const { categories, missing } = state.columns[place]!;
      const known = new Map(categories.map((name, code) => [name, code]));
      if (state.unknown === null) refuseUnknown(column, known, ordinalEncoder.name);
      if (missing === null) refuseMissing(column, ordinalEncoder.name);
      const table = column.categories.map((name) => known.get(name) ?? state.unknown ?? Number.NaN);
      return [{ kind: 'number', name: column.name, values: Float64Array.from(column.codes, (code) => (code < 0 ? (missing ?? Number.NaN) : table[code]!)) }];
    }),
  /** A graph cannot refuse: an unknown category becomes NaN there when it is to be refused. */
  lower: (state, graph, X) =>
    lowerColumns(graph, X, 'category', namesOf(state), (block, places) =>
      places.map((place, j) => {
        const { name, categories, missing } = state.columns[place]!;
        const one = takeColumns(graph, block, [j]);
        // Category codes, then the code of what is missing, then the one of what is unknown: a place each in a table of doubles.
        const codes = encodeStrings(graph, one.value, [...categories, ''], [...categories.keys(), categories.length], categories.length + 1);
        const table = graph.doubles('codes', [...categories.keys(), missing ?? Number.NaN, state.unknown ?? Number.NaN]);
        return { kind: 'number', columns: [name], value: graph.op('Gather', [table, codes]) };
      })),
  origins: (state) => ownOrigins(namesOf(state)),
});
