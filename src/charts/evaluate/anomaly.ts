import type { AnomalyEvaluation } from '../../engine/evaluation/evaluation.ts';
import type { Figure } from '../figure.ts';
import { count, rowNumber, sane } from '../words.ts';

/** What the score is: nets with a code rebuild each row and tell by how much they fail; other models have a score of their own. */
export const scoreName = ({ code }: AnomalyEvaluation): string => (code === null ? 'Anomaly score' : 'Reconstruction error');

/** How unusual rows are. */
export function anomalyHistogramFigure(evaluation: AnomalyEvaluation): Figure {
  const { histogram: { edges, counts }, rows, top, code } = evaluation;
  return {
    data: [
      {
        type: 'bar',
        name: 'Rows',
        x: Array.from(counts, (_, i) => (edges[i]! + edges[i + 1]!) / 2),
        y: Array.from(counts),
        marker: { color: '@accent' },
        width: Array.from(counts, (_, i) => edges[i + 1]! - edges[i]!),
        customdata: Array.from(counts, (_, i) => [edges[i]!, edges[i + 1]!]),
        hovertemplate: '%{customdata[0]:.4~g} to %{customdata[1]:.4~g}<br>%{y:,} rows<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: scoreName(evaluation) } }, yaxis: { title: { text: 'Rows' } }, bargap: 0.04, showlegend: false },
    title: 'How unusual rows are',
    summary: `${count(rows, 'row')}; the most unusual one has ${code === null ? 'a score' : 'an error'} of ${sane(top.score[0] ?? Number.NaN)}.`,
    table: [
      { name: 'from', values: edges.slice(0, -1) },
      { name: 'to', values: edges.slice(1) },
      { name: 'rows', values: counts },
    ],
  };
}

/** Rows by the first two numbers of their code; the most unusual ones larger. `customdata` holds the table's row. */
export function codeFigure(code: NonNullable<AnomalyEvaluation['code']>, unusual: AnomalyEvaluation['top'], shown = 20): Figure {
  const marked = new Set(unusual.rows.slice(0, shown));
  const part = (name: string, keep: (row: number) => boolean, marker: Readonly<Record<string, unknown>>): Figure['data'][number] => {
    const at = Array.from(code.rows.keys()).filter((i) => keep(code.rows[i]!));
    return {
      type: code.rows.length > 1000 ? 'scattergl' : 'scatter',
      mode: 'markers',
      name,
      x: at.map((i) => code.x[i]!),
      y: at.map((i) => code.y[i]!),
      customdata: at.map((i) => code.rows[i]!),
      text: at.map((i) => rowNumber(code.rows[i]!)),
      marker,
      hovertemplate: 'Row %{text}<extra></extra>',
    };
  };
  return {
    data: [part('Rows', (row) => !marked.has(row), { color: '@accent', size: 5, opacity: 0.6 }), part('Most unusual', (row) => marked.has(row), { color: '@alert', size: 9, symbol: 'diamond' })],
    layout: { xaxis: { title: { text: 'Code 1' }, zeroline: false }, yaxis: { title: { text: 'Code 2' }, zeroline: false }, hovermode: 'closest', showlegend: true },
    title: 'Rows as the model sees them',
    summary: `${count(code.rows.length, 'row')} by the first two numbers of their code; the ${marked.size} most unusual ones are marked.`,
    table: [
      { name: 'row', values: code.rows.map((row) => row + 1) },
      { name: 'code 1', values: code.x },
      { name: 'code 2', values: code.y },
    ],
  };
}
