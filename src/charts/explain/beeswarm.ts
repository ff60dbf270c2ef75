import type { Figure } from '../figure.ts';
import { REFERENCE_COLOR, SPECTRUM } from '../reference.ts';
import { rowNumber, short } from '../words.ts';
import { byStrength, cellText, effects, meanEffects, ranks, unit, type Explained } from './shap-values.ts';

const BINS = 60;

/** Offsets within ±0.4 that keep points of about the same x apart: the crowd's outline shows how many there are. */
export function swarmOffsets(x: ArrayLike<number>, low: number, high: number): Float64Array {
  const bins = new Map<number, number[]>();
  for (let i = 0; i < x.length; i++) {
    const bin = high > low ? Math.round(((x[i]! - low) / (high - low)) * BINS) : 0;
    const members = bins.get(bin);
    if (members) members.push(i);
    else bins.set(bin, [i]);
  }
  const most = Math.max(1, ...[...bins.values()].map((m) => m.length));
  const step = Math.min(0.08, 0.8 / most);
  const offsets = new Float64Array(x.length);
  for (const members of bins.values()) members.forEach((i, k) => { offsets[i] = (k % 2 === 0 ? 1 : -1) * Math.ceil(k / 2) * step; });
  return offsets;
}

/** Pixels that leave every column's crowd its room. */
export const beeswarmHeight = (columns: number, limit = 15): number => Math.max(200, 64 + Math.min(columns, limit) * 34);

/** A dot a row: where it lies is what the column adds to that row's output, its colour is whether the cell is low or high. */
export function beeswarmFigure(shap: Explained, output: number, limit = 15): Figure {
  const shown = byStrength(meanEffects(shap, output)).slice(0, limit);
  const all = shown.map((j) => effects(shap, output, j));
  let low = Infinity;
  let high = -Infinity;
  for (const column of all) for (const v of column) {
    low = Math.min(low, v);
    high = Math.max(high, v);
  }
  const name = shap.outputs[output]!;
  const data = shown.map((j, i): Figure['data'][number] => {
    const cells = shap.cells[j]!;
    const numeric = cells instanceof Float64Array;
    const offsets = swarmOffsets(all[i]!, low, high);
    return {
      type: shap.rows.length * shown.length > 4000 ? 'scattergl' : 'scatter',
      mode: 'markers',
      name: shap.columns[j]!,
      x: Array.from(all[i]!),
      y: Array.from(offsets, (o) => i + o),
      customdata: Array.from(shap.rows, (row, r) => [rowNumber(row), cellText(shap, j, r)]),
      marker: numeric
        ? { size: 5, opacity: 0.8, color: Array.from(ranks(cells), (r) => (Number.isNaN(r) ? null : r)), colorscale: SPECTRUM, cmin: 0, cmax: 1, showscale: i === 0, colorbar: { title: { text: 'Cell', side: 'right', font: { size: 12 } }, tickfont: { size: 11 }, tickvals: [0, 1], ticktext: ['low', 'high'], thickness: 8, len: 0.6, outlinewidth: 0 } }
        : { size: 5, opacity: 0.7, color: REFERENCE_COLOR },
      hovertemplate: `${short(shap.columns[j]!)} = %{customdata[1]}<br>adds %{x:.4~g}<br>row %{customdata[0]}<extra></extra>`,
      showlegend: false,
    };
  });
  const top = shown[0];
  return {
    data,
    layout: {
      xaxis: { title: { text: `Effect on ${unit(shap.space, name)}` }, zeroline: true },
      yaxis: { autorange: false, range: [shown.length - 0.5, -0.5], automargin: true, tickvals: shown.map((_, i) => i), ticktext: shown.map((j) => short(shap.columns[j]!)), showgrid: false, zeroline: false },
      hovermode: 'closest',
      showlegend: false,
    },
    title: 'Which cells push up, which down',
    summary: top === undefined ? 'No columns.' : directionSentence(shap, output, top),
    table: [
      { name: 'row', values: shown.flatMap(() => Array.from(shap.rows, (row) => row + 1)) },
      { name: 'column', values: shown.flatMap((j) => Array.from(shap.rows, () => shap.columns[j]!)) },
      { name: 'cell', values: shown.flatMap((j) => Array.from(shap.rows, (_, r) => cellText(shap, j, r))) },
      { name: 'effect', values: all.flatMap((column) => Array.from(column)) },
    ],
  };
}

/** "High flipper_length_mm pushes Gentoo up." – from the link between a cell's rank and its effect. */
export function directionSentence(shap: Explained, output: number, column: number): string {
  const name = shap.columns[column]!;
  const outcome = shap.outputs[output]!;
  const effect = effects(shap, output, column);
  const cells = shap.cells[column]!;
  if (!(cells instanceof Float64Array)) {
    const sums = new Map<string, { sum: number; n: number }>();
    cells.forEach((cell, i) => {
      const group = sums.get(cell) ?? { sum: 0, n: 0 };
      group.sum += effect[i]!;
      group.n++;
      sums.set(cell, group);
    });
    const means = [...sums].map(([cell, { sum, n }]) => [cell, sum / n] as const).sort((a, b) => b[1] - a[1]);
    const most = means[0];
    const least = means[means.length - 1];
    return most && least && most[0] !== least[0] ? `${name}: ${most[0] || 'missing'} pushes ${outcome} up most, ${least[0] || 'missing'} down most.` : `${name} moves ${outcome} most.`;
  }
  const rank = ranks(cells);
  // Against the column's own middle: rows may all lie on one side of what they are compared with.
  const middle = effect.reduce((sum, v) => sum + v, 0) / Math.max(1, effect.length);
  let up = 0;
  let size = 0;
  for (let i = 0; i < rank.length; i++) {
    if (Number.isNaN(rank[i]!)) continue;
    up += (rank[i]! - 0.5) * (effect[i]! - middle);
    size += Math.abs(rank[i]! - 0.5) * Math.abs(effect[i]! - middle);
  }
  const link = size > 0 ? up / size : 0;
  if (link > 0.3) return `High ${name} pushes ${outcome} up, low ${name} pushes it down.`;
  if (link < -0.3) return `High ${name} pushes ${outcome} down, low ${name} pushes it up.`;
  return `${name} moves ${outcome}, but not simply up or down.`;
}
