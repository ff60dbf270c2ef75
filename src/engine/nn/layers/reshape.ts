import { ints } from '../../core/params.ts';
import { defineLayer, Misfit, needAny, shapeText, sizeOf } from './shared/kind.ts';

export const reshape = defineLayer({
  kind: 'reshape',
  summary: 'The same numbers in other sides.',
  fields: { targetShape: ints([-1], { min: -1, maxLength: 3, help: 'The sides of a row; one may be −1: whatever is left.' }) },
  positional: ['targetShape'],
  inputs: [1, 1],
  keras: 'Reshape',
  shape(layer, inputs) {
    const size = sizeOf(needAny(inputs));
    const { targetShape } = layer;
    const open = targetShape.filter((n) => n === -1).length;
    const given = sizeOf(targetShape.filter((n) => n !== -1));
    if (targetShape.length === 0 || open > 1 || targetShape.includes(0)) throw new Misfit(`its target shape ${shapeText(targetShape)} needs sides of at least 1, of which at most one may be −1.`);
    const shape = targetShape.map((n) => (n === -1 ? size / given : n));
    if (sizeOf(shape) !== size || !shape.every(Number.isInteger)) throw new Misfit(`the ${size} numbers of ${shapeText(inputs[0]!)} do not make ${shapeText(targetShape)}.`);
    return shape;
  },
  weights: () => [],
  work: () => 0,
});
