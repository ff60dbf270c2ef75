import type { ShapExplanation } from '../../engine/explainers/explanation.ts';
import type { Figure } from '../figure.ts';
import { sane, short } from '../words.ts';
import { byStrength, meanEffects, unit } from './shap-values.ts';

/** Mean size of what two columns do together, both halves; 0 of a column with itself and where it was not asked for. */
export function togetherness({ interactions, columns }: ShapExplanation, output: number, a: number, b: number): number {
  const p = columns.length;
  return interactions && a !== b ? 2 * interactions[(output * p + a) * p + b]! : 0;
}

/** The column that changes a column's effect most; `null` where none does, or where it was not asked for. */
export function strongestPartner(shap: ShapExplanation, output: number, column: number): number | null {
  const strength = Float64Array.from(shap.columns, (_, j) => togetherness(shap, output, column, j));
  const best = byStrength(strength)[0];
  return best === undefined || strength[best] === 0 ? null : best;
}

/** The strongest columns against each other. A cell's `customdata` is the pair of names. */
export function interactionsFigure(shap: ShapExplanation, output: number, limit = 12): Figure {
  const shown = byStrength(meanEffects(shap, output)).slice(0, limit);
  const pairs = shown.flatMap((a, i) => shown.slice(i + 1).map((b) => ({ a, b, value: togetherness(shap, output, a, b) }))).sort((x, y) => y.value - x.value);
  const [best] = pairs;
  const names = shown.map((j) => short(shap.columns[j]!, 18));
  const name = shap.outputs[output]!;
  return {
    data: [
      {
        type: 'heatmap',
        x: names,
        y: names,
        z: shown.map((a) => shown.map((b) => (a === b ? null : togetherness(shap, output, a, b)))),
        zmin: 0,
        colorscale: [[0, '@sunken'], [1, '@accent']],
        xgap: 1,
        ygap: 1,
        hoverongaps: false,
        customdata: shown.map((a) => shown.map((b) => [shap.columns[a]!, shap.columns[b]!])),
        hovertemplate: '%{customdata[0]} and %{customdata[1]}<br>together move it by %{z:.3~g} on average<extra></extra>',
        colorbar: { thickness: 8, len: 0.9, outlinewidth: 0, tickfont: { size: 11 } },
      },
    ],
    layout: { xaxis: { type: 'category', tickangle: shown.length > 5 ? -45 : 0, ticks: '', showgrid: false, constrain: 'domain' }, yaxis: { type: 'category', autorange: 'reversed', ticks: '', showgrid: false, ticklabelstandoff: 6 } },
    title: 'Which columns act together',
    summary: best === undefined || best.value === 0 ? 'Every column acts by itself.' : `${shap.columns[best.a]!} and ${shap.columns[best.b]!} act together most: beyond what each does alone they move ${unit(shap.space, name)} by ${sane(best.value)} on average.`,
    table: [
      { name: 'column', values: pairs.map((p) => shap.columns[p.a]!) },
      { name: 'other column', values: pairs.map((p) => shap.columns[p.b]!) },
      { name: 'mean effect together', values: pairs.map((p) => p.value) },
    ],
  };
}
