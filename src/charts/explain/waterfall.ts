import type { Figure } from '../figure.ts';
import { DOWN, REFERENCE_COLOR, UP } from '../reference.ts';
import { rowNumber, sane, short } from '../words.ts';
import { axisTitle, byStrength, cellText, type Explained } from './shap-values.ts';

/** Pixels for the steps, the average and the result. */
export const waterfallHeight = (columns: number, limit = 12): number => Math.max(180, 64 + (Math.min(columns, limit) + 2) * 26);

/** How one row's output comes about: from what the model says on average, column by column, to what it says here. */
export function waterfallFigure(shap: Explained, output: number, row: number, limit = 12): Figure {
  const n = shap.rows.length;
  const p = shap.columns.length;
  const effect = Float64Array.from(shap.columns, (_, j) => shap.values[(output * n + row) * p + j]!);
  const order = byStrength(effect.map(Math.abs));
  const shown = order.length > limit ? order.slice(0, limit - 1) : order;
  const rest = order.slice(shown.length);
  const base = shap.base[output]!;
  const says = shap.predicted[output * n + row]!;
  const name = shap.outputs[output]!;
  const labels = [...shown.map((j) => `${short(shap.columns[j]!, 18)} = ${short(cellText(shap, j, row), 14)}`), ...(rest.length > 0 ? [`${rest.length} other columns`] : [])];
  const steps = [...shown.map((j) => effect[j]!), ...(rest.length > 0 ? [rest.reduce((sum, j) => sum + effect[j]!, 0)] : [])];
  const signed = (v: number): string => `${v > 0 ? '+' : ''}${sane(v)}`;
  const up = shown.find((j) => effect[j]! > 0);
  const down = shown.find((j) => effect[j]! < 0);
  const pushes = [up === undefined ? '' : `${shap.columns[up]!} = ${cellText(shap, up, row)} pushes it up most`, down === undefined ? '' : `${shap.columns[down]!} = ${cellText(shap, down, row)} down most`].filter(Boolean).join(', ');
  const starts = steps.map((_, i) => base + steps.slice(0, i).reduce((a, b) => a + b, 0));
  const ends = steps.map((v, i) => starts[i]! + v);
  // Room beside the bars for their numbers, which would else lie on the names.
  const low = Math.min(base, ...ends);
  const high = Math.max(base, ...ends);
  const room = [low - 0.16 * (high - low || 1), high + 0.16 * (high - low || 1)];
  const ys = labels.map((_, i) => i + 1);
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name,
        base: starts,
        y: ys,
        x: steps,
        width: 0.6,
        text: steps.map(signed),
        textposition: 'outside',
        marker: { color: steps.map((v) => (v >= 0 ? UP : DOWN)) },
        hovertemplate: '%{customdata}<br>%{text}<extra></extra>',
        customdata: labels,
        cliponaxis: false,
      },
    ],
    layout: {
      xaxis: { title: { text: axisTitle(shap.space, name) }, zeroline: false, range: room },
      yaxis: { range: [labels.length + 1.6, -0.6], autorange: false, automargin: true, tickvals: [0, ...ys, labels.length + 1], ticktext: [`Average ${sane(base)}`, ...labels, `This row ${sane(says)}`], showgrid: false, zeroline: false },
      // The average above, the result below, and a thread from each bar's end to the next one's start.
      shapes: [base, ...ends].map((x, i) => ({ type: 'line', x0: x, x1: x, y0: i + (i === 0 ? -0.3 : 0.3), y1: i + 1 + (i === steps.length ? 0.3 : -0.3), line: { color: REFERENCE_COLOR, width: i === 0 || i === steps.length ? 2 : 1, dash: i === 0 || i === steps.length ? 'solid' : 'dot' } })),
      showlegend: false,
    },
    title: `Row ${rowNumber(shap.rows[row]!)}: how ${name} comes to ${sane(says)}`,
    summary: `From ${sane(base)} on average to ${sane(says)} here.${pushes ? ` ${pushes}.` : ''}`,
    table: [
      { name: 'column', values: order.map((j) => shap.columns[j]!) },
      { name: 'cell', values: order.map((j) => cellText(shap, j, row)) },
      { name: 'effect', values: order.map((j) => effect[j]!) },
    ],
  };
}
