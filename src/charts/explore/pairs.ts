import type { ScatterSample } from '../../frame/views.ts';
import type { Figure } from '../figure.ts';
import { classColor } from '../theme.ts';
import { count, say, short } from './words.ts';

type Column = ScatterSample['columns'][number];
type Words = readonly (string | null)[];
const isWords = (values: Column['values']): values is Words => !(values instanceof Float64Array);

/** More points than this are drawn on the GPU. */
const SVG_POINTS = 6000;
const MAX_GROUPS = 12;

interface Groups {
  readonly names: readonly string[];
  /** Group of every row; −1 for a missing value. */
  readonly of: Int32Array;
}

/** Sorted, as classes are, so that a class has the same colour here as everywhere. */
export function groupsOf(values: Column['values'] | null, rows: number): Groups {
  if (values === null) return { names: [''], of: new Int32Array(rows) };
  const words = isWords(values) ? values : Array.from(values, (v) => (Number.isNaN(v) ? null : String(v)));
  const names = [...new Set(words.filter((w) => w !== null))].sort();
  const index = new Map(names.map((name, i) => [name, i]));
  return { names, of: Int32Array.from(words, (w) => (w === null ? -1 : (index.get(w) ?? -1))) };
}

/** A number column that many values make useless as colours. */
export const canColor = (values: Column['values']): boolean => groupsOf(values, values.length).names.length <= MAX_GROUPS;

const columnOf = (s: ScatterSample, name: string): Column | undefined => s.columns.find((c) => c.name === name);
const pick = (values: Column['values'], rows: readonly number[]): (number | string | null)[] => rows.map((i) => values[i] ?? null);

/** Up to five columns against each other, coloured by the groups of one. Points carry the row's number. */
export function pairsFigure(s: ScatterSample, names: readonly string[], colorBy: string | null): Figure {
  const columns = names.map((name) => columnOf(s, name)).filter((c) => c !== undefined);
  const by = colorBy === null ? undefined : columnOf(s, colorBy);
  const groups = groupsOf(by?.values ?? null, s.rows.length);
  const n = columns.length;
  const panels: { readonly x: number; readonly y: number }[] = [];
  for (let y = 1; y < n; y++) for (let x = 0; x < y; x++) panels.push({ x, y });
  const type = panels.length * s.rows.length > SVG_POINTS ? 'scattergl' : 'scatter';
  const members = groups.names.map((_, g) => Array.from(groups.of.keys()).filter((i) => groups.of[i] === g));
  const data: Record<string, unknown>[] = [];
  const layout: Record<string, unknown> = {};
  const gap = 0.05;
  const size = (1 - gap * (n - 2)) / Math.max(1, n - 1);
  for (const [p, { x, y }] of panels.entries()) {
    const id = p === 0 ? '' : String(p + 1);
    for (const [g, rows] of members.entries()) {
      data.push({
        type, mode: 'markers', x: pick(columns[x]!.values, rows), y: pick(columns[y]!.values, rows), xaxis: `x${id}`, yaxis: `y${id}`, name: groups.names[g], legendgroup: groups.names[g], showlegend: p === 0 && by !== undefined,
        customdata: rows.map((i) => s.rows[i]!), marker: { size: n > 3 ? 4 : 5, opacity: 0.7, color: by === undefined ? '@accent' : classColor(g) },
        hovertemplate: `row %{customdata:,}<br>${columns[x]!.name} %{x}<br>${columns[y]!.name} %{y}<extra>${groups.names[g] ?? ''}</extra>`,
      });
    }
    const left = x * (size + gap);
    const bottom = (n - 1 - y) * (size + gap);
    layout[`xaxis${id}`] = { domain: [left, left + size], anchor: `y${id}`, ...(y === n - 1 ? { title: { text: short(columns[x]!.name) } } : { showticklabels: false }), showgrid: true };
    layout[`yaxis${id}`] = { domain: [bottom, bottom + size], anchor: `x${id}`, ...(x === 0 ? { title: { text: short(columns[y]!.name) } } : { showticklabels: false }) };
  }
  const title = n < 2 ? 'Choose two columns or more' : `${columns.map((c) => c.name).join(', ')}: each against each${by === undefined ? '' : `, coloured by ${by.name}`}`;
  return {
    title,
    summary: `${title}. Scatter plots of ${count(s.rows.length)} rows spread over the table.`,
    data: n < 2 ? [] : data,
    layout: { ...layout, showlegend: by !== undefined },
    table: [{ name: 'row', values: Array.from(s.rows, (r) => r + 1) }, ...columns.map((c) => ({ name: c.name, values: c.values })), ...(by === undefined || columns.includes(by) ? [] : [{ name: by.name, values: by.values }])],
  };
}

/** Two columns: points for two numbers, boxes for a number by a category, a table of counts for two categories. */
export function pairFigure(s: ScatterSample, a: string, b: string, colorBy: string | null): Figure {
  const x = columnOf(s, a);
  const y = columnOf(s, b);
  if (!x || !y) return { title: 'Choose two columns', summary: 'No columns are chosen.', data: [], layout: {}, table: [] };
  if (!isWords(x.values) && !isWords(y.values)) return pairsFigure(s, [a, b], colorBy);
  if (isWords(x.values) && isWords(y.values)) return countsFigure(s, x, y);
  const [category, number] = isWords(x.values) ? [x, y] : [y, x];
  const groups = groupsOf(category.values, s.rows.length);
  const title = `${number.name} of each ${category.name}`;
  return {
    title,
    summary: `${title}. Box plots of ${count(s.rows.length)} rows in ${groups.names.length} groups.`,
    data: groups.names.slice(0, 30).map((name, g) => ({ type: 'box', name: short(name), y: pick(number.values, Array.from(groups.of.keys()).filter((i) => groups.of[i] === g)), marker: { color: classColor(g), size: 3 }, line: { width: 1.5 }, boxmean: true })),
    layout: { showlegend: false, xaxis: { title: { text: category.name }, type: 'category' }, yaxis: { title: { text: number.name } } },
    table: [{ name: 'row', values: Array.from(s.rows, (r) => r + 1) }, { name: category.name, values: category.values }, { name: number.name, values: number.values }],
  };
}

function countsFigure(s: ScatterSample, x: Column, y: Column): Figure {
  const gx = groupsOf(x.values, s.rows.length);
  const gy = groupsOf(y.values, s.rows.length);
  const z = gy.names.map(() => gx.names.map(() => 0));
  for (let i = 0; i < s.rows.length; i++) {
    const column = gx.of[i]!;
    const row = gy.of[i]!;
    if (column >= 0 && row >= 0) z[row]![column]!++;
  }
  const cells = gy.names.flatMap((yName, r) => gx.names.map((xName, c) => ({ xName, yName, n: z[r]![c]! })));
  const most = cells.toSorted((p, q) => q.n - p.n)[0];
  const title = most === undefined ? `${x.name} and ${y.name}` : `${most.xName} with ${most.yName} is the most frequent pair of ${x.name} and ${y.name} (${say(most.n)} rows)`;
  return {
    title,
    summary: `${title}. Counts of ${count(s.rows.length)} rows in ${gx.names.length} by ${gy.names.length} cells.`,
    data: [{ type: 'heatmap', x: gx.names.map((name) => short(name)), y: gy.names.map((name) => short(name)), z, colorscale: '@sequential', xgap: 1, ygap: 1, texttemplate: cells.length <= 100 ? '%{z}' : '', hovertemplate: `${x.name} %{x}<br>${y.name} %{y}<br>%{z:,} rows<extra></extra>`, colorbar: { outlinewidth: 0, thickness: 10, title: { text: 'rows' } } }],
    layout: { xaxis: { title: { text: x.name }, type: 'category' }, yaxis: { title: { text: y.name }, type: 'category', showgrid: false } },
    table: [{ name: x.name, values: cells.map((c) => c.xName) }, { name: y.name, values: cells.map((c) => c.yName) }, { name: 'rows', values: cells.map((c) => c.n) }],
  };
}
