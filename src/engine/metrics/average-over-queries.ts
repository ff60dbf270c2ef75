import type { Scored } from '../core/metric.ts';

/** The mean of what every query has, each query counting once; NaN without queries. Weights of rows have no part in it. */
export const averageOverQueries = (perQuery: (s: Scored) => Float64Array) => (s: Scored): number => {
  const values = perQuery(s);
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
};
