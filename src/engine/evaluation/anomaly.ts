import type { Matrix } from '../../frame/matrix.ts';
import { spread } from './decimate.ts';
import type { AnomalyEvaluation } from './evaluation.ts';
import { histogram } from './histogram.ts';

const TOP = 1_000;
const POINTS = 5_000;

/** The two columns of the code that vary most: all that fits on a plane without further fitting. A single column is drawn against 0. */
function plane(code: Matrix, rows: Uint32Array): AnomalyEvaluation['code'] {
  const p = code.columns.length;
  if (p === 0) return null;
  const variance = (j: number): number => {
    let mean = 0;
    for (let i = 0; i < code.rows; i++) mean += code.values[i * p + j]! / code.rows;
    let sum = 0;
    for (let i = 0; i < code.rows; i++) sum += (code.values[i * p + j]! - mean) ** 2;
    return sum;
  };
  const spreads = code.columns.map((_, j) => variance(j));
  const chosen = spreads.map((_, j) => j).sort((a, b) => spreads[b]! - spreads[a]! || a - b).slice(0, 2).sort((a, b) => a - b);
  const at = spread(code.rows, POINTS);
  const coordinate = (j: number | undefined): Float64Array => Float64Array.from(at, (i) => (j === undefined ? 0 : code.values[i * p + j]!));
  return { rows: Uint32Array.from(at, (i) => rows[i]!), x: coordinate(chosen[0]), y: coordinate(chosen[1]) };
}

/** `score`: how unusual each row is, larger is more. `code` has one row for each of `rows`, or is `null`. */
export function evaluateAnomaly(rows: Uint32Array, score: Float64Array, code: Matrix | null): AnomalyEvaluation {
  const order = Uint32Array.from({ length: rows.length }, (_, i) => i).sort((a, b) => score[b]! - score[a]! || a - b).slice(0, TOP);
  return {
    kind: 'anomaly',
    rows: rows.length,
    top: { rows: Uint32Array.from(order, (i) => rows[i]!), score: Float64Array.from(order, (i) => score[i]!) },
    histogram: histogram(score),
    code: code === null ? null : plane(code, rows),
  };
}
