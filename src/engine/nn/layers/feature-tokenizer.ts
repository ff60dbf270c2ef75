import { bool, int } from '../../core/params.ts';
import { defineLayer, free, sizeOf } from './shared/kind.ts';
import { checkTable, tableFields } from './shared/table.ts';

/** Gorishniy et al. 2021, "Revisiting deep learning models for tabular data", 3.3. */
export const featureTokenizer = defineLayer({
  kind: 'featureTokenizer',
  summary: 'Every column of a table becomes a token: numbers times a learned row, categories as learned rows. For transformers over tables.',
  fields: {
    ...tableFields,
    outputDim: int(32, { min: 1, max: 100_000, help: 'Numbers of a token.' }),
    cls: bool(true, { help: 'A learned token before the others, whose last state is what the row is judged by.' }),
  },
  positional: ['outputDim'],
  inputs: [1, 1],
  keras: null,
  shape(layer, inputs) {
    checkTable(layer, inputs);
    return [layer.numeric + layer.cardinalities.length + Number(layer.cls), layer.outputDim];
  },
  weights({ numeric, cardinalities, outputDim, cls }) {
    const ids = cardinalities.reduce((a, b) => a + b, 0);
    return [
      ...(cls ? [free('cls', [1, outputDim], 'token_uniform')] : []),
      ...(numeric > 0 ? [free('weight', [numeric, outputDim], 'token_uniform')] : []),
      ...(ids > 0 ? [free('embeddings', [ids, outputDim], 'token_uniform')] : []),
      free('bias', [numeric + cardinalities.length, outputDim], 'token_uniform'),
    ];
  },
  work: (_, __, output) => sizeOf(output),
});
