import { queriesOf } from '../../../../metrics/queries.ts';
import { StudioError } from '../../../../core/errors.ts';
import { type Loss, type Target, emptySums, weightOf } from '../loss.ts';

/** The rows of every query, in the order they came. */
export function queryRows({ groups }: Target): readonly Uint32Array[] {
  if (!groups) throw new StudioError('internal', 'A loss of rankings was made without queries.');
  const { rows, starts } = queriesOf(groups);
  return Array.from({ length: starts.length - 1 }, (_, q) => rows.subarray(starts[q], starts[q + 1]));
}

/** What a query weighs: the mean weight of its rows. */
export function queryWeight({ weight }: Target, rows: Uint32Array): number {
  if (weight === null) return 1;
  let sum = 0;
  for (const row of rows) sum += weight[row]!;
  return Math.fround(sum / rows.length);
}

/** Fills the first and second derivatives of −loss of a query's rows, times their weights, and returns its loss. Arrays are by row; `scores` sums of trees, or e to that. */
export type QueryFunction = (query: number, rows: Uint32Array, scores: Float64Array, der: Float64Array, der2: Float64Array) => number;

/** A loss of one output that looks at the rows of a query together. Queries with a row that is not among the first `count` are left out. */
export function queryLoss(target: Target, one: QueryFunction, rest: Partial<Loss> = {}): Loss {
  const queries = target.y.length === 0 ? [] : queryRows(target);
  const exp = rest.exp ?? false;
  const scratch = new Float64Array(target.y.length);
  const each = (scores: Float64Array, count: number, der: Float64Array): number => {
    let loss = 0;
    queries.forEach((rows, q) => { if (rows.at(-1)! < count) loss += one(q, rows, scores, der, scratch); });
    return loss;
  };
  return {
    outputs: 1, exp, link: 'identity', fullHessian: false, exact: null, start: null,
    gradient: ([state], count, [der]) => void each(state!, count, der!),
    leafSums([state], count, leafOf, leaves, shift) {
      const by = exp ? shift.map(Math.exp) : shift;
      const moved = Float64Array.from({ length: count }, (_, i) => (exp ? state![i]! * by[leafOf[i]!]! : state![i]! + by[leafOf[i]!]!));
      const ders = new Float64Array(count);
      const loss = each(moved, count, ders);
      const { der, der2, weight } = emptySums(leaves, 1, 1);
      const pairs = rest.pairs?.weight ?? null;
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        der[leaf]! += ders[i]!;
        der2[leaf]! += scratch[i]!;
        weight[leaf]! += pairs === null ? weightOf(target, i) : pairs[i]!;
      }
      return { der, der2, weight, loss };
    },
    total: ([state], count) => each(state!, count, new Float64Array(count)),
    ...rest,
  };
}
