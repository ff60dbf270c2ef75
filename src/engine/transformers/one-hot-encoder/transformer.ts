import type { FeatureColumn } from '../../../frame/features.ts';
import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { refuseMissing, refuseUnknown } from '../../transformers-shared/categories.ts';
import { type CategoryColumn, chosenCategories, replaceCategories } from '../../transformers-shared/columns.ts';
import { CAST, encodeStrings, lowerColumns, takeColumns } from '../../transformers-shared/lowering.ts';
import { oneHotEncoder } from './meta.ts';
import { type Slots, slotsOf } from './slots.ts';

type State = { readonly columns: readonly Slots[] };

/** Numbers a step may make of one table: 2 GB. */
const MOST_VALUES = 250_000_000;

const namesOf = (state: State): readonly string[] => state.columns.map((c) => c.name);

function refuseWidth(columns: readonly Slots[], rows: number): void {
  const width = columns.reduce((n, c) => n + c.outputs.length, 0);
  if (width * rows <= MOST_VALUES) return;
  const widest = columns.reduce((a, b) => (b.outputs.length > a.outputs.length ? b : a));
  throw new StudioError('limit', `One-hot encoding would make ${width.toLocaleString('en')} columns of ${rows.toLocaleString('en')} rows, more than fits in memory. "${widest.name}" alone has ${widest.outputs.length.toLocaleString('en')} categories: set "maxCategories", or encode it with OrdinalEncoder.`, {
    step: oneHotEncoder.name, param: 'maxCategories', column: widest.name,
  });
}

function encode(column: CategoryColumn, learnt: Slots): readonly FeatureColumn[] {
  const known = new Map(learnt.categories.map((name, k) => [name, learnt.slots[k]!]));
  if (learnt.unknown === null) refuseUnknown(column, known, oneHotEncoder.name);
  const missing = learnt.missing ?? learnt.unknown;
  if (missing === null) refuseMissing(column, oneHotEncoder.name);
  const slotOfCode = column.categories.map((name) => known.get(name) ?? learnt.unknown ?? -1);
  const values = learnt.outputs.map(() => new Float64Array(column.codes.length));
  column.codes.forEach((code, i) => {
    const slot = code < 0 ? (missing ?? -1) : slotOfCode[code]!;
    if (slot >= 0) values[slot]![i] = 1;
  });
  return learnt.outputs.map((name, k) => ({ kind: 'number', name, values: values[k]! }));
}

export const oneHotEncoderTransformer = defineTransformer<typeof oneHotEncoder, State>(oneHotEncoder, {
  fit(train, _y, params) {
    const chosen = chosenCategories(train, params.columns, oneHotEncoder.name);
    const replaced = new Set(chosen.map((c) => c.name));
    const taken = new Set(train.columns.map((c) => c.name).filter((name) => !replaced.has(name)));
    const columns = chosen.map((column) => slotsOf(column, params, taken));
    refuseWidth(columns, train.rows);
    return { columns };
  },
  transform(state, X) {
    refuseWidth(state.columns, X.rows);
    return replaceCategories(X, namesOf(state), oneHotEncoder.name, (column, place) => encode(column, state.columns[place]!));
  },
  /** A graph cannot refuse: an unknown category becomes all 0 there when it is to be refused. */
  lower: (state, graph, X) =>
    lowerColumns(graph, X, 'category', namesOf(state), (block, places) =>
      places.flatMap((place, j) => {
        const { categories, slots, outputs, missing, unknown } = state.columns[place]!;
        if (outputs.length === 0) return [];
        const one = takeColumns(graph, block, [j]);
        const codes = encodeStrings(graph, one.value, [...categories, ''], [...slots, missing ?? unknown ?? -1], unknown ?? -1);
        const own = graph.int64s('slots', [...outputs.keys()], [1, outputs.length]);
        return [{ kind: 'number', columns: outputs, value: graph.op('Cast', [graph.op('Equal', [codes, own])], { to: CAST.float64 }) }];
      })),
  origins: (state) => Object.fromEntries(state.columns.flatMap((c) => c.outputs.map((output) => [output, c.name]))),
});
