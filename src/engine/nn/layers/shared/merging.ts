import { defineLayer, type LayerKind, Misfit, type Shape, shapeText, sizeOf } from './kind.ts';

/** The common shape of values that are merged number by number; sides of 1 are spread. Throws Misfit. */
export function mergedShape(inputs: readonly Shape[]): Shape {
  const [first, ...rest] = inputs;
  return rest.reduce((a, b) => {
    if (a.length !== b.length || a.some((side, i) => side !== b[i] && side !== 1 && b[i] !== 1)) {
      throw new Misfit(`it merges values of the same shape (sides of 1 are spread) and gets ${inputs.map(shapeText).join(' and ')}; make them alike with a dense layer, a reshape or padding "same".`);
    }
    return a.map((side, i) => (side === 1 ? b[i]! : side));
  }, first!);
}

/** Merges values number by number. */
export const merging = <const K extends string>(kind: K, summary: string, keras: string, inputs: readonly [number, number] = [2, 64]): LayerKind<K, Readonly<Record<never, never>>> => defineLayer({
  kind, summary, keras, inputs,
  fields: {},
  positional: [],
  shape: (_, shapes) => mergedShape(shapes),
  weights: () => [],
  work: (_, shapes, output) => (shapes.length - 1) * sizeOf(output),
});
