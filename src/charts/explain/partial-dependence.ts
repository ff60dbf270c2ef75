import type { PartialDependence } from '../../engine/explainers/explanation.ts';
import type { Figure } from '../figure.ts';
import { REFERENCE_COLOR } from '../reference.ts';
import { classColor } from '../theme.ts';
import { sane, short } from '../words.ts';
import { axisTitle, unit } from './shap-values.ts';

/** Most single rows that are drawn. */
const LINES = 100;

type Points = readonly (number | string)[];

/** A column's points on an axis; `dates` are milliseconds that are shown as such. */
const pointsOf = (pd: PartialDependence, which: number, dates: ReadonlySet<string>): Points => {
  const grid = pd.grids[which]!;
  if (!(grid instanceof Float64Array)) return grid;
  return dates.has(pd.columns[which]!) ? Array.from(grid, (v) => new Date(v).toISOString()) : Array.from(grid);
};
function axisOf(pd: PartialDependence, which: number, dates: ReadonlySet<string>): Readonly<Record<string, unknown>> {
  const grid = pd.grids[which]!;
  const type = grid instanceof Float64Array ? (dates.has(pd.columns[which]!) ? { type: 'date' } : {}) : { type: 'category' };
  return { title: { text: pd.columns[which]! }, ...type };
}

/** What the model says on average while a column is set to each value, over thin lines of single rows. */
function curveFigure(pd: PartialDependence, output: number, dates: ReadonlySet<string>): Figure {
  const x = pointsOf(pd, 0, dates);
  const G = x.length;
  const mean = Array.from(pd.mean.subarray(output * G, (output + 1) * G));
  const numeric = pd.grids[0] instanceof Float64Array;
  const color = pd.outputs.length > 1 ? classColor(output) : '@accent';
  const each = Math.max(1, Math.ceil(pd.rows / LINES));
  const drawn = pd.lines.length === 0 ? [] : Array.from({ length: Math.ceil(pd.rows / each) }, (_, i) => i * each);
  const line = (row: number): readonly number[] => Array.from(pd.lines.subarray((output * pd.rows + row) * G, (output * pd.rows + row + 1) * G));
  // One trace for all of them: gaps part the rows.
  const thin = drawn.length === 0 ? [] : [{
    type: 'scattergl', mode: 'lines', name: 'single rows', x: drawn.flatMap(() => [...x, null]), y: drawn.flatMap((row) => [...line(row), null]),
    line: { color: REFERENCE_COLOR, width: 1 }, opacity: 0.25, hoverinfo: 'skip', showlegend: false,
  }];
  const low = mean.indexOf(Math.min(...mean));
  const high = mean.indexOf(Math.max(...mean));
  const at = (i: number): string => (numeric && typeof x[i] === 'number' ? sane(x[i]) : String(x[i]).slice(0, 24));
  const name = pd.outputs[output]!;
  return {
    data: [
      ...(numeric || drawn.length === 0 ? thin : thin.map((t) => ({ ...t, type: 'scatter' }))),
      { type: 'scatter', mode: numeric ? 'lines' : 'lines+markers', name: 'mean', x, y: mean, line: { color, width: 3 }, hovertemplate: `${short(pd.columns[0]!)} = %{x}<br>%{y:.4~g} on average<extra></extra>`, showlegend: false },
    ],
    layout: {
      xaxis: { ...axisOf(pd, 0, dates), zeroline: false },
      yaxis: { title: { text: axisTitle(pd.space, name) } },
      // A tick for every tenth of the rows: where they lie thin, the curve is a guess.
      shapes: dates.has(pd.columns[0]!) ? [] : Array.from(pd.deciles[0]!, (v) => ({ type: 'line', x0: v, x1: v, yref: 'paper', y0: 0, y1: 0.03, line: { color: '@text', width: 1 } })),
      hovermode: 'closest',
      showlegend: false,
    },
    title: `What changing ${pd.columns[0]!} does`,
    summary: mean[low] === mean[high] ? `Setting ${pd.columns[0]!} changes nothing on average.` : `On average ${unit(pd.space, name)} is lowest, ${sane(mean[low]!)}, at ${pd.columns[0]!} = ${at(low)} and highest, ${sane(mean[high]!)}, at ${at(high)}.`,
    table: [{ name: pd.columns[0]!, values: x }, { name, values: mean }],
  };
}

/** Two columns at once, as a map. */
function mapFigure(pd: PartialDependence, output: number, dates: ReadonlySet<string>): Figure {
  const [x, y] = [pointsOf(pd, 0, dates), pointsOf(pd, 1, dates)];
  const value = (g: number, h: number): number => pd.mean[(output * x.length + g) * y.length + h]!;
  const name = pd.outputs[output]!;
  const cells = x.flatMap((a, g) => y.map((b, h) => ({ a, b, value: value(g, h) }))).sort((p, q) => p.value - q.value);
  const say = (v: number | string): string => (typeof v === 'number' ? sane(v) : v.slice(0, 24));
  const [low, high] = [cells[0]!, cells.at(-1)!];
  return {
    data: [{
      type: 'heatmap', x, y, z: y.map((_, h) => x.map((__, g) => value(g, h))), colorscale: '@viridis',
      hovertemplate: `${short(pd.columns[0]!)} = %{x}<br>${short(pd.columns[1]!)} = %{y}<br>%{z:.4~g} on average<extra></extra>`,
      colorbar: { title: { text: axisTitle(pd.space, name), side: 'right', font: { size: 12 } }, thickness: 8, len: 0.9, outlinewidth: 0, tickfont: { size: 11 } },
    }],
    layout: { xaxis: { ...axisOf(pd, 0, dates), showgrid: false, zeroline: false }, yaxis: { ...axisOf(pd, 1, dates), showgrid: false, zeroline: false } },
    title: `What changing ${pd.columns[0]!} and ${pd.columns[1]!} does`,
    summary: `Lowest, ${sane(low.value)}, at ${say(low.a)} and ${say(low.b)}; highest, ${sane(high.value)}, at ${say(high.a)} and ${say(high.b)}.`,
    table: [{ name: pd.columns[0]!, values: cells.map((c) => c.a) }, { name: pd.columns[1]!, values: cells.map((c) => c.b) }, { name, values: cells.map((c) => c.value) }],
  };
}

export const partialDependenceFigure = (pd: PartialDependence, output: number, dates: ReadonlySet<string> = new Set()): Figure =>
  (pd.columns.length === 1 ? curveFigure : mapFigure)(pd, output, dates);
