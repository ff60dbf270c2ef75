import { mix, mulberry32, permutation } from '../../core/random.ts';
import type { LossName } from '../names.ts';
import type { NetSpec } from '../spec.ts';
import type { Update } from './optimizer.ts';
import type { Schedule } from './schedule.ts';
import type { Batch } from './parts.ts';

/** Rows as a net takes them: float32, row-major. */
export interface NetData {
  readonly rows: number;
  readonly x: Float32Array;
  /** rows × outputs: one-hot (softmax), 0 / 1 (binary) or values. May be `x` itself (autoencoders). */
  readonly y: Float32Array;
  readonly weight: Float32Array | null;
}

export interface TrainJob extends Update {
  readonly net: NetSpec;
  readonly initial: Float32Array;
  readonly data: NetData;
  readonly validation: NetData | null;
  readonly loss: LossName;
  readonly schedule: Schedule;
  readonly batchSize: number;
  readonly epochs: number;
  /** Epochs without a better loss before it stops and goes back to the best; `null`: never. */
  readonly patience: number | null;
  readonly shuffle: boolean;
  readonly seed: number;
  /** Milliseconds between checkpoints; 0 saves after every batch. */
  readonly checkpointMs: number;
}

/** Says whether a checkpoint is of this very training. */
export function fingerprintOf(job: TrainJob): string {
  const { data, validation, initial: _, checkpointMs: __, ...rest } = job;
  const sum = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);
  const of = (d: NetData | null): readonly number[] => (d === null ? [] : [d.rows, sum(d.x), sum(d.y), d.weight === null ? 0 : sum(d.weight)]);
  return JSON.stringify([rest, of(data), of(validation)]);
}

/** Rows scored at once for validation. */
export const SCORE_ROWS = 512;

/** How many rows the batches of a training have: all alike, but for the last. */
export function batchSizes({ data, validation, batchSize }: Pick<TrainJob, 'data' | 'validation' | 'batchSize'>): { readonly learned: readonly number[]; readonly scored: readonly number[] } {
  const of = (rows: number, size: number): readonly number[] => [...new Set([Math.min(size, rows), rows % size])].filter((n) => n > 0);
  return { learned: of(data.rows, batchSize), scored: validation === null ? [] : of(validation.rows, SCORE_ROWS) };
}

/** Order of the rows in an epoch: a function of the seed and the epoch, so that a resumed epoch goes on in the same order. */
export const epochOrder = (job: TrainJob, epoch: number): Int32Array | null =>
  job.shuffle ? permutation(job.data.rows, mulberry32(mix(job.seed, 4, epoch))) : null;

/** Rows narrower than this are copied number by number, which is quicker than a view of each. */
const NARROW = 64;

function copyRow(from: Float32Array, row: number, width: number, to: Float32Array, at: number): void {
  if (width >= NARROW) to.set(from.subarray(row * width, (row + 1) * width), at * width);
  else for (let j = 0; j < width; j++) to[at * width + j] = from[row * width + j]!;
}

/** Rows `start` … `end − 1` of `order` (or of the data as it lies). */
export function batchOf(data: NetData, order: Int32Array | null, start: number, end: number): Batch {
  const rows = end - start;
  const [p, k] = [data.x.length / data.rows, data.y.length / data.rows];
  if (order === null) {
    return { rows, x: data.x.slice(start * p, end * p), y: data.y.slice(start * k, end * k), weight: data.weight?.slice(start, end) ?? new Float32Array(rows).fill(1) };
  }
  const x = new Float32Array(rows * p);
  const same = data.y === data.x;
  const y = same ? x : new Float32Array(rows * k);
  const weight = new Float32Array(rows).fill(1);
  for (let i = 0; i < rows; i++) {
    const row = order[start + i]!;
    copyRow(data.x, row, p, x, i);
    if (!same) copyRow(data.y, row, k, y, i);
    if (data.weight !== null) weight[i] = data.weight[row]!;
  }
  return { rows, x, y, weight };
}
