import type { BoostingSteps, StepsColumn } from '../../jobs/protocol.ts';
import type { Figure } from '../figure.ts';
import { DOWN, REFERENCE_COLOR, UP } from '../reference.ts';
import { count, sane, short } from '../words.ts';

/** What all stops have room in, so that the axes stay while trees are added. */
export interface StepsFrame {
  readonly low: number;
  readonly high: number;
  /** Largest size of what is left. */
  readonly left: number;
}

export function stepsFrame({ actual, predicted, unit }: BoostingSteps): StepsFrame {
  let [low, high, left] = unit === 'probability' ? [0, 1, 0] : [Infinity, -Infinity, 0];
  for (const v of actual) [low, high] = [Math.min(low, v), Math.max(high, v)];
  predicted.forEach((v, at) => {
    low = Math.min(low, v);
    high = Math.max(high, v);
    left = Math.max(left, Math.abs(actual[at % actual.length]! - v));
  });
  const room = (high - low || 1) * 0.05;
  return { low: low - room, high: high + room, left: (left || 1) * 1.05 };
}

/** Where the rows lie along a column, and how they are put together for means. */
interface Along {
  readonly x: Float64Array;
  readonly groups: readonly { readonly x: number; readonly members: readonly number[] }[];
  readonly axis: Readonly<Record<string, unknown>>;
}

const GROUPS = 12;
const NAMES = 12;
/** Rows of one category stand side by side, each at the same place for every stop. */
const jitter = (i: number): number => (((i * 0.618034) % 1) - 0.5) * 0.6;
const mean = (values: ArrayLike<number>, at: readonly number[]): number => at.reduce((sum, i) => sum + values[i]!, 0) / at.length;

function alongNumbers(values: Float64Array): Along {
  const order = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]!)).sort((a, b) => values[a]! - values[b]!);
  const groups = Array.from({ length: GROUPS }, (_, g) => order.slice(Math.floor((g * order.length) / GROUPS), Math.floor(((g + 1) * order.length) / GROUPS)));
  return { x: values, groups: groups.filter((g) => g.length > 0).map((members) => ({ x: mean(values, members), members })), axis: {} };
}

function alongNames(values: readonly string[]): Along {
  const rows = new Map<string, number[]>();
  values.forEach((name, i) => rows.set(name, [...(rows.get(name) ?? []), i]));
  const known = [...rows].sort(([a, x], [b, y]) => y.length - x.length || a.localeCompare(b));
  const shown = known.slice(0, NAMES);
  const place = new Map(shown.map(([name], at) => [name, at]));
  return {
    x: Float64Array.from(values, (name, i) => (place.has(name) ? place.get(name)! + jitter(i) : Number.NaN)),
    groups: shown.map(([, members], x) => ({ x, members })),
    axis: { tickvals: shown.map((_, at) => at), ticktext: shown.map(([name]) => short(name === '' ? 'missing' : name, 14)) },
  };
}

const along = ({ values }: StepsColumn): Along => (values instanceof Float64Array ? alongNumbers(values) : alongNames(values));

/** "the chance of yes", "price". */
const whatOf = ({ outputs, output, unit }: BoostingSteps): string => (unit === 'probability' ? `the chance of ${outputs[output]!}` : outputs[0]!);
export const treesText = ({ trees }: Pick<BoostingSteps, 'trees'>, stop: number): string => (stop === 0 ? 'no tree yet' : `${count(stop, 'tree')} of ${trees.toLocaleString('en-US')}`);

/** The data along one column, what the first trees say of it, and below what is left for the trees to come. */
export function stepFigure(steps: BoostingSteps, column: StepsColumn, at: number, frame: StepsFrame): Figure {
  const { actual } = steps;
  const n = actual.length;
  const said = steps.predicted.subarray(at * n, (at + 1) * n);
  const left = actual.map((v, i) => v - said[i]!);
  const { x, groups, axis } = along(column);
  const rows = Array.from(x.keys()).filter((i) => !Number.isNaN(x[i]!));
  const place = (v: number): number | string => (column.date ? new Date(v).toISOString() : v);
  const xs = rows.map((i) => place(x[i]!));
  const what = whatOf(steps);
  const dots = (name: string, values: ArrayLike<number>, more: Readonly<Record<string, unknown>>): Figure['data'][number] =>
    ({ type: 'scatter', mode: 'markers', name, x: xs, y: rows.map((i) => values[i]!), hovertemplate: `${name} %{y:.4~g}<extra></extra>`, ...more });
  // Nothing lies between two categories: their means are dashes, not a line.
  const line = (name: string, values: ArrayLike<number>, color: string, style: Readonly<Record<string, unknown>>): Figure['data'][number] =>
    ({
      type: 'scatter', name, x: groups.map((g) => place(g.x)), y: groups.map((g) => mean(values, g.members)), hovertemplate: `${name} %{y:.4~g}<extra></extra>`,
      ...(column.values instanceof Float64Array ? { mode: 'lines', line: { color, ...style } } : { mode: 'markers', marker: { symbol: 'line-ew', size: 26, color, line: { color, width: style['width'] } } }),
    });
  const rest = Math.sqrt(left.reduce((sum, r) => sum + r * r, 0) / n);
  const missing = n - rows.length;
  return {
    data: [
      dots('Actual', actual, { marker: { color: REFERENCE_COLOR, size: 5, opacity: 0.45 } }),
      dots('Predicted', said, { marker: { color: '@accent', size: 4, opacity: 0.75 } }),
      line('Actual, mean', actual, REFERENCE_COLOR, { width: 2, dash: 'dash' }),
      line('Predicted, mean', said, '@accent', { width: 3 }),
      dots('Residual', left, { yaxis: 'y2', showlegend: false, marker: { color: rows.map((i) => (left[i]! >= 0 ? UP : DOWN)), size: 4, opacity: 0.6 } }),
    ],
    layout: {
      xaxis: { title: { text: column.name }, anchor: 'y2', ...(column.date ? { type: 'date' } : {}), ...axis },
      yaxis: { title: { text: what }, domain: [0.4, 1], range: [frame.low, frame.high], zeroline: false },
      yaxis2: { title: { text: 'residual' }, domain: [0, 0.32], range: [-frame.left, frame.left], zeroline: true },
      showlegend: true, hovermode: 'closest', uirevision: column.name,
    },
    title: `Along ${column.name}: ${treesText(steps, steps.stops[at]!)}`,
    summary: `With ${treesText(steps, steps.stops[at]!)}, the residuals are ${sane(rest)} in size (root of their mean square over ${count(n, 'row')}).${missing > 0 ? ` Not drawn: ${count(missing, 'row')} ${column.values instanceof Float64Array ? `without ${column.name}` : 'of rarer categories'}.` : ''}`,
    table: [
      { name: column.name, values: rows.map((i) => column.values[i]!) },
      { name: 'actual', values: rows.map((i) => actual[i]!) }, { name: 'predicted', values: rows.map((i) => said[i]!) }, { name: 'residual', values: rows.map((i) => left[i]!) },
    ],
  };
}

/** The score by the number of trees, with the place one stands at. */
export function stepScoreFigure({ stops, score, trees }: BoostingSteps, at: number): Figure {
  const here = { x: stops[at]!, y: score.values[at]! };
  const lowest = score.values.reduce((best, v, i) => (v < score.values[best]! ? i : best), 0);
  return {
    data: [
      { type: 'scatter', mode: 'lines', name: score.name, x: Array.from(stops), y: Array.from(score.values), line: { color: '@accent', width: 2 }, hovertemplate: `${score.name} %{y:.4~g} with %{x} trees<extra></extra>` },
      { type: 'scatter', mode: 'markers+text', name: 'Here', showlegend: false, x: [here.x], y: [here.y], text: [sane(here.y)], textposition: 'top center', marker: { symbol: 'diamond', size: 10, color: '@accent' }, hovertemplate: 'Here: %{y:.4~g}<extra></extra>', cliponaxis: false },
    ],
    layout: { xaxis: { title: { text: 'Trees' }, rangemode: 'tozero' }, yaxis: { title: { text: score.name } }, showlegend: false },
    title: `${score.name} by trees, ${count(score.rows, 'row')}`,
    summary: `${score.name} ${sane(here.y)} with ${treesText({ trees }, here.x)}; lowest, ${sane(score.values[lowest]!)}, with ${stops[lowest]!}.`,
    table: [{ name: 'trees', values: Array.from(stops) }, { name: score.name, values: Array.from(score.values) }],
  };
}
