import { normalQuantile } from '../math/normal.ts';
import { CURVE_POINTS, keepCorners, spread } from './decimate.ts';
import type { RegressionEvaluation } from './evaluation.ts';
import { histogram } from './histogram.ts';

/** Rows a scatter plot holds. */
const SAMPLE = 5_000;

/** Standardised residuals in order, against the normal quantiles of (i + ½) / n. */
function normalPlot(residuals: Float64Array): RegressionEvaluation['quantiles'] {
  const n = residuals.length;
  const mean = residuals.reduce((a, b) => a + b, 0) / n;
  const sd = Math.sqrt(residuals.reduce((sum, r) => sum + (r - mean) ** 2, 0) / Math.max(1, n - 1));
  const sorted = residuals.slice().sort();
  const at = spread(n, CURVE_POINTS);
  return {
    x: Float64Array.from(at, (i) => normalQuantile((i + 0.5) / n)),
    y: Float64Array.from(at, (i) => (sd > 0 ? (sorted[i]! - mean) / sd : 0)),
  };
}

function errorCurve(residuals: Float64Array): RegressionEvaluation['errorCurve'] {
  const x = residuals.map(Math.abs).sort();
  const y = x.map((_, i) => (i + 1) / x.length);
  const kept = keepCorners(x, y);
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}

/** Residuals are true − predicted. `rows` are the table's row numbers. */
export function evaluateRegression(rows: Uint32Array, yTrue: Float64Array, yPred: Float64Array): RegressionEvaluation {
  const residuals = yTrue.map((y, i) => y - yPred[i]!);
  const at = spread(rows.length, SAMPLE);
  return {
    kind: 'regression',
    rows: rows.length,
    sample: { rows: Uint32Array.from(at, (i) => rows[i]!), yTrue: Float64Array.from(at, (i) => yTrue[i]!), yPred: Float64Array.from(at, (i) => yPred[i]!) },
    residualHistogram: histogram(residuals),
    quantiles: normalPlot(residuals),
    errorCurve: errorCurve(residuals),
  };
}
