import type { PermutationImportance, ShapExplanation } from '../../engine/explainers/explanation.ts';
import type { Figure } from '../figure.ts';
import { REFERENCE_COLOR } from '../reference.ts';
import { inside, sane, short } from '../words.ts';
import { byStrength, meanEffects, outputColor, unit } from './shap-values.ts';

/** Pixels that keep the bars of so many columns apart. */
export const barsHeight = (columns: number, limit = 20): number => Math.max(160, 60 + Math.min(columns, limit) * 24);

const names = (all: readonly string[]): Readonly<Record<string, unknown>> => ({ autorange: 'reversed', automargin: true, tickvals: all.map((_, i) => i), ticktext: all.map((name) => short(name)), showgrid: false, zeroline: false });

/** How much worse the metric gets when a column is shuffled; whiskers are a standard deviation over the repeats. */
export function permutationFigure(importance: PermutationImportance, metricName: string, limit = 20): Figure {
  const order = byStrength(importance.mean);
  const shown = order.slice(0, limit);
  const best = order[0];
  const useless = order.filter((j) => importance.mean[j]! <= importance.sd[j]!).length;
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name: metricName,
        marker: { color: '@accent' },
        y: shown.map((_, i) => i),
        x: shown.map((j) => importance.mean[j]!),
        error_x: { type: 'data', array: shown.map((j) => importance.sd[j]!), thickness: 1, width: 3, color: REFERENCE_COLOR },
        customdata: shown.map((j) => [importance.columns[j]!, importance.sd[j]!]),
        hovertemplate: '%{customdata[0]}<br>%{x:.4~f} ± %{customdata[1]:.4~f} worse when shuffled<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: `${metricName} gets worse by` } }, yaxis: names(shown.map((j) => importance.columns[j]!)), showlegend: false, bargap: 0.3 },
    title: `How much worse ${inside(metricName)} gets without each column`,
    summary: best === undefined ? 'No columns.' : `Without ${importance.columns[best]!}, ${inside(metricName)} gets worse by ${sane(importance.mean[best]!)}, from ${sane(importance.baseline)}.${useless > 0 ? ` ${useless} of ${order.length} columns make no difference that can be told from chance.` : ''}`,
    table: [
      { name: 'column', values: order.map((j) => importance.columns[j]!) },
      { name: 'importance', values: order.map((j) => importance.mean[j]!) },
      { name: 'standard deviation', values: order.map((j) => importance.sd[j]!) },
    ],
  };
}

/** Mean size of each column's effect, up or down. */
export function shapBarsFigure(shap: ShapExplanation, output: number, limit = 20): Figure {
  const strength = meanEffects(shap, output);
  const order = byStrength(strength);
  const shown = order.slice(0, limit);
  const total = strength.reduce((a, b) => a + b, 0);
  const name = shap.outputs[output]!;
  const leading = order.slice(0, 3).map((j) => shap.columns[j]!);
  const share = order.slice(0, 3).reduce((sum, j) => sum + strength[j]!, 0) / total;
  return {
    data: [
      {
        type: 'bar',
        orientation: 'h',
        name,
        marker: { color: outputColor(shap, output) },
        y: shown.map((_, i) => i),
        x: shown.map((j) => strength[j]!),
        customdata: shown.map((j) => shap.columns[j]!),
        hovertemplate: '%{customdata}<br>moves it by %{x:.4~g} on average<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: `Mean effect on ${unit(shap.space, name)}` } }, yaxis: names(shown.map((j) => shap.columns[j]!)), showlegend: false, bargap: 0.3 },
    title: 'What moves the prediction most',
    summary: total > 0 && leading.length > 0 ? `${leading.join(', ')} make${leading.length === 1 ? 's' : ''} up ${(share * 100).toFixed(0)} % of all effects.` : 'No column moves the prediction.',
    table: [
      { name: 'column', values: order.map((j) => shap.columns[j]!) },
      { name: 'mean effect', values: order.map((j) => strength[j]!) },
    ],
  };
}
