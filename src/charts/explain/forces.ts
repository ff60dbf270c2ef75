import type { Figure } from '../figure.ts';
import { DOWN, REFERENCE_COLOR, UP } from '../reference.ts';
import { rowNumber, sane, short } from '../words.ts';
import { axisTitle, byStrength, cellText, type Explained } from './shap-values.ts';

export const FORCES_HEIGHT = 190;
/** One row as a tug of war: what pushes up comes from the left, what pushes down from the right, and they meet at what the model says. */
export function forcesFigure(shap: Explained, output: number, row: number): Figure {
  const n = shap.rows.length;
  const p = shap.columns.length;
  const effect = Float64Array.from(shap.columns, (_, j) => shap.values[(output * n + row) * p + j]!);
  const says = shap.predicted[output * n + row]!;
  const base = shap.base[output]!;
  const order = byStrength(effect.map(Math.abs)).filter((j) => effect[j] !== 0);
  const label = (j: number): string => `${short(shap.columns[j]!)} = ${short(cellText(shap, j, row), 14)}`;
  // Strongest beside the meeting point.
  const side = (up: boolean): Figure['data'][number] => {
    const own = order.filter((j) => effect[j]! > 0 === up);
    let at = says;
    const starts = own.map((j) => {
      const start = up ? at - effect[j]! : at;
      at -= effect[j]!;
      return start;
    });
    return {
      type: 'bar',
      orientation: 'h',
      name: up ? 'pushes up' : 'pushes down',
      base: starts,
      x: own.map((j) => Math.abs(effect[j]!)),
      y: own.map(() => 0),
      width: 0.5,
      marker: { color: up ? UP : DOWN, line: { width: 1.5, color: '@surface' } },
      text: own.map((j) => `${short(shap.columns[j]!, 18)}<br>${short(cellText(shap, j, row), 14)}`),
      textposition: 'inside',
      insidetextanchor: 'middle',
      textangle: 0,
      constraintext: 'inside',
      customdata: own.map((j) => [label(j), `${effect[j]! > 0 ? '+' : ''}${sane(effect[j]!)}`]),
      hovertemplate: '%{customdata[0]}<br>%{customdata[1]}<extra></extra>',
    };
  };
  const mark = (x: number, text: string, y: number): Readonly<Record<string, unknown>> => ({ x, y, text, showarrow: false, yanchor: y > 0 ? 'bottom' : 'top' });
  const name = shap.outputs[output]!;
  const pushing = (own: readonly number[], way: string): string | null =>
    own.length === 0 ? null : `${own.slice(0, 2).map(label).join(' and ')} push${own.length === 1 ? 'es' : ''} it ${way}`;
  const ups = order.filter((j) => effect[j]! > 0);
  const downs = order.filter((j) => effect[j]! < 0);
  return {
    data: [side(true), side(false)],
    layout: {
      barmode: 'overlay',
      // Names that do not fit on their piece are left to the hover.
      uniformtext: { mode: 'hide', minsize: 9 },
      xaxis: { title: { text: axisTitle(shap.space, name) }, zeroline: false },
      yaxis: { visible: false, range: [-0.75, 0.75], autorange: false },
      shapes: [base, says].map((x, i) => ({ type: 'line', x0: x, x1: x, y0: i === 0 ? -0.5 : -0.3, y1: i === 0 ? 0.25 : 0.5, line: { color: i === 0 ? REFERENCE_COLOR : '@text', width: i === 0 ? 1 : 2, dash: i === 0 ? 'dot' : 'solid' } })),
      annotations: [mark(says, `This row ${sane(says)}`, 0.5), mark(base, `Average ${sane(base)}`, -0.5)],
      showlegend: false,
      hovermode: 'closest',
    },
    title: `Row ${rowNumber(shap.rows[row]!)}: what pushes ${name} up and down`,
    summary: `${pushing(ups, 'up') ?? 'Nothing pushes it up'}; ${pushing(downs, 'down') ?? 'nothing pushes it down'}.`,
    table: [
      { name: 'column', values: order.map((j) => shap.columns[j]!) },
      { name: 'cell', values: order.map((j) => cellText(shap, j, row)) },
      { name: 'effect', values: order.map((j) => effect[j]!) },
    ],
  };
}
