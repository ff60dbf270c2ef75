import type { ClassEvaluation } from '../../engine/evaluation/evaluation.ts';
import type { Figure } from '../figure.ts';
import { count, percent } from '../words.ts';
import { costOf, everyOperatingPoint, operatingPoint } from './operating-point.ts';

const every = <T>(all: readonly T[], k: number): readonly T[] => all.filter((_, i) => i % k === 0);
const verticalLine = (x: number): Readonly<Record<string, unknown>> => ({ type: 'line', xref: 'x', yref: 'paper', x0: x, x1: x, y0: 0, y1: 1, line: { color: '@text', width: 1.5, dash: 'dot' } });
const axis = { title: { text: 'Threshold' }, range: [0, 1], nticks: 6 };

/** Precision, recall and F1 over the threshold, with a line where it stands. */
export function thresholdFigure(one: ClassEvaluation, rows: number, threshold: number): Figure {
  const points = every(everyOperatingPoint(one, rows), 5);
  const now = operatingPoint(one, rows, threshold);
  const x = points.map((p) => p.threshold);
  const line = (name: string, style: Readonly<Record<string, unknown>>, y: readonly number[]): Figure['data'][number] => ({ type: 'scatter', mode: 'lines', name, line: { width: 2, ...style }, x, y: y.map((v) => (Number.isNaN(v) ? null : v)), hovertemplate: `${name} %{y:.1%} at %{x:.3f}<extra></extra>` });
  return {
    data: [line('Precision', { color: '@accent' }, points.map((p) => p.precision)), line('Recall', { color: '@accent', dash: 'dash' }, points.map((p) => p.recall)), line('F1', { color: '@muted' }, points.map((p) => p.f1))],
    layout: { xaxis: axis, yaxis: { range: [-0.01, 1.02], tickformat: '.0%', nticks: 6 }, shapes: [verticalLine(now.threshold)], showlegend: true },
    title: 'What the threshold trades',
    summary: `At ${now.threshold.toFixed(3)}: ${Number.isNaN(now.precision) ? 'nothing is called the class' : `${percent(now.precision)} right`}, ${percent(now.recall)} found.`,
    table: [
      { name: 'threshold', values: x },
      { name: 'precision', values: points.map((p) => p.precision) },
      { name: 'recall', values: points.map((p) => p.recall) },
      { name: 'f1', values: points.map((p) => p.f1) },
    ],
  };
}

/** What the errors cost over the threshold. */
export function costFigure(one: ClassEvaluation, rows: number, threshold: number, falsePositive: number, falseNegative: number): Figure {
  const points = every(everyOperatingPoint(one, rows), 5);
  const now = operatingPoint(one, rows, threshold);
  const cost = points.map((p) => costOf(p, falsePositive, falseNegative));
  return {
    data: [{ type: 'scatter', mode: 'lines', name: 'Cost', line: { color: '@accent', width: 2 }, x: points.map((p) => p.threshold), y: cost, hovertemplate: 'Costs %{y:,} at %{x:.3f}<extra></extra>' }],
    layout: { xaxis: axis, yaxis: { title: { text: 'Cost of all errors' }, rangemode: 'tozero' }, shapes: [verticalLine(now.threshold)], showlegend: false },
    title: 'What errors cost at each threshold',
    summary: `At ${now.threshold.toFixed(3)} errors cost ${costOf(now, falsePositive, falseNegative).toLocaleString('en-US')}: ${count(now.falsePositives, 'false alarm')}, ${now.falseNegatives.toLocaleString('en-US')} missed.`,
    table: [
      { name: 'threshold', values: points.map((p) => p.threshold) },
      { name: 'cost', values: cost },
    ],
  };
}
