import type { RegressionEvaluation } from '../../engine/evaluation/evaluation.ts';
import type { Figure } from '../figure.ts';
import { referenceLine } from '../reference.ts';
import { count, percent, rowNumber, sane } from '../words.ts';

type Sample = RegressionEvaluation['sample'];
const range = (values: Float64Array): readonly [number, number] => values.reduce<readonly [number, number]>(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
const residuals = ({ yTrue, yPred }: Sample): Float64Array => yTrue.map((v, i) => v - yPred[i]!);

/** Strength of the straight link between two columns, −1 … 1. */
function pearson(a: Float64Array, b: Float64Array): number {
  const mean = (v: Float64Array): number => v.reduce((s, x) => s + x, 0) / v.length;
  const ma = mean(a);
  const mb = mean(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const points = (sample: Sample, x: Float64Array, y: Float64Array, hover: string, opacity = 0.6): Figure['data'][number] => ({
  type: sample.rows.length > 1000 ? 'scattergl' : 'scatter',
  mode: 'markers',
  name: 'Rows',
  x: Array.from(x),
  y: Array.from(y),
  customdata: Array.from(sample.rows),
  text: Array.from(sample.rows, rowNumber),
  marker: { color: '@accent', size: sample.rows.length > 1000 ? 4 : 6, opacity },
  hovertemplate: hover,
});

/** Each row at its predicted (x) and true (y) value; on the diagonal the model is right. `customdata` holds the table's row. */
export function predictedTrueFigure({ sample, rows }: RegressionEvaluation, target: string): Figure {
  const [lowT, highT] = range(sample.yTrue);
  const [lowP, highP] = range(sample.yPred);
  const ends = [Math.min(lowT, lowP), Math.max(highT, highP)];
  return {
    data: [referenceLine(ends, ends, 'Predicted as true'), points(sample, sample.yPred, sample.yTrue, 'Row %{text}<br>predicted %{x:.4~g}, true %{y:.4~g}<extra></extra>')],
    layout: { xaxis: { title: { text: `Predicted ${target}` } }, yaxis: { title: { text: `True ${target}` } }, showlegend: false, hovermode: 'closest' },
    title: 'Predicted against true',
    summary: `${sample.rows.length < rows ? `${count(sample.rows.length, 'row')} of ${rows.toLocaleString('en-US')}` : count(rows, 'row')}; correlation of predicted and true ${sane(pearson(sample.yPred, sample.yTrue))}. On the dashed line the model is right.`,
    table: [
      { name: 'row', values: sample.rows.map((row) => row + 1) },
      { name: 'predicted', values: sample.yPred },
      { name: 'true', values: sample.yTrue },
    ],
  };
}

/** What is left over (true − predicted) against what was predicted: a shape in it is something the model missed. */
export function residualsFigure({ sample }: RegressionEvaluation, target: string): Figure {
  const left = residuals(sample);
  const trend = pearson(sample.yPred, left.map(Math.abs));
  return {
    data: [referenceLine([...range(sample.yPred)], [0, 0], 'No error'), points(sample, sample.yPred, left, 'Row %{text}<br>predicted %{x:.4~g}, off by %{y:.4~g}<extra></extra>')],
    layout: { xaxis: { title: { text: `Predicted ${target}` } }, yaxis: { title: { text: 'True − predicted' } }, showlegend: false, hovermode: 'closest' },
    title: 'Residuals: what the model leaves over',
    summary: trend > 0.3 ? 'Errors grow with the predicted value.' : trend < -0.3 ? 'Errors shrink as the predicted value grows.' : 'Errors are about as large at all predicted values.',
    table: [
      { name: 'row', values: sample.rows.map((row) => row + 1) },
      { name: 'predicted', values: sample.yPred },
      { name: 'residual', values: left },
    ],
  };
}

/** How the errors are distributed. */
export function residualHistogramFigure({ residualHistogram: { edges, counts } }: RegressionEvaluation): Figure {
  const middle = Array.from(counts, (_, i) => (edges[i]! + edges[i + 1]!) / 2);
  let tallest = 0;
  for (let i = 1; i < counts.length; i++) if (counts[i]! > counts[tallest]!) tallest = i;
  return {
    data: [
      {
        type: 'bar',
        name: 'Rows',
        x: middle,
        y: Array.from(counts),
        marker: { color: '@accent' },
        width: Array.from(counts, (_, i) => edges[i + 1]! - edges[i]!),
        customdata: Array.from(counts, (_, i) => [edges[i]!, edges[i + 1]!]),
        hovertemplate: '%{customdata[0]:.4~g} to %{customdata[1]:.4~g}<br>%{y:,} rows<extra></extra>',
      },
    ],
    layout: { xaxis: { title: { text: 'True − predicted' } }, yaxis: { title: { text: 'Rows' } }, bargap: 0.04, showlegend: false },
    title: 'How large errors are',
    summary: counts.length === 0 ? 'No rows.' : `Most often between ${sane(edges[tallest]!)} and ${sane(edges[tallest + 1]!)}.`,
    table: [
      { name: 'from', values: edges.slice(0, -1) },
      { name: 'to', values: edges.slice(1) },
      { name: 'rows', values: counts },
    ],
  };
}

/** Sorted errors against what normal errors of the same spread would be. */
export function quantileFigure({ quantiles: { x, y } }: RegressionEvaluation): Figure {
  const ends = [...range(x)];
  const last = y.length - 1;
  const heavy = last > 0 && (y[last]! > x[last]! + 1 || y[0]! < x[0]! - 1);
  return {
    data: [
      referenceLine(ends, ends, 'Normal errors'),
      { type: 'scatter', mode: 'markers', name: 'Errors', x: Array.from(x), y: Array.from(y), marker: { color: '@accent', size: 5, opacity: 0.7 }, hovertemplate: 'Normal %{x:.2f}, here %{y:.2f} standard deviations<extra></extra>' },
    ],
    layout: { xaxis: { title: { text: 'Normal quantile' } }, yaxis: { title: { text: 'Standardised error' } }, showlegend: false },
    title: 'Q–Q: are errors normal?',
    summary: heavy ? 'The largest errors are larger than normal errors would be.' : 'The largest errors are no larger than normal errors would be.',
    table: [
      { name: 'normal quantile', values: x },
      { name: 'standardised residual', values: y },
    ],
  };
}

/** Share of rows whose error is at most so large. */
export function errorCurveFigure({ errorCurve: { x, y } }: RegressionEvaluation, target: string): Figure {
  const at = (share: number): number => x[y.findIndex((v) => v >= share)] ?? Number.NaN;
  return {
    data: [{ type: 'scatter', mode: 'lines', name: 'Rows', x: Array.from(x), y: Array.from(y), line: { color: '@accent', width: 2 }, hovertemplate: '%{y:.1%} of the rows are off by at most %{x:.4~g}<extra></extra>' }],
    layout: { xaxis: { title: { text: `Error of ${target}, at most` }, rangemode: 'tozero' }, yaxis: { title: { text: 'Share of rows' }, tickformat: '.0%', range: [0, 1.02] }, showlegend: false },
    title: 'How many rows are within an error',
    summary: `Half the rows are off by at most ${sane(at(0.5))}, ${percent(0.9)} by at most ${sane(at(0.9))}.`,
    table: [
      { name: 'absolute error', values: x },
      { name: 'share of rows', values: y },
    ],
  };
}
