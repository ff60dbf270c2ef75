import { random as kernel, RANDOM } from '../../../kernels/twins/neural/random.ts';
import type { randomOp } from '../../graph/ops/random.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges } from '../lowering.ts';

/** Additions that a random number takes, about. */
const COST = 30;

export const random: Lowering<Parameters<typeof randomOp.infer>[1]> = ({ attrs: { name, stream, first, second }, outputs }, threads) => {
  const n = sizeOf(outputs[0]!.shape);
  return {
    constants: Float32Array.of(first, second),
    steps: ({ outputs: [y], constants, state }) => [{ kernel, calls: ranges(n, n * COST, threads, 16).map(([from, to]) => [from, to, RANDOM[name], stream, state, constants, y!]) }],
  };
};
