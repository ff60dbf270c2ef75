import type { RankingAt, RankingEvaluation } from '../../engine/evaluation/evaluation.ts';
import type { Figure } from '../figure.ts';
import { percent, score } from '../words.ts';

/** "NDCG@5", or "NDCG" of the whole order. */
export const ndcgName = (k: number | null): string => (k === null ? 'NDCG' : `NDCG@${k}`);

const line = (name: string, x: Float64Array, y: Float64Array, color: string, dash: string): Figure['data'][number] => ({
  type: 'scatter', mode: 'lines+markers', name, x: Array.from(x), y: Array.from(y), line: { color, width: 2, dash }, marker: { size: 5 }, hovertemplate: `${name} of the first %{x}: %{y:.3f}<extra></extra>`,
});

/** How good the first k rows of a query are on average, by k, as each of the usual measures counts. */
export function rankingCurveFigure({ curve: { k, exponential, linear, map }, queries }: RankingEvaluation): Figure {
  const last = k.length - 1;
  return {
    data: [
      line('NDCG', k, exponential, '@accent', 'solid'),
      line('NDCG, linear gain', k, linear, '@accent', 'dot'),
      line('MAP', k, map, '@muted', 'dash'),
    ],
    layout: { xaxis: { title: { text: 'Rows from the top of each query' }, type: k.length > 6 ? 'log' : 'linear', tickvals: Array.from(k), ticktext: Array.from(k, String) }, yaxis: { title: { text: 'Mean over queries' }, range: [0, 1.02] }, showlegend: true },
    title: 'How good the order is, by depth',
    summary: `Over ${queries.toLocaleString('en-US')} ${queries === 1 ? 'query' : 'queries'}: NDCG is ${score(exponential[0]!)} for the first row alone${last > 0 ? ` and ${score(exponential[last]!)} down to row ${k[last]!}` : ''}. 1 is the best order there is.`,
    table: [
      { name: 'k', values: k },
      { name: 'NDCG', values: exponential },
      { name: 'NDCG, linear gain', values: linear },
      { name: 'MAP', values: map },
    ],
  };
}

/** How many queries are ordered how well: a mean can hide a few that are all wrong. */
export function queryHistogramFigure({ k, histogram: { edges, counts } }: RankingAt): Figure {
  const queries = counts.reduce((a, b) => a + b, 0);
  const half = Array.from(counts).reduce((sum, n, i) => sum + (edges[i + 1]! <= 0.5 ? n : 0), 0);
  return {
    data: [
      {
        type: 'bar',
        name: 'Queries',
        x: Array.from(counts, (_, i) => (edges[i]! + edges[i + 1]!) / 2),
        y: Array.from(counts),
        marker: { color: '@accent' },
        width: Array.from(counts, (_, i) => edges[i + 1]! - edges[i]!),
        customdata: Array.from(counts, (_, i) => [edges[i]!, edges[i + 1]!]),
        hovertemplate: '%{customdata[0]:.2f} to %{customdata[1]:.2f}<br>%{y:,} queries<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: `${ndcgName(k)} of a query` }, range: [0, 1] }, yaxis: { title: { text: 'Queries' } }, bargap: 0.04, showlegend: false },
    title: 'How well each query is ordered',
    summary: `${ndcgName(k)} is below 0.5 for ${half.toLocaleString('en-US')} of ${queries.toLocaleString('en-US')} queries (${percent(half / Math.max(1, queries))}).`,
    table: [
      { name: 'from', values: edges.slice(0, -1) },
      { name: 'to', values: edges.slice(1) },
      { name: 'queries', values: counts },
    ],
  };
}
