import { bool, float, int, nullable } from '../../core/params.ts';
import { kernelInitializer, useBias } from './shared/fields.ts';
import { defineLayer, free, kernel, Misfit, needRank, type Shape, shapeText, type WeightSpec } from './shared/kind.ts';

/** Query, value, key: Keras' order. One input is all three, two are query and value. */
export const attentionInputs = (inputs: readonly Shape[]): { readonly query: Shape; readonly value: Shape; readonly key: Shape } =>
  ({ query: inputs[0]!, value: inputs[1] ?? inputs[0]!, key: inputs[2] ?? inputs[1] ?? inputs[0]! });

export const multiHeadAttention = defineLayer({
  kind: 'multiHeadAttention',
  summary: 'Every step looks at all others and takes what fits: query, value and key (one input: all three).',
  fields: {
    numHeads: int(4, { min: 1, max: 1024, help: 'Looks at once, each with weights of its own.' }),
    keyDim: int(16, { min: 1, max: 100_000, help: 'Numbers of a query and a key in each head.' }),
    valueDim: nullable(int(16, { min: 1, max: 100_000, help: 'Numbers of a value in each head. Empty: as of a key.' })),
    dropout: float(0, { min: 0, below: 1, help: 'Share of the looks switched off at random while training.' }),
    causal: bool(false, { python: null, help: 'No step looks at a later one: for text that is written on.' }),
    useBias,
    outputDim: nullable(int(64, { min: 1, max: 1_000_000, python: 'output_shape', help: 'Numbers that come out of each step. Empty: as many as of a query.' })),
    kernelInitializer,
  },
  positional: ['numHeads', 'keyDim'],
  inputs: [1, 3],
  keras: 'MultiHeadAttention',
  shape(layer, inputs) {
    for (const [i, shape] of inputs.entries()) needRank([shape], 2, `that of its ${['query', 'value', 'key'][i]!} is not one`);
    const { query, value, key } = attentionInputs(inputs);
    if (value[0] !== key[0]) throw new Misfit(`its values and keys must have the same number of steps; they are ${shapeText(value)} and ${shapeText(key)}.`);
    return [query[0]!, layer.outputDim ?? query[1]!];
  },
  weights(layer, inputs) {
    const { query, value, key } = attentionInputs(inputs);
    const valueDim = layer.valueDim ?? layer.keyDim;
    const into = (name: string, from: number, dim: number): readonly WeightSpec[] => [
      kernel(`${name}/kernel`, [from, layer.numHeads, dim], layer.kernelInitializer),
      ...(layer.useBias ? [free(`${name}/bias`, [layer.numHeads, dim], 'zeros')] : []),
    ];
    const out = layer.outputDim ?? query[1]!;
    return [
      ...into('query', query[1]!, layer.keyDim), ...into('key', key[1]!, layer.keyDim), ...into('value', value[1]!, valueDim),
      kernel('attention_output/kernel', [layer.numHeads, valueDim, out], layer.kernelInitializer),
      ...(layer.useBias ? [free('attention_output/bias', [out], 'zeros')] : []),
    ];
  },
  work(layer, inputs, output) {
    const { query, value, key } = attentionInputs(inputs);
    const valueDim = layer.valueDim ?? layer.keyDim;
    const looks = query[0]! * key[0]! * (layer.keyDim + valueDim);
    const projections = query[0]! * query[1]! * layer.keyDim + key[0]! * key[1]! * layer.keyDim + value[0]! * value[1]! * valueDim + query[0]! * valueDim * output[1]!;
    return layer.numHeads * (projections + looks);
  },
  kept(layer, inputs) {
    const { query, key } = attentionInputs(inputs);
    const valueDim = layer.valueDim ?? layer.keyDim;
    return layer.numHeads * ((query[0]! + key[0]!) * (layer.keyDim + valueDim) + query[0]! * key[0]! * (layer.dropout > 0 ? 2 : 1));
  },
});
