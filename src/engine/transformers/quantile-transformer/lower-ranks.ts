import type { GraphBuilder, ValueName } from '../../export/graph.ts';
import { attr } from '../../export/graph.ts';
import type { RankCurve } from './rank-curve.ts';

/**
 * Ranks by binary search, for all columns at once: the landmarks of every column lie end to end in one table, padded to a power
 * of two by +∞ behind and one −∞ before, and each step halves what is left. Memory is that of the columns, whatever the number of landmarks.
 */
export function lowerRanks(graph: GraphBuilder, value: ValueName, curves: readonly RankCurve[], margin: number): ValueName {
  const longest = curves.reduce((n, c) => Math.max(n, c.at.length), 0) + 1;
  const steps = Math.ceil(Math.log2(longest));
  const size = 2 ** steps;
  const table = (wish: string, entry: (c: RankCurve, i: number) => number): ValueName =>
    graph.doubles(wish, curves.flatMap((c) => Array.from({ length: size }, (_, i) => entry(c, i - 1))));
  const landmarks = table('landmarks', (c, i) => (i < 0 ? -Infinity : (c.at[i] ?? Infinity)));
  const look = (from: ValueName, places: ValueName): ValueName => graph.op('Gather', [from, places], { axis: attr.int(0) });
  const start = graph.int64s('starts', curves.map((_, k) => k * size), [1, curves.length]);
  // A value of 0 for every row, in the shape of the input; NaN is told apart at the end.
  let place = graph.op('Where', [graph.op('IsNaN', [value]), start, start]);
  for (let width = size / 2; width >= 1; width /= 2) {
    const further = graph.op('Add', [place, graph.int64s('width', [width])]);
    place = graph.op('Where', [graph.op('GreaterOrEqual', [value, look(landmarks, further)]), further, place]);
  }
  // At a place: its landmark, the rank where its run of equal landmarks ends, the slope from there on, and the run's middle.
  const base = look(table('base', (c, i) => c.at[i] ?? 0), place);
  const rank = look(table('rank', (c, i) => c.to[i] ?? 0), place);
  const slope = look(table('slope', (c, i) => (i >= 0 && i + 1 < c.at.length ? (c.from[i + 1]! - c.to[i]!) / (c.at[i + 1]! - c.at[i]!) : 0)), place);
  const middle = look(table('middle', (c, i) => (c.at[i] === undefined ? 0 : 0.5 * (c.from[i]! + c.to[i]!))), place);
  const between = graph.op('Add', [rank, graph.op('Mul', [graph.op('Sub', [value, base]), slope])]);
  const inside = graph.op('Where', [graph.op('Equal', [value, base]), middle, between]);
  const row = (wish: string, end: (c: RankCurve) => number | undefined): ValueName => graph.doubles(wish, curves.map((c) => end(c) ?? Number.NaN), [1, curves.length]);
  const lowEnd = row('lowest', (c) => c.at[0]);
  const highEnd = row('highest', (c) => c.at.at(-1));
  const gap = graph.doubles('margin', [margin]);
  const isTop = graph.op('Or', [graph.op('Greater', [graph.op('Add', [value, gap]), highEnd]), graph.op('Equal', [value, highEnd])]);
  const isBottom = graph.op('Or', [graph.op('Less', [graph.op('Sub', [value, gap]), lowEnd]), graph.op('Equal', [value, lowEnd])]);
  const topped = graph.op('Where', [isTop, graph.doubles('one', [1]), inside]);
  const bounded = graph.op('Where', [isBottom, graph.doubles('zero', [0]), topped]);
  const noCurve = graph.constant('no_curve', { dtype: 'bool', dims: [1, curves.length], data: Uint8Array.from(curves, (c) => (c.at.length === 0 ? 1 : 0)) });
  return graph.op('Where', [graph.op('Or', [graph.op('IsNaN', [value]), noCurve]), graph.doubles('nan', [Number.NaN]), bounded]);
}
