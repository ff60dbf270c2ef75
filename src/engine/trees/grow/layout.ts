import { allocated } from '../../kernels/memory.ts';
import type { Memory } from '../../kernels/memory.ts';
import { binMemory, SAMPLE } from '../bins/bin.ts';

/** Rows of one call where a kernel runs over rows. */
export const ROW_BLOCK = 8192;
/** Bytes that one call of the search for splits needs for itself. */
export const SCRATCH = 3136;
/** Bytes that describe a node to the search for splits. */
export const NODE = 80;
const HISTOGRAMS = 256 * 2 ** 20;

/** How large everything is that trees are grown in. */
export interface Shape {
  readonly rows: number;
  readonly features: number;
  readonly outputs: number;
  readonly maxLeaves: number;
  readonly threads: number;
  readonly histogramBytes?: number;
}

/** Addresses of a grower's memory; see the kernels for what each holds. */
export interface Layout {
  readonly maxLeaves: number;
  readonly slotBytes: number;
  /** Histograms that can be kept, and parts of histograms that threads can fill at once. */
  readonly slotCount: number;
  readonly partCount: number;
  /** Nodes searched at once. */
  readonly batch: number;
  readonly gradients: readonly number[];
  readonly hessians: readonly number[];
  readonly scores: readonly number[];
  readonly labels: number;
  readonly weights: number;
  /** Addresses of scores, gradients and hessians, an array an output, and the factor of softmax. */
  readonly outputs: number;
  readonly pairs: number;
  readonly rows: number;
  readonly spare: number;
  readonly leaves: number;
  readonly sums: number;
  readonly scales: number;
  readonly segments: number;
  readonly slots: number;
  readonly parts: number;
  readonly features: number;
  /** The columns that the tree at hand may be split on, where they are few. */
  readonly columns: number;
  readonly rules: number;
  readonly searched: number;
  readonly pairsOfNodes: number;
  readonly masks: number;
  readonly results: number;
  /** `SCRATCH` bytes a call of the search. */
  readonly scratch: number;
  readonly tables: number;
  readonly tree: number;
  readonly values: number;
}

const capOf = ({ rows, maxLeaves }: Shape): number => Math.max(2, Math.min(maxLeaves, rows));

/** Lays everything out with `alloc`: a memory's own, or one that only counts. */
export function layOut(shape: Shape, alloc: (bytes: number) => number): Layout {
  const { rows, features, outputs, threads } = shape;
  const leaves = capOf(shape);
  const slotBytes = Math.ceil(features / 4) * 4 * 2048;
  const slotCount = Math.max(4, Math.min(leaves + 1, Math.floor((shape.histogramBytes ?? HISTOGRAMS) / slotBytes)));
  const batch = slotCount;
  const partCount = threads > 1 ? Math.min((threads - 1) * (batch >> 1), Math.ceil(rows / ROW_BLOCK) + threads) : 0;
  const many = (count: number, bytes: number): number[] => Array.from({ length: count }, () => alloc(bytes));
  return {
    maxLeaves: leaves, slotBytes, slotCount, partCount, batch,
    gradients: many(outputs, rows * 4 + 16),
    hessians: many(outputs, rows * 4 + 16),
    scores: many(outputs, rows * 8 + 16),
    labels: alloc(rows * 8 + 16),
    weights: alloc(rows * 8 + 16),
    outputs: alloc(outputs * 12 + 16),
    pairs: alloc(rows * 8),
    rows: alloc(rows * 4 + 16),
    spare: alloc(rows * 4 + 16),
    leaves: alloc(rows * 4),
    sums: alloc(Math.max(Math.ceil(rows / ROW_BLOCK), leaves) * 16),
    scales: alloc(16),
    segments: alloc(2 * leaves * threads * 8),
    slots: alloc(slotCount * slotBytes),
    parts: alloc(partCount * slotBytes),
    features: alloc(features * 16),
    columns: alloc(features * 4),
    rules: alloc(128),
    searched: alloc(batch * NODE),
    pairsOfNodes: alloc(batch * 16),
    masks: alloc(batch * features),
    results: alloc(batch * features * 16),
    scratch: alloc((batch + 2 * threads) * SCRATCH),
    tables: alloc(leaves * 256),
    tree: alloc(2 * leaves * 16),
    values: alloc(2 * leaves * 8),
  };
}

export const layOutIn = (shape: Shape, memory: Memory): Layout => layOut(shape, (bytes) => memory.alloc(bytes));

/** Bytes to open a backend with for `bin` and then `createGrower` on data of this shape; also what such a fit needs beside its matrix. */
export function predictMemory(shape: Shape & { readonly sample?: number; readonly categories?: number }): number {
  let bytes = 0;
  layOut(shape, (more) => {
    bytes += allocated(more);
    return 0;
  });
  const { kept, passing } = binMemory(shape.rows, shape.features, shape.threads, shape.categories ?? 0, shape.sample ?? SAMPLE);
  return kept + Math.max(passing, bytes);
}
