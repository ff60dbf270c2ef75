import { StudioError } from '../../core/errors.ts';
import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins } from '../../transformers-shared/columns.ts';
import { lowerNumbers } from '../../transformers-shared/lowering.ts';
import { logTransformer } from './meta.ts';

type State = { readonly columns: readonly string[]; readonly signed: boolean };

function refuseNegative(values: Float64Array, name: string): void {
  const row = values.findIndex((v) => v < 0);
  if (row < 0) return;
  throw new StudioError('data', `The logarithm of "${name}" is not defined for negative values, and row ${row + 1} has ${values[row]}. Switch "signed" on, or leave this column out.`, {
    step: logTransformer.name, column: name, row, param: 'signed',
  });
}

export const logTransformerTransformer = defineTransformer<typeof logTransformer, State>(logTransformer, {
  fit(train, _y, { columns, signed }) {
    const chosen = chosenNumbers(train, columns, logTransformer.name);
    if (!signed) for (const c of chosen) refuseNegative(c.values, c.name);
    return { columns: chosen.map((c) => c.name), signed };
  },
  transform: ({ columns, signed }, X) =>
    mapNumbers(X, columns, logTransformer.name, (values, _k, name) => {
      if (signed) return values.map((v) => Math.sign(v) * Math.log1p(Math.abs(v)));
      refuseNegative(values, name);
      return values.map(Math.log1p);
    }),
  /** A graph cannot refuse: negative values become NaN there. */
  lower: ({ columns, signed }, graph, X) =>
    lowerNumbers(graph, X, columns, (value) => {
      const log1p = graph.op('Log', [graph.op('Add', [graph.op('Abs', [value]), graph.doubles('one', [1])])]);
      if (signed) return graph.op('Mul', [graph.op('Sign', [value]), log1p]);
      return graph.op('Where', [graph.op('Less', [value, graph.doubles('zero', [0])]), graph.doubles('nan', [Number.NaN]), log1p]);
    }),
  origins: ({ columns }) => ownOrigins(columns),
});
