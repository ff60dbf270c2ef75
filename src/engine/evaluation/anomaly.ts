import type { Matrix } from '../../frame/matrix.ts';
import { spread } from './decimate.ts';
import type { AnomalyEvaluation } from './evaluation.ts';
import { histogram } from './histogram.ts';

const TOP = 1_000;
const POINTS = 5_000;
/** Rows that must not fall between the points: charts mark the most unusual. */
const MARKED = 100;

/** Rows in the bottleneck of a net. */
export interface Code {
  /** The table's numbers of the rows. */
  readonly rows: Uint32Array;
  /** One row of coordinates a row. */
  readonly values: Matrix;
}

/** Most unusual first; ties in the order of the rows. */
const unusual = (score: Float64Array): Uint32Array => Uint32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);

/** Places of the rows worth a point on the plane, ascending: at most 5,000 spread over all, the most unusual ones among them. */
export function codedAt(score: Float64Array): Uint32Array {
  const n = score.length;
  if (n <= POINTS) return spread(n, POINTS);
  return Uint32Array.from(new Set([...unusual(score).subarray(0, MARKED), ...spread(n, POINTS - MARKED)])).sort();
}

/** The two columns of the code that vary most: all that fits on a plane without further fitting. A single column is drawn against 0. */
function plane({ rows, values: code }: Code): AnomalyEvaluation['code'] {
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
  const coordinate = (j: number | undefined): Float64Array => Float64Array.from({ length: code.rows }, (_, i) => (j === undefined ? 0 : code.values[i * p + j]!));
  return { rows, x: coordinate(chosen[0]), y: coordinate(chosen[1]) };
}

/** `score`: how unusual each row is, larger is more. `code`: where some of them (see `codedAt`) lie in a net's code, or `null`. */
export function evaluateAnomaly(rows: Uint32Array, score: Float64Array, code: Code | null): AnomalyEvaluation {
  const order = unusual(score).subarray(0, TOP);
  return {
    kind: 'anomaly',
    rows: rows.length,
    top: { rows: Uint32Array.from(order, (i) => rows[i]!), score: Float64Array.from(order, (i) => score[i]!) },
    histogram: histogram(score),
    code: code === null ? null : plane(code),
  };
}
