import type { Correlation } from '../../frame/views.ts';
import type { Figure } from '../figure.ts';
import { say, short } from './words.ts';

const LABELLED = 12;

/** The name of the measure that two columns are compared by. */
export function measureOf(a: 'number' | 'category', b: 'number' | 'category'): { readonly name: string; readonly symbol: string } {
  if (a === 'number' && b === 'number') return { name: "Pearson's correlation", symbol: 'r' };
  if (a === 'category' && b === 'category') return { name: "Cramér's V", symbol: 'V' };
  return { name: 'correlation ratio', symbol: 'η' };
}

/** Every pair but a column with itself, strongest first. */
export function strongestPairs(c: Correlation): readonly { readonly a: number; readonly b: number; readonly value: number }[] {
  const n = c.columns.length;
  const pairs: { a: number; b: number; value: number }[] = [];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const value = c.values[a * n + b]!;
      if (Number.isFinite(value)) pairs.push({ a, b, value });
    }
  }
  return pairs.sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
}

/** All columns against all: −1 and 1 are the strongest, 0 is none. A cell's `customdata` is the pair of names. */
export function correlationFigure(c: Correlation): Figure {
  const n = c.columns.length;
  const [best] = strongestPairs(c);
  const title = best === undefined ? 'No two columns can be compared' : `Most alike: ${c.columns[best.a]!} and ${c.columns[best.b]!} (${measureOf(c.kinds[best.a]!, c.kinds[best.b]!).symbol} = ${say(Number(best.value.toFixed(2)))})`;
  const cell = (i: number, j: number): number | null => {
    const v = c.values[i * n + j]!;
    return i === j || !Number.isFinite(v) ? null : v;
  };
  const each = <T>(f: (i: number, j: number) => T): T[][] => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => f(i, j)));
  const hover = (i: number, j: number): string => {
    const v = c.values[i * n + j]!;
    const rho = c.spearman[i * n + j]!;
    const m = measureOf(c.kinds[i]!, c.kinds[j]!);
    return `${c.columns[i]!} and ${c.columns[j]!}<br>${m.name} ${m.symbol} = ${say(Number(v.toFixed(3)))}${Number.isFinite(rho) ? `<br>Spearman's ρ = ${say(Number(rho.toFixed(3)))}` : ''}<br>${c.counts[i * n + j]!.toLocaleString('en')} rows`;
  };
  const names = c.columns.map((name) => short(name, 18));
  const pairs = strongestPairs(c);
  return {
    title,
    summary: `${title}. A heatmap of ${n} by ${n} columns. The strongest pairs: ${pairs.slice(0, 5).map((p) => `${c.columns[p.a]!} and ${c.columns[p.b]!} ${say(Number(p.value.toFixed(2)))}`).join(', ')}.`,
    data: best === undefined ? [] : [{
      type: 'heatmap', x: names, y: names, z: each(cell), zmin: -1, zmax: 1, zmid: 0, colorscale: '@diverging', xgap: 1, ygap: 1, hoverongaps: false,
      customdata: each((i, j) => [c.columns[i]!, c.columns[j]!]), text: each((i, j) => (n <= LABELLED && i !== j ? (cell(i, j)?.toFixed(2).replace('-', '−') ?? '') : '')), texttemplate: n <= LABELLED ? '%{text}' : '',
      hovertext: each(hover), hovertemplate: '%{hovertext}<extra></extra>', colorbar: { outlinewidth: 0, thickness: 10, len: 0.9, tickvals: [-1, -0.5, 0, 0.5, 1] },
    }],
    layout: { xaxis: { type: 'category', tickangle: n > 6 ? -45 : 0, ticks: '', constrain: 'domain' }, yaxis: { type: 'category', autorange: 'reversed', ticks: '', showgrid: false, ticklabelstandoff: 6 } },
    table: [
      { name: 'column', values: pairs.map((p) => c.columns[p.a]!) },
      { name: 'other column', values: pairs.map((p) => c.columns[p.b]!) },
      { name: 'measure', values: pairs.map((p) => measureOf(c.kinds[p.a]!, c.kinds[p.b]!).name) },
      { name: 'value', values: pairs.map((p) => p.value) },
      { name: "Spearman's rho", values: pairs.map((p) => c.spearman[p.a * n + p.b]!) },
      { name: 'rows', values: pairs.map((p) => c.counts[p.a * n + p.b]!) },
    ],
  };
}
