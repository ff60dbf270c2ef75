import type { Metric, Scored } from '../core/metric.ts';
import { averageOverQueries } from './average-over-queries.ts';
import { RELEVANT } from './map-of.ts';
import { inOrder, ofQueries } from './queries.ts';

const perQuery = (s: Scored): Float64Array => ofQueries(s.groups ?? new Int32Array(s.yTrue.length), (rows) => {
  const place = inOrder(rows, s.yPred).findIndex((row) => s.yTrue[row]! > RELEVANT);
  return place < 0 ? 0 : 1 / (place + 1);
});

export const mrr: Metric = {
  type: 'mrr',
  name: 'MRR',
  python: 'tablab.mean_reciprocal_rank',
  help: 'Mean reciprocal rank: 1 where the first row of a query is relevant, ½ where the second is the first that is, and so on; 0 where none is.',
  tasks: ['ranking'],
  needs: 'labels',
  better: 'higher',
  best: 1,
  perQuery,
  score: averageOverQueries(perQuery),
};
