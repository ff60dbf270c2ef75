import { ints } from '../../core/params.ts';
import { defineLayer, Misfit, needAny } from './shared/kind.ts';

export const permute = defineLayer({
  kind: 'permute',
  summary: 'The sides in another order.',
  fields: { dims: ints([2, 1], { min: 1, maxLength: 3, help: 'Which side comes first, second, …; 1 is the first.' }) },
  positional: ['dims'],
  inputs: [1, 1],
  keras: 'Permute',
  shape(layer, inputs) {
    const shape = needAny(inputs);
    if (layer.dims.length !== shape.length || !shape.every((_, i) => layer.dims.includes(i + 1))) {
      throw new Misfit(`its order ${layer.dims.join(', ')} must name each of the ${shape.length} sides that reach it once.`);
    }
    return layer.dims.map((d) => shape[d - 1]!);
  },
  weights: () => [],
  work: () => 0,
});
