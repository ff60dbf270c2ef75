import type { Distribution } from '../../frame/views.ts';
import type { Figure } from '../figure.ts';
import { classColor } from '../theme.ts';
import { count, say, sayDate, short } from './words.ts';

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const colorOf = (d: Distribution, group: number): string => (d.by === null ? '@accent' : classColor(group));
const showOf = (d: Distribution) => (d.type === 'date' ? sayDate : say);

/** "body_mass_g by species: the median runs from 3,700 (Adelie) to 5,000 (Gentoo)". */
function titleOf(d: Distribution): string {
  const show = showOf(d);
  if (d.boxes && d.boxes.length > 0) {
    const [one] = d.boxes;
    if (d.by === null && one) return `Half of ${d.column} lies between ${show(one.q1)} and ${show(one.q3)}; the middle is ${show(one.median)}`;
    const named = d.boxes.map((box, i) => ({ name: d.groups[i] ?? '', median: box.median, n: box.count })).filter((g) => g.n > 0).sort((a, b) => a.median - b.median);
    const low = named[0];
    const high = named.at(-1);
    if (low && high && named.length > 1) return `${d.column} by ${d.by}: the median runs from ${show(low.median)} (${low.name}) to ${show(high.median)} (${high.name})`;
  }
  if (d.bars) {
    const totals = d.bars.values.map((_, i) => d.bars!.counts.reduce((a, c) => a + c[i]!, 0));
    const all = totals.reduce((a, b) => a + b, 0);
    if (all > 0) return `${d.bars.values[0] ?? ''} is the most frequent ${d.column}: ${count(totals[0] ?? 0)} of ${count(all)} rows`;
  }
  return d.by === null ? `How ${d.column} is spread` : `How ${d.column} is spread by ${d.by}`;
}

/**
 * One column's shape: a histogram (numbers, dates) or bars (categories), stacked by the groups of another column.
 * Groups keep their class colours.
 */
export function distributionFigure(d: Distribution): Figure {
  const title = titleOf(d);
  const rows = (d.histogram?.counts ?? d.bars?.counts ?? []).reduce((a, c) => a + sum(c), 0);
  const layout = { barmode: 'stack', yaxis: { title: { text: 'rows' }, rangemode: 'tozero' }, showlegend: d.by !== null };
  if (d.histogram) {
    const { edges, counts } = d.histogram;
    const n = Math.max(0, edges.length - 1);
    const at = Array.from({ length: n }, (_, i) => (edges[i]! + edges[i + 1]!) / 2);
    const width = Array.from({ length: n }, (_, i) => edges[i + 1]! - edges[i]!);
    const show = showOf(d);
    const range = at.map((_, i) => `${show(edges[i]!)} to ${show(edges[i + 1]!)}`);
    const date = d.type === 'date';
    return {
      title,
      summary: `${title}. A histogram of ${count(rows)} rows in ${n} bins from ${show(edges[0] ?? Number.NaN)} to ${show(edges.at(-1) ?? Number.NaN)}${d.by === null ? '' : `, split by ${d.by}`}.`,
      data: n === 0 || rows === 0 ? [] : counts.map((values, g) => ({
        type: 'bar', x: date ? at.map((v) => new Date(v).toISOString()) : at, y: [...values], width, name: d.groups[g] ?? '', customdata: range, marker: { color: colorOf(d, g), line: { width: 0 } },
        hovertemplate: `%{customdata}<br>%{y:,} rows${d.by === null ? '' : ` with ${d.by} ${d.groups[g] ?? ''}`}<extra></extra>`,
      })),
      layout: { ...layout, bargap: 0.02, xaxis: { title: { text: d.column }, ...(date ? { type: 'date' } : {}) } },
      table: [{ name: 'from', values: edges.subarray(0, n) }, { name: 'to', values: edges.subarray(1) }, ...counts.map((values, g) => ({ name: d.by === null ? 'rows' : `${d.by} ${d.groups[g] ?? ''}`, values }))],
    };
  }
  const bars = d.bars ?? { values: [], counts: [] };
  // The most frequent on top, read from the left.
  const values = bars.values.toReversed();
  return {
    title,
    summary: `${title}. Bars of ${count(bars.values.length)} values over ${count(rows)} rows${d.by === null ? '' : `, split by ${d.by}`}.`,
    data: rows === 0 ? [] : bars.counts.map((counts, g) => ({
      type: 'bar', orientation: 'h', y: values.map((v) => short(v)), x: [...counts].reverse(), name: d.groups[g] ?? '', customdata: values, marker: { color: colorOf(d, g) },
      hovertemplate: `%{customdata}<br>%{x:,} rows${d.by === null ? '' : ` with ${d.by} ${d.groups[g] ?? ''}`}<extra></extra>`,
    })),
    layout: { ...layout, bargap: 0.25, yaxis: { type: 'category', showgrid: false, ticks: '', ticklabelstandoff: 6 }, xaxis: { title: { text: 'rows' }, showgrid: true } },
    table: [{ name: d.column, values: bars.values }, ...bars.counts.map((counts, g) => ({ name: d.by === null ? 'rows' : `${d.by} ${d.groups[g] ?? ''}`, values: counts }))],
  };
}

/** Box plots of a number by group: quartiles, Tukey's whiskers, mean as a dashed line. Empty where there are no groups. */
export function boxesFigure(d: Distribution): Figure {
  const boxes = (d.boxes ?? []).map((box, g) => ({ box, g })).filter(({ box }) => box.count > 0);
  const names = boxes.map(({ g }) => d.groups[g] ?? '');
  const title = `${d.column} within each ${d.by ?? 'group'}: a box holds the middle half`;
  return {
    title,
    summary: `${title}. ${boxes.map(({ box }, i) => `${names[i] ?? ''}: median ${say(box.median)}, half between ${say(box.q1)} and ${say(box.q3)}, ${count(box.count)} rows`).join('. ')}.`,
    data: boxes.map(({ box, g }, i) => ({
      type: 'box', orientation: 'h', y: [short(names[i] ?? '')], name: names[i], q1: [box.q1], median: [box.median], q3: [box.q3], lowerfence: [box.low], upperfence: [box.high], mean: [box.mean],
      marker: { color: colorOf(d, g) }, line: { width: 1.5 }, boxmean: true, hoverinfo: 'x',
    })),
    layout: { showlegend: false, yaxis: { type: 'category', autorange: 'reversed', showgrid: false, ticks: '', ticklabelstandoff: 6 }, xaxis: { title: { text: d.column }, showgrid: true, ...(d.type === 'date' ? { type: 'date' } : {}) } },
    table: [
      { name: d.by ?? 'group', values: names },
      ...(['count', 'low', 'q1', 'median', 'q3', 'high', 'mean'] as const).map((key) => ({ name: key, values: boxes.map(({ box }) => box[key]) })),
    ],
  };
}
