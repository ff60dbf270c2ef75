import type { Matrix } from '../../../frame/matrix.ts';
import type { Threads } from '../../core/threads.ts';
import type { ExplainContext } from '../../explainers/explainable.ts';
import type { Backend } from '../../kernels/backend.ts';
import { explainKernels } from '../../kernels/explain.ts';
import type { Kernel } from '../../kernels/kernel.ts';
import { allocated, type Memory } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { BLOCK, LANES } from './layout.ts';

export type TreeShapContext = ExplainContext & { readonly threads: Threads | null };

/** Consecutive trees that are packed together. */
export interface Batch {
  readonly trees: readonly number[];
  readonly bytes: number;
  /** About so many nanoseconds a row. */
  readonly work: number;
}

/** What is to be run over every row and every tree, by a kernel of the arguments (block, first row, row after the last, scratch). */
export interface TreeJob {
  readonly kernel: Kernel;
  readonly groups: number;
  readonly pairs: boolean;
  readonly batches: readonly Batch[];
  /** Bytes of its own that each call needs; zero at first. */
  readonly scratch: number;
  /** Bytes that are the same for all calls; `begin` writes them. */
  readonly common: number;
  begin?(memory: Memory, at: number, put: (offset: number, value: number) => void): void;
  /** Writes a batch at the end of the memory; the address of its trees' records. `cellsOf`: where an ensemble column's cells begin. */
  pack(batch: Batch, memory: Memory, cellsOf: (feature: number) => number): number;
  /** Times all trees are run over the same rows, each with fresh results (1: once). */
  readonly passes: number;
  beforePass?(pass: number, memory: Memory): void;
}

/** Results of some rows, to be read before `visit` returns: row i of output k and group g is at (k · groups + g) · stride + i. */
export interface RowBlock {
  readonly from: number;
  readonly rows: number;
  readonly stride: number;
  readonly pass: number;
  readonly effects: Float64Array;
  /** (k · groups + g) · groups + h, where they were wanted. */
  readonly pairs: Float64Array | null;
}

/** Trees packed at once, and cells and results kept at once. */
export const BATCH_BYTES = 32 * 2 ** 20;
const CHUNK_BYTES = 32 * 2 ** 20;
/** A run ends after about so long, to hear cancel. */
const RUN_NANOSECONDS = 20_000_000;

export const padded = (rows: number): number => Math.ceil(rows / LANES) * LANES;

/** Puts trees into batches by `measure` (bytes, nanoseconds a row; `null` for trees that have nothing to do). */
export function batchesOf(trees: number, measure: (tree: number) => Omit<Batch, 'trees'> | null): Batch[] {
  const batches: { trees: number[]; bytes: number; work: number }[] = [];
  for (let tree = 0; tree < trees; tree++) {
    const size = measure(tree);
    if (size === null) continue;
    let open = batches.at(-1);
    if (open === undefined || open.bytes + size.bytes > BATCH_BYTES) batches.push((open = { trees: [], bytes: 0, work: 0 }));
    open.trees.push(tree);
    open.bytes += size.bytes;
    open.work += size.work;
  }
  return batches;
}

/** Cells of some rows, column by column, padded with the last of them, rounded where the ensemble compares single precision. */
function fillCells(e: TreeEnsemble, X: Matrix, from: number, rows: number, stride: number, used: Int32Array, into: Float64Array): void {
  const p = X.columns.length;
  used.forEach((j, c) => {
    const round = e.float32 && e.categories[j] === null;
    for (let i = 0; i < stride; i++) {
      const value = X.values[(from + Math.min(i, rows - 1)) * p + j]!;
      into[c * stride + i] = round ? Math.fround(value) : value;
    }
  });
}

/** Runs one batch over the rows of a chunk, in pieces short enough to be cancelled, each thread its own rows. */
async function runBatch(backend: Backend, kernel: Kernel, block: number, rows: number, scratch: readonly number[], work: number, breathe: () => Promise<void>): Promise<void> {
  const slower = backend.kind === 'wasm' ? 1 : 8;
  const piece = Math.max(LANES, padded(Math.floor(RUN_NANOSECONDS / Math.max(work * slower, 1))));
  const each = piece * scratch.length;
  for (let from = 0; from < rows; from += each) {
    const end = Math.min(rows, from + each);
    const share = padded(Math.ceil((end - from) / scratch.length));
    backend.run(kernel, scratch.flatMap((own, i) => (from + i * share < end ? [[block, from + i * share, padded(Math.min(from + (i + 1) * share, end)), own]] : [])));
    await breathe();
  }
}

/**
 * Runs a job over all rows of `X` (the ensemble's own columns), chunk by chunk; `visit` reads each chunk's results. What comes out does
 * not depend on threads, chunks or batches: every row is worked on alone, and trees are added in their order.
 */
export async function runTrees(e: TreeEnsemble, X: Matrix, job: TreeJob, twins: boolean, ctx: TreeShapContext, visit: (block: RowBlock) => void): Promise<void> {
  const { groups, batches, passes } = job;
  const used = Int32Array.from(new Set(e.feature.filter((j) => j >= 0))).sort();
  const place = new Map(Array.from(used, (j, c) => [j, c]));
  const effectsPerRow = e.outputs * groups;
  const pairsPerRow = job.pairs ? effectsPerRow * groups : 0;
  const perRow = 8 * (used.length + effectsPerRow + pairsPerRow);
  const stride = Math.min(padded(X.rows), Math.max(LANES, Math.floor(CHUNK_BYTES / perRow / LANES) * LANES));
  const threads = Math.max(1, Math.min(ctx.threads?.count ?? 1, Math.ceil(X.rows / LANES)));
  const room = [BLOCK.bytes, job.common, stride * perRow, ...Array.from({ length: threads }, () => job.scratch), Math.max(0, ...batches.map((b) => b.bytes))];
  const backend = await openBackend([explainKernels], { bytes: room.reduce((sum, bytes) => sum + allocated(bytes), 0), threads: ctx.threads, maxThreads: threads, twins });
  try {
    const { memory } = backend;
    const block = memory.alloc(BLOCK.bytes);
    const common = memory.alloc(job.common);
    const cells = memory.alloc(stride * perRow);
    const effects = cells + used.length * stride * 8;
    const pairs = effects + effectsPerRow * stride * 8;
    const scratch = Array.from({ length: backend.threads }, () => memory.alloc(job.scratch));
    for (const at of scratch) memory.u8.fill(0, at, at + job.scratch);
    const put = (offset: number, value: number): void => { memory.i32[(block + offset) >> 2] = value; };
    put(BLOCK.stride, stride);
    put(BLOCK.width, e.width);
    put(BLOCK.effects, effects);
    put(BLOCK.groups, groups);
    put(BLOCK.pairs, job.pairs ? pairs : 0);
    job.begin?.(memory, common, put);
    const view = (at: number, perRow: number): Float64Array => memory.f64.subarray(at >> 3, (at >> 3) + perRow * stride);
    const end = memory.mark();
    const steps = Math.ceil(X.rows / stride) * passes * batches.length;
    let done = 0;
    let packed: Batch | null = null;
    for (let from = 0; from < X.rows; from += stride) {
      const rows = Math.min(stride, X.rows - from);
      fillCells(e, X, from, rows, stride, used, view(cells, used.length));
      for (let pass = 0; pass < passes; pass++) {
        view(effects, effectsPerRow + pairsPerRow).fill(0);
        job.beforePass?.(pass, memory);
        for (const batch of batches) {
          if (batch !== packed) {
            memory.release(end);
            put(BLOCK.treesAt, job.pack(batch, memory, (j) => cells + place.get(j)! * stride * 8));
            put(BLOCK.trees, batch.trees.length);
            packed = batch;
          }
          await runBatch(backend, job.kernel, block, rows, scratch, batch.work, ctx.breathe);
          ctx.progress(++done, steps);
        }
        visit({ from, rows, stride, pass, effects: view(effects, effectsPerRow), pairs: job.pairs ? view(pairs, pairsPerRow) : null });
      }
    }
  } finally {
    backend.close();
  }
}
