/** Rows by query: those of query q are `rows[starts[q]] … rows[starts[q + 1] − 1]`, in the order they came. */
export interface Queries {
  readonly rows: Uint32Array;
  readonly starts: Uint32Array;
}

/** Rows put together by query, in the order of the queries' numbers; numbers without rows are left out. */
export function queriesOf(groups: Int32Array): Queries {
  const most = groups.reduce((a, b) => Math.max(a, b), -1);
  const counts = new Uint32Array(most + 2);
  for (const q of groups) counts[q + 1]!++;
  for (let q = 0; q <= most; q++) counts[q + 1]! += counts[q]!;
  const next = counts.slice();
  const rows = new Uint32Array(groups.length);
  groups.forEach((q, i) => { rows[next[q]!++] = i; });
  const starts = counts.filter((start, q) => q === counts.length - 1 || counts[q + 1] !== start);
  return { rows, starts };
}

/** Rows of one query from the highest score to the lowest; equal scores stay in the order they came, as in LightGBM and XGBoost. NaN comes last. */
export function inOrder(rows: Uint32Array, score: Float64Array): Uint32Array {
  const key = (row: number): number => (Number.isNaN(score[row]!) ? Number.NEGATIVE_INFINITY : score[row]!);
  return rows.slice().sort((a, b) => (key(b) > key(a) ? 1 : key(b) < key(a) ? -1 : 0));
}

/** One number a query, from its rows; in the order of the queries' numbers. */
export function ofQueries(groups: Int32Array, of: (rows: Uint32Array) => number): Float64Array {
  const { rows, starts } = queriesOf(groups);
  return Float64Array.from({ length: starts.length - 1 }, (_, q) => of(rows.subarray(starts[q], starts[q + 1])));
}
