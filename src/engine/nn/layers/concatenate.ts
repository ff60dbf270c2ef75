import { int } from '../../core/params.ts';
import { defineLayer, Misfit, type Shape, shapeText } from './shared/kind.ts';

/** The side that `axis` means, of one row; Keras counts the batch as 0. Throws Misfit. */
export function sideOf(axis: number, rank: number): number {
  const side = axis < 0 ? rank + axis : axis - 1;
  if (side < 0 || side >= rank) throw new Misfit(`its axis ${axis} is not one of the ${rank} sides that reach it: 1 to ${rank}, or −1 for the last.`);
  return side;
}

export const concatenate = defineLayer({
  kind: 'concatenate',
  summary: 'Puts its inputs side by side.',
  fields: { axis: int(-1, { min: -8, max: 8, help: 'Along which side: 1 for the first, −1 for the last.' }) },
  positional: ['axis'],
  inputs: [2, 64],
  keras: 'Concatenate',
  shape(layer, inputs) {
    const first = inputs[0]!;
    const side = sideOf(layer.axis, first.length);
    const alike = (shape: Shape): boolean => shape.length === first.length && shape.every((n, i) => i === side || n === first[i]);
    if (!inputs.every(alike)) throw new Misfit(`its inputs must be alike but for side ${side + 1}, and are ${inputs.map(shapeText).join(' and ')}.`);
    return first.map((n, i) => (i === side ? inputs.reduce((sum, shape) => sum + shape[i]!, 0) : n));
  },
  weights: () => [],
  work: () => 0,
});
