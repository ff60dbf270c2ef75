import { type Matrix, matrix } from '../../frame/matrix.ts';
import type { AnyAlgorithm } from '../core/algorithm.ts';
import { type Dataset, type Task, isClassification } from '../core/dataset.ts';
import { mulberry32, normal } from '../core/random.ts';

const CLASSES: Readonly<Record<'binary' | 'multiclass', readonly string[]>> = { binary: ['no', 'yes'], multiclass: ['blue', 'green', 'red'] };
const IMAGE_SIDE = 8;
const RELEVANCES = 5;
const QUERY_ROWS = 10;

/** Rows whose target can be learned from the columns, with some noise. No two values are equal, so nothing ties. */
function tableRows(rows: number, random: () => number): { readonly X: Matrix; readonly signal: Float64Array } {
  const next = normal(random);
  const columns = ['length', 'width', 'weight', 'noise'];
  const scales = [1, 3, 0.5, 2];
  const values = Float64Array.from({ length: rows * 4 }, (_, at) => next() * scales[at % 4]! + (at % 4));
  const signal = Float64Array.from({ length: rows }, (_, i) => 2 * values[i * 4]! - 0.8 * values[i * 4 + 1]! + 3 * values[i * 4 + 2]! + 0.3 * next());
  return { X: matrix(columns, values), signal };
}

/** Gray images, 8 × 8, brighter from left to right by an amount that is the signal. */
function imageRows(rows: number, random: () => number): { readonly X: Matrix; readonly signal: Float64Array } {
  const pixels = IMAGE_SIDE * IMAGE_SIDE;
  const signal = Float64Array.from({ length: rows }, () => random() * 8 - 4);
  const values = Float64Array.from({ length: rows * pixels }, (_, at) => {
    const x = (at % IMAGE_SIDE) / (IMAGE_SIDE - 1) - 0.5;
    return Math.min(255, Math.max(0, 128 + 25 * signal[Math.floor(at / pixels)]! * x + 20 * (random() - 0.5)));
  });
  return { X: matrix(Array.from({ length: pixels }, (_, j) => `pixel ${j}`), values), signal };
}

/** Relevance by fifths, classes by thirds or halves of the signal; values above zero, so that counts and logarithms are possible. */
function targetOf(task: Task, signal: Float64Array): Float64Array | null {
  if (task === 'unsupervised') return null;
  if (task === 'regression') return signal.map((s) => 20 + s);
  const sorted = signal.slice().sort();
  const kinds = task === 'ranking' ? RELEVANCES : CLASSES[task].length;
  const cuts = Array.from({ length: kinds - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / kinds)]!);
  return signal.map((s) => cuts.filter((cut) => s >= cut).length);
}

/** A small data set that the algorithm can take, the same for the same seed. */
export function toyData(model: AnyAlgorithm, task: Task, rows = 60, seed = 7): Dataset {
  const { X, signal } = (model.tags.images ? imageRows : tableRows)(rows, mulberry32(seed));
  // Rows of a query are not neighbours, and queries do not come in the order of their numbers.
  const queries = Math.ceil(rows / QUERY_ROWS);
  const groups = task === 'ranking' ? Int32Array.from({ length: rows }, (_, i) => queries - 1 - (i % queries)) : null;
  return { X, task, y: targetOf(task, signal), classes: isClassification(task) ? CLASSES[task as 'binary' | 'multiclass'] : null, sampleWeight: null, ...(groups ? { groups } : {}) };
}

/** Keeps or repeats columns by their number; names stay distinct. */
export function withColumns({ X, ...rest }: Dataset, picked: readonly number[], change: (value: number, place: number) => number = (v) => v): Dataset {
  const p = X.columns.length;
  const values = new Float64Array(X.rows * picked.length);
  for (let i = 0; i < X.rows; i++) picked.forEach((j, at) => { values[i * picked.length + at] = change(X.values[i * p + j]!, at); });
  return { ...rest, X: { rows: X.rows, columns: picked.map((j, at) => `${X.columns[j]!} ${at}`), values } };
}
