import type { GradientPair, Objective } from '../objective.ts';
import type { Queries } from './queries.ts';

/** Fills the derivatives of one query's rows, which are zero before. */
export type FillQuery = (rows: Uint32Array, score: Float64Array, pair: GradientPair, query: number, round: number) => void;

/** An objective whose rows matter to the others of their query alone. */
export const byQuery = (name: string, metric: string, queries: Queries, fill: FillQuery): Objective => ({
  name, outputs: 1, link: 'identity', metric, base: Float64Array.of(0), kernel: null, renew: null, idle: null,
  gradients: ([score], [pair], round) => {
    pair!.gradient.fill(0);
    pair!.hessian.fill(0);
    for (let q = 0; q < queries.count; q++) fill(queries.rows.subarray(queries.starts[q], queries.starts[q + 1]), score!, pair!, q, round);
  },
});

/** What a pair in one order asks of its two rows: `g` lifts the first and lowers the other. */
export function push({ gradient, hessian }: GradientPair, up: number, down: number, g: number, h: number): void {
  gradient[up]! += g;
  gradient[down]! -= g;
  hessian[up]! += h;
  hessian[down]! += h;
}
