import { ints } from '../../core/params.ts';
import { defineLayer, free, Misfit } from './shared/kind.ts';
import { checkTable, tableFields } from './shared/table.ts';

/** Numbers for a category of so many, where none are given: 1.6 · n^0.56, at most 600. */
export const usualDim = (categories: number): number => Math.max(1, Math.min(600, Math.round(1.6 * categories ** 0.56)));

export const entityEmbedding = defineLayer({
  kind: 'entityEmbedding',
  summary: 'Categories of a table become learned rows of numbers beside its columns of numbers.',
  fields: {
    ...tableFields,
    outputDims: ints([], { min: 1, maxLength: 10_000, help: 'Numbers for each column of categories. Empty: by how many categories it has.' }),
  },
  positional: [],
  inputs: [1, 1],
  keras: null,
  shape(layer, inputs) {
    checkTable(layer, inputs);
    if (layer.outputDims.length > 0 && layer.outputDims.length !== layer.cardinalities.length) throw new Misfit(`it has ${layer.cardinalities.length} columns of categories and ${layer.outputDims.length} output dims; give one for each, or none.`);
    return [entityDims(layer).reduce((a, b) => a + b, layer.numeric)];
  },
  weights: (layer) => entityDims(layer).map((dim, i) => free(`embeddings_${i + 1}`, [layer.cardinalities[i]!, dim], 'random_uniform')),
  work: () => 0,
});

export const entityDims = (layer: { readonly cardinalities: readonly number[]; readonly outputDims: readonly number[] }): readonly number[] =>
  (layer.outputDims.length > 0 ? layer.outputDims : layer.cardinalities.map(usualDim));
