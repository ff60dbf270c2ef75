import type { ShapeAxis, ShapesReport, ShapeTerm } from '../../jobs/protocol.ts';
import type { Figure } from '../figure.ts';
import { REFERENCE_COLOR } from '../reference.ts';
import { sane, short } from '../words.ts';

export const termName = ({ axes }: Pick<ShapeTerm, 'axes'>): string => axes.map((axis) => axis.column).join(' × ');

const iso = (axis: ShapeAxis, v: number): number | string => (axis.kind === 'number' && axis.date ? new Date(v).toISOString() : v);
const groupName = (names: readonly string[]): string => (names.length === 1 ? names[0]! : names.length <= 3 ? names.join(', ') : `${names.length} rare ones`);
const say = (axis: ShapeAxis, v: number): string => (axis.kind === 'number' && axis.date ? new Date(v).toISOString().slice(0, 10) : sane(v));

/** A bin in words: "3.2 to 4.1", "Biscoe". */
export function binText(axis: ShapeAxis, bin: number): string {
  if (bin === 0) return 'missing';
  if (axis.kind === 'category') return bin <= axis.groups.length ? groupName(axis.groups[bin - 1]!) : 'never seen';
  return `${say(axis, axis.edges[bin - 1]!)} to ${say(axis, axis.edges[bin]!)}`;
}

const unitOf = ({ unit }: ShapesReport, output: string): string => (unit === 'value' ? output : `the log-odds of ${output}`);
const cells = (axis: ShapeAxis): number => (axis.kind === 'number' ? axis.edges.length - 1 : axis.groups.length);

/** Highest and lowest bin of a single column, in a sentence. */
function peaks(term: ShapeTerm, K: number, output: number): string {
  const axis = term.axes[0]!;
  const bins = Array.from({ length: cells(axis) }, (_, b) => b + 1).filter((b) => term.weight[b]! > 0);
  if (bins.length === 0) return `${axis.column} says nothing.`;
  const at = (b: number): number => term.scores[b * K + output]!;
  const top = bins.reduce((best, b) => (at(b) > at(best) ? b : best));
  const low = bins.reduce((best, b) => (at(b) < at(best) ? b : best));
  const gap = term.weight[0]! > 0 ? ` Missing values add ${sane(at(0))}.` : '';
  return `Most at ${axis.column} ${binText(axis, top)} (${sane(at(top))}), least at ${binText(axis, low)} (${sane(at(low))}).${gap}`;
}

function curve(report: ShapesReport, term: ShapeTerm, output: number, axis: Extract<ShapeAxis, { kind: 'number' }>, before: ShapeTerm | null): Figure['data'] {
  const K = report.outputs.length;
  const m = axis.edges.length - 1;
  const step = (f: (bin: number) => number): readonly number[] => [...Array.from({ length: m }, (_, b) => f(b + 1)), f(m)];
  const x = Array.from(axis.edges, (v) => iso(axis, v));
  const score = (b: number): number => term.scores[b * K + output]!;
  const spread = (b: number): number => term.deviation[b * K + output]!;
  const edge = (y: readonly number[], more: Readonly<Record<string, unknown>>): Figure['data'][number] => ({ type: 'scatter', mode: 'lines', x, y, line: { shape: 'hv', width: 0, color: '@accent' }, hoverinfo: 'skip', showlegend: false, ...more });
  return [
    ...(before === null ? [] : [edge(step((b) => before.scores[b * K + output]!), { line: { shape: 'hv', width: 1.5, dash: 'dot', color: REFERENCE_COLOR }, name: 'before' })]),
    edge(step((b) => score(b) - spread(b)), {}),
    edge(step((b) => score(b) + spread(b)), { fill: 'tonexty', fillcolor: 'rgba(120, 130, 220, 0.22)' }),
    { type: 'scatter', mode: 'lines', name: axis.column, x, y: step(score), line: { shape: 'hv', width: 2, color: '@accent' }, customdata: step(spread), hovertemplate: `${axis.column} from %{x}<br>adds %{y:.4~g} ± %{customdata:.2~g}<extra></extra>` },
  ];
}

function bars(report: ShapesReport, term: ShapeTerm, output: number, axis: Extract<ShapeAxis, { kind: 'category' }>): Figure['data'] {
  const K = report.outputs.length;
  const bins = axis.groups.map((_, b) => b + 1);
  if (term.weight[0]! > 0) bins.push(0);
  return [{
    type: 'bar', name: axis.column, marker: { color: '@accent' }, x: bins.map((b) => short(binText(axis, b), 18)), y: bins.map((b) => term.scores[b * K + output]!),
    error_y: { type: 'data', array: bins.map((b) => term.deviation[b * K + output]!), thickness: 1, width: 3, color: REFERENCE_COLOR },
    hovertemplate: '%{x}<br>adds %{y:.4~g}<extra></extra>',
  }];
}

function map(report: ShapesReport, term: ShapeTerm, output: number): Figure['data'] {
  const K = report.outputs.length;
  const [across, down] = term.axes;
  const places = (axis: ShapeAxis): readonly (number | string)[] => (axis.kind === 'number' ? Array.from(axis.edges, (v) => iso(axis, v)) : axis.groups.map((names) => short(groupName(names), 18)));
  const z = Array.from({ length: cells(down!) }, (_, j) => Array.from({ length: cells(across!) }, (__, i) => term.scores[((i + 1) * term.size[1]! + j + 1) * K + output]!));
  return [{ type: 'heatmap', x: places(across!), y: places(down!), z, zmid: 0, colorscale: '@diverging', colorbar: { outlinewidth: 0, thickness: 10, len: 0.9 }, hovertemplate: `${across!.column} %{x}<br>${down!.column} %{y}<br>adds %{z:.4~g}<extra></extra>` }];
}

const axisLayout = (axis: ShapeAxis): Readonly<Record<string, unknown>> => ({ title: { text: axis.column }, ...(axis.kind === 'category' ? { type: 'category' } : axis.date ? { type: 'date' } : {}) });

/** What one term adds: a curve with its spread over the bags, bars for categories, a map for two columns. `before` is dotted beside an edited curve. */
export function shapeFigure(report: ShapesReport, at: number, output: number, before: ShapeTerm | null = null): Figure {
  const term = report.terms[at]!;
  const K = report.outputs.length;
  const [axis, second] = term.axes;
  const name = termName(term);
  const what = unitOf(report, report.outputs[output]!);
  const data = second !== undefined ? map(report, term, output) : axis!.kind === 'number' ? curve(report, term, output, axis!, before) : bars(report, term, output, axis!);
  const all = Array.from(term.weight.keys()).filter((c) => term.weight[c]! > 0);
  const place = (c: number, which: number): number => (second === undefined ? c : which === 0 ? Math.floor(c / term.size[1]!) : c % term.size[1]!);
  return {
    data,
    layout: { xaxis: axisLayout(axis!), yaxis: second === undefined ? { title: { text: `Adds to ${what}` } } : axisLayout(second), showlegend: false, hovermode: 'closest' },
    title: second === undefined ? `What ${name} adds` : `What ${name} add together`,
    summary: second === undefined ? peaks(term, K, output) : `A map of what ${name} add to ${what} beyond what each adds alone.`,
    table: [
      ...term.axes.map((one, which) => ({ name: one.column, values: all.map((c) => binText(one, place(c, which))) })),
      { name: 'adds', values: all.map((c) => term.scores[c * K + output]!) },
      { name: 'spread', values: all.map((c) => term.deviation[c * K + output]!) },
      { name: 'weight', values: all.map((c) => term.weight[c]!) },
    ],
  };
}

/** Mean size of what each term adds. */
export function termsFigure({ terms }: ShapesReport, limit = 20): Figure {
  const shown = terms.slice(0, limit);
  const total = terms.reduce((s, t) => s + t.importance, 0);
  return {
    data: [{ type: 'bar', orientation: 'h', marker: { color: '@accent' }, y: shown.map((_, i) => i), x: shown.map((t) => t.importance), customdata: shown.map(termName), hovertemplate: '%{customdata}<br>%{x:.4~g} on average<extra></extra>' }],
    layout: { xaxis: { title: { text: 'Mean size of what it adds' } }, yaxis: { autorange: 'reversed', automargin: true, tickvals: shown.map((_, i) => i), ticktext: shown.map((t) => short(termName(t))), showgrid: false, zeroline: false }, showlegend: false, bargap: 0.3 },
    title: 'Terms by what they add',
    summary: total > 0 ? `${termName(terms[0]!)} adds most: ${Math.round((100 * terms[0]!.importance) / total)} % of all.` : 'No term adds anything.',
    table: [{ name: 'term', values: terms.map(termName) }, { name: 'importance', values: terms.map((t) => t.importance) }],
  };
}
