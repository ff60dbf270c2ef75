import type { FeatureColumn } from '../../../frame/features.ts';
import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { chosenColumns, freeName, replaceColumns } from '../../transformers-shared/columns.ts';
import { categoryFill, type Fill, hasMissing, isMissing, numberFill } from './fill.ts';
import { lowerFills } from './lower.ts';
import { simpleImputer } from './meta.ts';

type State = { readonly fills: readonly Fill[] };

function fillColumn(column: FeatureColumn, fill: Fill): FeatureColumn {
  if (column.kind === 'number' && fill.kind === 'number') {
    const value = fill.value ?? Number.NaN;
    return { ...column, values: column.values.map((v) => (Number.isNaN(v) ? value : v)) };
  }
  if (column.kind !== 'category' || fill.kind !== 'category' || fill.value === null) {
    throw new StudioError('data', `SimpleImputer learnt "${column.name}" as a ${fill.kind} column, and now it is a ${column.kind} column. Give it the type it had in training.`, { step: simpleImputer.name, column: column.name });
  }
  const at = column.categories.indexOf(fill.value);
  const code = at < 0 ? column.categories.length : at;
  return { ...column, categories: at < 0 ? [...column.categories, fill.value] : column.categories, codes: column.codes.map((c) => (c < 0 ? code : c)) };
}

export const simpleImputerTransformer = defineTransformer<typeof simpleImputer, State>(simpleImputer, {
  fit(train, _y, { columns, strategy, fillValue, addIndicator, keepEmptyFeatures }) {
    const takes = strategy === 'mean' || strategy === 'median' ? 'number' : 'any';
    const taken = new Set(train.columns.map((c) => c.name));
    const fills = chosenColumns(train, columns, takes, `SimpleImputer with the ${strategy}`).map((column): Fill => {
      const indicator = addIndicator && hasMissing(column) ? freeName(`missingindicator_${column.name}`, taken) : null;
      return column.kind === 'number'
        ? { kind: 'number', name: column.name, indicator, value: numberFill(column, strategy, fillValue, keepEmptyFeatures) }
        : { kind: 'category', name: column.name, indicator, value: categoryFill(column, strategy, fillValue, keepEmptyFeatures) };
    });
    return { fills };
  },
  transform: ({ fills }, X) =>
    replaceColumns(X, fills.map((f) => f.name), simpleImputer.name, (column, place) => {
      const fill = fills[place]!;
      const filled = fill.value === null ? [] : [fillColumn(column, fill)];
      if (fill.indicator === null) return filled;
      return [...filled, { kind: 'number', name: fill.indicator, values: Float64Array.from({ length: X.rows }, (_, i) => (isMissing(column, i) ? 1 : 0)) }];
    }),
  lower: ({ fills }, graph, X) => lowerFills(fills, graph, X),
  origins: ({ fills }) =>
    Object.fromEntries(fills.flatMap((f) => [...(f.value === null ? [] : [[f.name, f.name]]), ...(f.indicator === null ? [] : [[f.indicator, f.name]])])),
});
