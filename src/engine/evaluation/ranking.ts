import type { Scored } from '../core/metric.ts';
import { mapAt } from '../metrics/map-of.ts';
import { ndcgAt } from '../metrics/ndcg-of.ts';
import { inOrder, queriesOf } from '../metrics/queries.ts';
import type { RankedQuery, RankingAt, RankingEvaluation } from './evaluation.ts';

const DEPTHS = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100] as const;
/** Depths at which single queries are looked at; `null`: the whole order. */
const CUTS: readonly (number | null)[] = [1, 3, 5, 10, null];
const BINS = 20;
/** Queries that are shown one by one, those ordered worst, at each cut. */
const WORST = 12;
/** Rows of a query that are shown. */
const SHOWN_ROWS = 100;

/** Queries by a score between 0 and 1, in bins of 0.05. */
function counted(values: Float64Array): RankingAt['histogram'] {
  const counts = new Float64Array(BINS);
  for (const v of values) counts[Math.min(BINS - 1, Math.floor(v * BINS))]!++;
  return { edges: Float64Array.from({ length: BINS + 1 }, (_, i) => i / BINS), counts };
}

const worstOf = (values: Float64Array): readonly number[] => Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b).slice(0, WORST);

/** NDCG by depth, queries by NDCG, and the worst of them with their rows in the predicted order. `rows` are the table's row numbers. */
export function evaluateRanking(rows: Uint32Array, yTrue: Float64Array, yPred: Float64Array, groups: Int32Array): RankingEvaluation {
  const s: Scored = { yTrue, yPred, proba: null, classes: null, weight: null, groups };
  const { rows: order, starts } = queriesOf(groups);
  const n = starts.length - 1;
  const longest = starts.reduce((most, start, q) => Math.max(most, q === 0 ? 0 : start - starts[q - 1]!), 0);
  const depths = DEPTHS.filter((k) => k <= Math.max(1, longest));
  const perCut = CUTS.map((k) => ndcgAt(k, 'exponential').perQuery!(s));
  const shown = [...new Set(perCut.flatMap(worstOf))].sort((a, b) => a - b);
  const query = (q: number): RankedQuery => {
    const ordered = inOrder(order.subarray(starts[q], starts[q + 1]), yPred);
    const top = ordered.subarray(0, SHOWN_ROWS);
    return {
      total: ordered.length,
      rows: Uint32Array.from(top, (i) => rows[i]!),
      relevance: Float64Array.from(top, (i) => yTrue[i]!),
      score: Float64Array.from(top, (i) => yPred[i]!),
    };
  };
  return {
    kind: 'ranking',
    rows: rows.length,
    queries: n,
    curve: {
      k: Float64Array.from(depths),
      exponential: Float64Array.from(depths, (k) => ndcgAt(k, 'exponential').score(s)),
      linear: Float64Array.from(depths, (k) => ndcgAt(k, 'linear').score(s)),
      map: Float64Array.from(depths, (k) => mapAt(k).score(s)),
    },
    at: CUTS.map((k, i): RankingAt => {
      const worst = worstOf(perCut[i]!);
      return { k, histogram: counted(perCut[i]!), worst: Uint32Array.from(worst, (q) => shown.indexOf(q)), ndcg: Float64Array.from(worst, (q) => perCut[i]![q]!) };
    }),
    shown: shown.map(query),
  };
}
