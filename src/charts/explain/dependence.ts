import { sayDate } from '../../frame/date.ts';
import { classColor } from '../theme.ts';
import type { Figure } from '../figure.ts';
import { SPECTRUM } from '../reference.ts';
import { rowNumber } from '../words.ts';
import { directionSentence } from './beeswarm.ts';
import { cellText, effects, isDate, outputColor, unit, type Explained } from './shap-values.ts';

const MOST_GROUPS = 8;

/** What a column adds, against the column's own value; coloured by another column to show where they act together. */
export function dependenceFigure(shap: Explained, output: number, column: number, colorBy: number | null): Figure {
  const name = shap.columns[column]!;
  const effect = effects(shap, output, column);
  const cells = shap.cells[column]!;
  const dated = isDate(shap, column);
  const x: readonly (number | string | null)[] = cells instanceof Float64Array ? Array.from(cells, (v) => (Number.isNaN(v) ? null : dated ? new Date(v).toISOString() : v)) : cells.map((v) => v || 'missing');
  const other = colorBy === null ? null : shap.cells[colorBy]!;
  const trace = (label: string, at: readonly number[], marker: Readonly<Record<string, unknown>>): Figure['data'][number] => ({
    type: 'scatter',
    mode: 'markers',
    name: label,
    x: at.map((i) => x[i]!),
    y: at.map((i) => effect[i]!),
    customdata: at.map((i) => [rowNumber(shap.rows[i]!), cellText(shap, column, i), colorBy === null ? '' : `<br>${shap.columns[colorBy]!} = ${cellText(shap, colorBy, i)}`]),
    marker: { size: 6, opacity: 0.75, ...marker },
    hovertemplate: `${name} = %{customdata[1]}%{customdata[2]}<br>adds %{y:.4~g}<br>row %{customdata[0]}<extra></extra>`,
  });
  // A colour bar counts in numbers: for dates it has the first and the last one written beside it.
  const bar = (values: Float64Array, title: string): Readonly<Record<string, unknown>> => {
    const present = values.filter((v) => !Number.isNaN(v));
    const ends = present.length === 0 ? [] : [present.reduce((a, b) => Math.min(a, b)), present.reduce((a, b) => Math.max(a, b))];
    return { title: { text: title, side: 'right', font: { size: 12 } }, tickfont: { size: 11 }, thickness: 8, len: 0.8, outlinewidth: 0, ...(isDate(shap, colorBy!) ? { tickvals: ends, ticktext: ends.map((v) => sayDate(v).slice(0, 10)) } : {}) };
  };
  const everyRow = Array.from(effect.keys());
  const groups = other !== null && !(other instanceof Float64Array) ? [...new Set(other)].sort() : [];
  const kept = groups.slice(0, MOST_GROUPS);
  const data =
    other === null ? [trace(name, everyRow, { color: outputColor(shap, output) })]
    : other instanceof Float64Array ? [trace(name, everyRow, { color: Array.from(other, (v) => (Number.isNaN(v) ? null : v)), colorscale: SPECTRUM, showscale: true, colorbar: bar(other, shap.columns[colorBy!]!) })]
    : [
        ...kept.map((group, g) => trace(group || 'missing', everyRow.filter((i) => other[i] === group), { color: classColor(g) })),
        ...(groups.length > kept.length ? [trace('Other', everyRow.filter((i) => !kept.includes(other[i]!)), { symbol: 'circle-open' })] : []),
      ];
  return {
    data,
    layout: { xaxis: { title: { text: name }, ...(dated ? { type: 'date' } : {}) }, yaxis: { title: { text: `Effect on ${unit(shap.space, shap.outputs[output]!)}` } }, showlegend: data.length > 1, hovermode: 'closest' },
    title: `How ${name} acts`,
    summary: directionSentence(shap, output, column),
    table: [
      { name: 'row', values: shap.rows.map((row) => row + 1) },
      { name, values: Array.from(effect, (_, i) => cellText(shap, column, i)) },
      { name: 'effect', values: effect },
    ],
  };
}
