import type { Association } from '../../frame/views.ts';
import type { Figure } from '../figure.ts';
import { measureOf } from './correlation.ts';
import { say, short } from './words.ts';

/** More bars than this are not read; the table behind the chart has all. */
const SHOWN = 40;

/** Pixels for the bars there are. */
export const associationHeight = (columns: number): number => 90 + Math.min(SHOWN, Math.max(3, columns)) * 28;

/** Every column against one, strongest first: what each says of it alone. A bar's `customdata` is the column's name. */
export function associationFigure({ target, kind, columns, kinds, values, counts }: Association): Figure {
  const ranked = columns
    .map((name, i) => ({ name, value: values[i]!, count: counts[i]!, measure: measureOf(kind, kinds[i]!) }))
    .filter((r) => Number.isFinite(r.value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const [best] = ranked;
  const title = best === undefined ? `No column can be compared with ${target}` : `${best.name} says most about ${target} (${best.measure.symbol} = ${say(Number(best.value.toFixed(2)))})`;
  const shown = ranked.slice(0, SHOWN).reverse();
  return {
    title,
    summary: `${title}. Bars of ${shown.length === ranked.length ? `${ranked.length}` : `the first ${shown.length} of ${ranked.length}`} columns by the strength of their link with ${target}: ${ranked.slice(0, 8).map((r) => `${r.name} ${say(Number(r.value.toFixed(2)))}`).join(', ')}.`,
    data: shown.length === 0 ? [] : [{
      type: 'bar', orientation: 'h', y: shown.map((r) => short(r.name)), x: shown.map((r) => Math.abs(r.value)), customdata: shown.map((r) => r.name),
      text: shown.map((r) => `${r.measure.symbol} ${r.value.toFixed(2).replace('-', '−')}`), textposition: 'outside', cliponaxis: false, marker: { color: '@accent' },
      hovertext: shown.map((r) => `${r.name}<br>${r.measure.name} ${say(Number(r.value.toFixed(3)))}`), hovertemplate: '%{hovertext}<extra></extra>',
    }],
    layout: { xaxis: { range: [0, 1.08], title: { text: 'strength, from 0 (none) to 1 (one fixes the other)' }, showgrid: true, tickvals: [0, 0.25, 0.5, 0.75, 1] }, yaxis: { type: 'category', showgrid: false, ticks: '', ticklabelstandoff: 6 }, bargap: 0.3 },
    table: [{ name: 'column', values: ranked.map((r) => r.name) }, { name: 'measure', values: ranked.map((r) => r.measure.name) }, { name: 'value', values: ranked.map((r) => r.value) }, { name: 'rows', values: ranked.map((r) => r.count) }],
  };
}
