import type { Build, Operator, Shape, Value } from '../graph.ts';

/**
 * Random numbers, other ones in each step: `uniform` over first … first + second, `normal` with mean first and deviation second, `mask`
 * 0 with probability first, else second. `stream` tells the draws of one graph apart.
 */
type RandomAttrs = { readonly name: 'uniform' | 'normal' | 'mask'; readonly shape: readonly number[]; readonly stream: number; readonly first: number; readonly second: number };

export const randomOp: Operator<RandomAttrs> = { name: 'random', infer: (_, { shape }) => [shape], backward: null };

export const random = (b: Build, name: RandomAttrs['name'], shape: Shape, stream: number, first: number, second: number): Value =>
  b.apply(randomOp, [], { name, shape, stream, first, second })[0]!;
