import * as rows from '../../../metrics/queries.ts';

/** Rows by query, with what objectives ask besides. */
export interface Queries extends rows.Queries {
  readonly count: number;
  /** Rows of the longest query. */
  readonly longest: number;
}

/** `groups`: the query of every row; queries without rows are left out. */
export function queriesOf(groups: Int32Array): Queries {
  const queries = rows.queriesOf(groups);
  const { starts } = queries;
  const count = starts.length - 1;
  let longest = 0;
  for (let q = 0; q < count; q++) longest = Math.max(longest, starts[q + 1]! - starts[q]!);
  return { ...queries, count, longest };
}

/** Places 0 … values.length − 1 by falling value, equal ones in the order given. */
export const byFalling = (values: Float64Array): Int32Array => Int32Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);

/** 1 / log2(place + 2). */
export const discounts = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => 1 / Math.log2(i + 2));

/** 2^label − 1, or the label itself. */
export const gainOf = (label: number, exponential: boolean): number => (exponential ? 2 ** label - 1 : label);

/** The best DCG that the first `k` places of a query can have; 0 where nothing is relevant. */
export function bestDcg(labels: Float64Array, k: number, exponential: boolean): number {
  const sorted = labels.slice().sort().reverse();
  let sum = 0;
  for (let i = 0; i < Math.min(k, sorted.length); i++) sum += gainOf(sorted[i]!, exponential) / Math.log2(i + 2);
  return sum;
}
