/** Rows by query: query q has rows[starts[q]] … rows[starts[q + 1] − 1], in the order of the data. */
export interface Queries {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly count: number;
  /** Rows of the longest query. */
  readonly longest: number;
}

/** `groups`: the query of every row; queries without rows are left out. */
export function queriesOf(groups: Int32Array): Queries {
  const sizes = new Map<number, number>();
  for (const g of groups) sizes.set(g, (sizes.get(g) ?? 0) + 1);
  const ids = [...sizes.keys()].sort((a, b) => a - b);
  const starts = new Int32Array(ids.length + 1);
  ids.forEach((id, q) => { starts[q + 1] = starts[q]! + sizes.get(id)!; });
  const next = new Map(ids.map((id, q) => [id, starts[q]!]));
  const rows = new Int32Array(groups.length);
  groups.forEach((g, row) => {
    const at = next.get(g)!;
    rows[at] = row;
    next.set(g, at + 1);
  });
  return { starts, rows, count: ids.length, longest: Math.max(0, ...sizes.values()) };
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
