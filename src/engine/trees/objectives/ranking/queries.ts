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

/** Places 0 … values.length − 1 by falling value, equal ones in the order given. Merging runs: far quicker than sorting by a comparison, and done for every query in every round. */
export function byFalling(values: Float64Array): Int32Array {
  const n = values.length;
  let from = new Int32Array(n);
  let to = new Int32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  for (let width = 1; width < n; width *= 2) {
    for (let low = 0; low < n; low += 2 * width) {
      const middle = Math.min(low + width, n);
      const high = Math.min(low + 2 * width, n);
      let [a, b] = [low, middle];
      for (let at = low; at < high; at++) {
        const first = a < middle && (b >= high || values[from[a]!]! >= values[from[b]!]!);
        to[at] = first ? from[a++]! : from[b++]!;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

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
