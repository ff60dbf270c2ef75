import type { TreeImportance } from '../../engine/explainers/explanation.ts';
import type { Figure } from '../figure.ts';
import { REFERENCE_COLOR } from '../reference.ts';
import { sane, short } from '../words.ts';
import { byStrength } from './shap-values.ts';

/** One of a library's importances, with the central 95 % over resampled trees. */
export function treeImportanceFigure(importance: TreeImportance, which: number, limit = 20): Figure {
  const { name, values, low, high } = importance.measures[which]!;
  const order = byStrength(values);
  const shown = order.slice(0, limit);
  const [first, second] = order;
  const unused = order.filter((j) => values[j] === 0).length;
  const apart = first !== undefined && second !== undefined && low[first]! > high[second]!;
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name,
        marker: { color: '@accent' },
        y: shown.map((_, i) => i),
        x: shown.map((j) => values[j]!),
        error_x: { type: 'data', symmetric: false, array: shown.map((j) => high[j]! - values[j]!), arrayminus: shown.map((j) => values[j]! - low[j]!), thickness: 1, width: 3, color: REFERENCE_COLOR },
        customdata: shown.map((j) => [importance.columns[j]!, low[j]!, high[j]!]),
        hovertemplate: '%{customdata[0]}<br>%{x:.4~g} (%{customdata[1]:.4~g} to %{customdata[2]:.4~g})<extra></extra>',
      },
    ],
    layout: {
      xaxis: { title: { text: name } },
      yaxis: { autorange: 'reversed', automargin: true, tickvals: shown.map((_, i) => i), ticktext: shown.map((j) => short(importance.columns[j]!)), showgrid: false, zeroline: false },
      showlegend: false, bargap: 0.3,
    },
    title: `Importance by ${name}`,
    summary: first === undefined || values[first] === 0 ? 'The trees ask about no column.' : `By ${name}, ${importance.columns[first]!} comes first with ${sane(values[first]!)}${second === undefined ? '' : apart ? `, clearly before ${importance.columns[second]!}` : `; ${importance.columns[second]!} cannot be told from it`}.${unused > 0 ? ` ${unused} of ${order.length} columns are never asked about.` : ''}`,
    table: [
      { name: 'column', values: order.map((j) => importance.columns[j]!) },
      { name, values: order.map((j) => values[j]!) },
      { name: 'low', values: order.map((j) => low[j]!) },
      { name: 'high', values: order.map((j) => high[j]!) },
    ],
  };
}
