import type { Matrix } from '../../frame/matrix.ts';
import type { PredictContext } from '../core/algorithm.ts';
import { StudioError } from '../core/errors.ts';
import type { ParamsOf } from '../core/params.ts';
import { offerBlock } from './brute.ts';
import { type KdTree, buildKdTree, searchKdTree } from './kd-tree.ts';
import { fromReduced, powerOf } from './metric.ts';
import { NearestLists } from './nearest-list.ts';
import type { neighbourParams } from './params.ts';

/** The training rows as the models keep them. */
export type Neighbourhood = {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly X: Float64Array;
  readonly k: number;
  readonly byDistance: boolean;
  /** 1, 2, another power, or 0 for the largest difference (JSON knows no infinity). */
  readonly power: number;
  readonly tree: KdTree | null;
};

/** Rows × k: which training rows are nearest, closest first, and how much each one's answer counts. */
export interface Answer {
  readonly index: Int32Array;
  readonly weight: Float64Array;
}

/** A tree saves work while there are many rows for each column; above ten columns it visits nearly everything. */
const treePays = (rows: number, p: number): boolean => rows >= 400 && p <= 10;

export function neighbourhood(X: Matrix, params: ParamsOf<typeof neighbourParams>, owner: string): Neighbourhood {
  const { nNeighbors, weights, metric, p } = params;
  if (nNeighbors > X.rows) {
    throw new StudioError('param', `The "nNeighbors" parameter of ${owner} is ${nNeighbors}, and there are only ${X.rows} training rows. Lower it or train on more rows.`, { algorithm: owner, param: 'nNeighbors' });
  }
  const power = powerOf(metric, p);
  const width = X.columns.length;
  return {
    columns: X.columns,
    rows: X.rows,
    X: X.values.slice(),
    k: nNeighbors,
    byDistance: weights === 'distance',
    power: power === Infinity ? 0 : power,
    tree: treePays(X.rows, width) ? buildKdTree(X.values, X.rows, width) : null,
  };
}

const QUERIES = 64;

/** Exact nearest neighbours of every row of Q: k-d tree, or all distances in blocks that stay in the cache. Of equal distances the lower row wins. */
export async function nearest(state: Neighbourhood, Q: Matrix, ctx: PredictContext): Promise<Answer> {
  const p = state.columns.length;
  const power = state.power === 0 ? Infinity : state.power;
  const lists = new NearestLists(Q.rows, state.k);
  const block = Math.max(16, Math.floor(16_384 / p));
  await ctx.breathe();
  for (let first = 0; first < Q.rows; first += QUERIES) {
    await ctx.breathe();
    const last = Math.min(first + QUERIES, Q.rows);
    if (state.tree) {
      for (let q = first; q < last; q++) searchKdTree(state.tree, state.X, p, power, Q.values, q, lists, q);
      continue;
    }
    for (let from = 0; from < state.rows; from += block) {
      const to = Math.min(from + block, state.rows);
      for (let q = first; q < last; q++) offerBlock(state.X, from, to, p, power, Q.values, q, lists);
      await ctx.breathe();
    }
  }
  lists.sort();
  return { index: lists.index, weight: weightsOf(lists, state.byDistance, power) };
}

/** One each, or 1 / distance; where a training row lies exactly on the query, only such rows count. */
function weightsOf({ distance, k }: NearestLists, byDistance: boolean, power: number): Float64Array {
  const weight = new Float64Array(distance.length).fill(1);
  if (!byDistance) return weight;
  for (let base = 0; base < distance.length; base += k) {
    const exact = distance[base] === 0;
    for (let t = base; t < base + k; t++) {
      const d = distance[t]!;
      weight[t] = exact ? (d === 0 ? 1 : 0) : 1 / fromReduced(d, power);
    }
  }
  return weight;
}
