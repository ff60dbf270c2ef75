import type { Matrix } from '../../../frame/matrix.ts';
import type { ExplainContext } from '../../explainers/explainable.ts';
import type { Threads } from '../../core/threads.ts';
import type { Backend } from '../../kernels/backend.ts';
import { allocated } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import { explainKernels } from '../../kernels/explain.ts';
import { treeShap } from '../../kernels/twins/tree-shap.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { treeCount } from '../predict.ts';
import { BLOCK, LANES, scratchBytes, TREE } from './layout.ts';
import { bytesOf, type PackedTree, packTrees, plus, pointsOf, type Size, sizeOf } from './pack.ts';
import { walkOf } from './program.ts';

export type TreeShapContext = ExplainContext & { readonly threads: Threads | null };

export interface PathOptions {
  readonly leftShare: Float64Array;
  /** Ensemble columns whose effects are added up, as numbers below `groups`. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  readonly pairs: boolean;
  /** Forces the plain TypeScript kernels: for tests. */
  readonly twins?: boolean;
}

/** Results of some rows, to be read before `visit` returns: row i of output k and group g is at (k · groups + g) · stride + i. */
export interface PathBlock {
  readonly from: number;
  readonly rows: number;
  readonly stride: number;
  readonly effects: Float64Array;
  /** (k · groups + g) · groups + h: half of what g's answers and the ones about h above them share; add both halves. */
  readonly pairs: Float64Array | null;
}

/** Trees packed at once, and cells and results kept at once, in bytes. */
const BATCH_BYTES = 32 * 2 ** 20;
const CHUNK_BYTES = 32 * 2 ** 20;
/** Steps × quadrature points × rows of one run: some 20 ms of one thread. */
const RUN_WORK = 4_000_000;

const up = (rows: number): number => Math.ceil(rows / LANES) * LANES;

/** Consecutive trees that are packed together. */
interface Batch {
  readonly trees: readonly number[];
  readonly size: Size;
  readonly slots: number;
  /** Most scratch doubles any of them needs a call. */
  readonly scratch: number;
  readonly work: number;
}

function batchesOf(e: TreeEnsemble, options: PathOptions): Batch[] {
  const batches: Batch[] = [];
  let open: Batch = { trees: [], size: { doubles: 0, words: 0 }, slots: 0, scratch: 0, work: 0 };
  for (let tree = 0; tree < treeCount(e); tree++) {
    const walk = walkOf(e, tree, options.leftShare, options.pairs);
    if (walk.nodes.length === 0) continue;
    const size = sizeOf(e, walk);
    if (open.trees.length > 0 && bytesOf(open.size) + bytesOf(size) > BATCH_BYTES) {
      batches.push(open);
      open = { trees: [], size: { doubles: 0, words: 0 }, slots: 0, scratch: 0, work: 0 };
    }
    open = {
      trees: [...open.trees, tree],
      size: plus(open.size, size),
      slots: Math.max(open.slots, walk.slots),
      scratch: Math.max(open.scratch, scratchBytes(walk.slots, pointsOf(walk), e.width)),
      work: open.work + walk.steps.length * pointsOf(walk) * e.width,
    };
  }
  if (open.trees.length > 0) batches.push(open);
  return batches;
}

/** Runs one batch over the rows of a chunk, in pieces short enough to be cancelled. */
async function runBatch(backend: Backend, block: number, rows: number, scratch: readonly number[], work: number, step: () => Promise<void>): Promise<void> {
  const piece = Math.max(LANES, up(Math.floor(RUN_WORK / Math.max(work, 1))));
  const each = piece * scratch.length;
  for (let from = 0; from < rows; from += each) {
    const share = up(Math.ceil(Math.min(each, rows - from) / scratch.length));
    const calls: number[][] = [];
    for (let i = 0, at = from; i < scratch.length && at < Math.min(rows, from + each); i++, at += share) calls.push([block, at, Math.min(at + share, up(rows)), scratch[i]!]);
    backend.run(treeShap, calls);
    await step();
  }
}

/**
 * What every group of columns adds to every output of every row by path-dependent TreeSHAP, before the link, the base left out.
 * `X` has the ensemble's own columns. Results come chunk by chunk.
 */
export async function pathEffects(e: TreeEnsemble, X: Matrix, options: PathOptions, ctx: TreeShapContext, visit: (block: PathBlock) => void): Promise<void> {
  const { groups } = options;
  const batches = batchesOf(e, options);
  const used = Int32Array.from(new Set(e.feature.filter((j) => j >= 0))).sort();
  const place = new Map(Array.from(used, (j, i) => [j, i]));
  const perRow = 8 * (used.length + e.outputs * groups * (options.pairs ? 1 + groups : 1));
  const stride = Math.min(up(X.rows), Math.max(LANES, Math.floor(CHUNK_BYTES / perRow / LANES) * LANES));
  const scratchSize = Math.max(0, ...batches.map((b) => b.scratch));
  const most = Math.max(0, ...batches.map((b) => allocated(bytesOf(b.size)) + allocated(b.trees.length * TREE.bytes)));
  const helpers = ctx.threads?.count ?? 1;
  const wanted = Math.max(1, Math.min(helpers, Math.ceil(X.rows / LANES)));
  const cellBytes = used.length * stride * 8;
  const effectBytes = e.outputs * groups * stride * 8;
  const pairBytes = options.pairs ? effectBytes * groups : 0;
  const bytes = allocated(BLOCK.bytes) + allocated(cellBytes) + allocated(effectBytes) + allocated(pairBytes) + wanted * allocated(scratchSize) + most;
  const backend = await openBackend([explainKernels], { bytes, threads: ctx.threads, maxThreads: wanted, twins: options.twins ?? false });
  try {
    const { memory } = backend;
    const block = memory.alloc(BLOCK.bytes);
    const cells = memory.alloc(cellBytes);
    const effects = memory.alloc(effectBytes);
    const pairs = options.pairs ? memory.alloc(pairBytes) : 0;
    const scratch = Array.from({ length: backend.threads }, () => memory.alloc(scratchSize));
    const packing = { memory, ensemble: e, leftShare: options.leftShare, groupOf: options.groupOf, cellsOf: (j: number) => cells + place.get(j)! * stride * 8 };
    const put = (offset: number, value: number): void => { memory.i32[(block + offset) >> 2] = value; };
    put(BLOCK.cells, cells);
    put(BLOCK.stride, stride);
    put(BLOCK.width, e.width);
    put(BLOCK.effects, effects);
    put(BLOCK.groups, groups);
    put(BLOCK.pairs, pairs);
    const chunks = Math.ceil(X.rows / stride);
    const base = memory.mark();
    for (let from = 0, c = 0; from < X.rows; from += stride, c++) {
      const rows = Math.min(stride, X.rows - from);
      fillCells(e, X, from, rows, stride, used, memory.f64.subarray(cells >> 3, (cells + cellBytes) >> 3));
      memory.f64.fill(0, effects >> 3, (effects + effectBytes) >> 3);
      if (pairs !== 0) memory.f64.fill(0, pairs >> 3, (pairs + pairBytes) >> 3);
      for (const [b, batch] of batches.entries()) {
        if (c === 0 || batches.length > 1) {
          memory.release(base);
          const trees = batch.trees.map((tree): PackedTree => ({ tree, walk: walkOf(e, tree, options.leftShare, options.pairs) }));
          put(BLOCK.trees, trees.length);
          put(BLOCK.treesAt, packTrees(trees, batch.size, packing));
        }
        await runBatch(backend, block, rows, scratch, batch.work, ctx.breathe);
        ctx.progress(c * batches.length + b + 1, chunks * batches.length);
      }
      const view = (at: number, length: number): Float64Array => memory.f64.subarray(at >> 3, (at + length) >> 3);
      visit({ from, rows, stride, effects: view(effects, effectBytes), pairs: pairs === 0 ? null : view(pairs, pairBytes) });
    }
  } finally {
    backend.close();
  }
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
