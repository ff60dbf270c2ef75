import { isClassification } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import type { Graph } from '../engine/export/graph.ts';
import { type OnnxOutputs, type OnnxPaths, openOnnx } from '../engine/export/onnx/index.ts';
import { type Features, takeFeatures } from '../frame/features.ts';
import { onnxInputs } from './onnx-inputs.ts';
import type { FittedPipeline } from './results.ts';

/** What was found by running the exported file on rows of the person's own data; goes into the zip as `parity.json`. */
export interface Certificate {
  readonly format: 'tablab/parity';
  readonly runtime: string;
  readonly rows: number;
  /** Largest absolute difference of a probability or value. */
  readonly largestDifference: number;
  /** Share of rows with the same class; 1 for regression. */
  readonly sameClass: number;
  readonly tolerance: number;
  readonly passed: boolean;
  readonly checkedAt: string;
}

/** Our own predictions of the same rows: class index or value a row; rows × K probabilities. */
export interface Ours {
  readonly yPred: Float64Array;
  readonly proba: Float64Array | null;
}

export const TOLERANCE = 1e-5;
const BATCH = 4096;

/** Missing in both places is no difference; missing in one is an infinite one. */
const gap = (a: number, b: number): number => (Number.isNaN(a) && Number.isNaN(b) ? 0 : Number.isNaN(a - b) ? Infinity : Math.abs(a - b));

interface Tally { readonly largest: number; readonly same: number }

function compare(fitted: FittedPipeline, graph: Graph, outputs: OnnxOutputs, ours: Ours, start: number, rows: number): Tally {
  const read = (j: number) => {
    const port = graph.outputs[j];
    const output = port && outputs[port.name];
    if (!output) throw new StudioError('internal', `The exported model has no output number ${j + 1}.`);
    if (output.data.length !== rows * port.width) throw new StudioError('internal', `Output "${port.name}" of the exported model has ${output.data.length} values for ${rows} rows; expected ${rows * port.width}.`);
    return output.data;
  };
  let largest = 0;
  if (!isClassification(fitted.task)) {
    const values = read(0) as Float64Array;
    for (let i = 0; i < rows; i++) largest = Math.max(largest, gap(values[i]!, ours.yPred[start + i]!));
    return { largest, same: rows };
  }
  const classes = fitted.classes ?? [];
  const labels = read(0);
  let same = 0;
  for (let i = 0; i < rows; i++) if (labels[i] === classes[ours.yPred[start + i]!]) same++;
  if (graph.outputs.length > 1 && ours.proba !== null) {
    const K = classes.length;
    const values = read(1) as Float64Array;
    for (let i = 0; i < rows * K; i++) largest = Math.max(largest, gap(values[i]!, ours.proba[start * K + i]!));
  }
  return { largest, same };
}

/**
 * Runs the exported file in ONNX Runtime on the rows of `features` and compares with what the app says of them.
 * Probabilities may differ by 1e-5 and every class must be the same; values may differ by 1e-5 of the largest one (at least 1e-5).
 */
export async function verifyOnnx(bytes: Uint8Array, graph: Graph, fitted: FittedPipeline, features: Features, ours: Ours, options: { readonly paths?: OnnxPaths | null; readonly now?: () => Date; readonly breathe?: () => Promise<void> } = {}): Promise<Certificate> {
  const session = await openOnnx(bytes, options.paths ?? null);
  let largestDifference = 0;
  let same = 0;
  try {
    for (let start = 0; start < features.rows; start += BATCH) {
      await options.breathe?.();
      const rows = Math.min(BATCH, features.rows - start);
      const piece = rows === features.rows ? features : takeFeatures(features, Uint32Array.from({ length: rows }, (_, i) => start + i));
      const tally = compare(fitted, graph, await session.run(onnxInputs(graph, piece)), ours, start, rows);
      largestDifference = Math.max(largestDifference, tally.largest);
      same += tally.same;
    }
  } finally {
    await session.release();
  }
  const scale = isClassification(fitted.task) ? 1 : ours.yPred.reduce((so, v) => (Number.isFinite(v) ? Math.max(so, Math.abs(v)) : so), 1);
  const tolerance = TOLERANCE * scale;
  const sameClass = features.rows === 0 ? 1 : same / features.rows;
  return {
    format: 'tablab/parity',
    runtime: session.runtime,
    rows: features.rows,
    largestDifference: Math.min(largestDifference, Number.MAX_VALUE),
    sameClass,
    tolerance,
    passed: features.rows > 0 && largestDifference <= tolerance && sameClass === 1,
    checkedAt: (options.now?.() ?? new Date()).toISOString(),
  };
}
