import { defineTransformer } from '../../core/transformer.ts';
import { chosenColumns, replaceColumns } from '../../transformers-shared/columns.ts';
import { partBlock } from '../../transformers-shared/lowering.ts';
import { dropColumns } from './meta.ts';

type State = { readonly columns: readonly string[] };

export const dropColumnsTransformer = defineTransformer<typeof dropColumns, State>(dropColumns, {
  fit: (train, _y, { columns }) => ({ columns: columns.length === 0 ? [] : chosenColumns(train, columns, 'any', dropColumns.name).map((c) => c.name) }),
  transform: ({ columns }, X) => replaceColumns(X, columns, dropColumns.name, () => []),
  lower: ({ columns }, graph, X) =>
    X.flatMap((block) => {
      const { rest } = partBlock(graph, block, columns);
      return rest === null ? [] : [rest];
    }),
  origins: () => ({}),
});
