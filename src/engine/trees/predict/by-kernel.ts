import type { Matrix } from '../../../frame/matrix.ts';
import type { PredictContext } from '../../core/algorithm.ts';
import type { Backend } from '../../kernels/backend.ts';
import { allocated } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { predictRows } from '../../kernels/twins/predict.ts';
import type { TreeEnsemble, TreeView } from '../ensemble.ts';
import { applyLink, rawOutputs, treeCount } from '../predict.ts';
import { type Packed, packEnsemble } from './pack.ts';

/** Doubles of one block of rows, about: what fits the second-level cache beside the trees. */
const CELLS = 32_768;
/** Rows times trees below which packing would take longer than the plain way, and below which threads would. */
const SMALL = 20_000;
const THREADED = 2_000_000;

const packs = new WeakMap<TreeEnsemble, Packed>();

/** Ensembles are plain values that do not change: they are packed once. */
function packOf(ensemble: TreeEnsemble): Packed {
  let packed = packs.get(ensemble);
  if (!packed) {
    packed = packEnsemble(ensemble);
    packs.set(ensemble, packed);
  }
  return packed;
}

/** Puts the pack into a backend's memory; answers the address of its table of trees. */
function place({ bytes, trees, moved }: Packed, { memory }: Backend): number {
  const at = memory.alloc(bytes.byteLength);
  const table = memory.alloc(trees.byteLength);
  memory.u8.set(new Uint8Array(bytes), at);
  memory.u8.set(new Uint8Array(trees), table);
  for (const word of moved.bytes) memory.u32[at / 4 + word]! += at;
  for (const word of moved.trees) memory.u32[table / 4 + word]! += at;
  return table;
}

/** Rows of a block, and its bytes. */
function blockOf({ columns, outputs }: TreeEnsemble): { readonly block: number; readonly bytes: readonly number[] } {
  const p = columns.length;
  const block = Math.max(64, Math.min(4096, Math.floor(CELLS / p / 64) * 64));
  return { block, bytes: [block * p * 8 + 16, block * p * 4 + 16, block * outputs * 8] };
}

/** Blocks that are in memory at once. */
const stagesFor = (threads: number): number => 4 * threads;

/** Bytes to open a backend with for `rawOutputsIn`. */
export function predictionMemory(ensemble: TreeEnsemble, threads: number): number {
  const { bytes, trees } = packOf(ensemble);
  return allocated(bytes.byteLength) + allocated(trees.byteLength) + stagesFor(threads) * blockOf(ensemble).bytes.reduce((sum, b) => sum + allocated(b), 0);
}

/** rows × outputs before the link, by a kernel: the bits of `rawOutputs`. */
export async function rawOutputsIn(backend: Backend, ensemble: TreeEnsemble, X: Matrix, { breathe }: Pick<PredictContext, 'breathe'>): Promise<Float64Array> {
  const { memory } = backend;
  const { outputs, width, columns, base, combine } = ensemble;
  const p = columns.length;
  const count = treeCount(ensemble);
  const packed = packOf(ensemble);
  const table = place(packed, backend);
  const { block, bytes } = blockOf(ensemble);
  const rooms = Array.from({ length: stagesFor(backend.threads) }, () => bytes.map((b) => memory.alloc(b)));
  const raw = new Float64Array(X.rows * outputs);
  const flags = Number(ensemble.float32) + 2 * Number(packed.single);
  for (let from = 0; from < X.rows; from += block * rooms.length) {
    const parts = rooms.flatMap(([x, single, out], s) => {
      const first = from + s * block;
      const rows = Math.min(block, X.rows - first);
      return rows > 0 ? [{ x: x!, single: single!, out: out!, first, rows }] : [];
    });
    for (const { x, first, rows } of parts) memory.f64.set(X.values.subarray(first * p, (first + rows) * p), x / 8);
    backend.run(predictRows, parts.map(({ x, single, out, rows }) => [x, rows, p, single, table, count, width, outputs, out, flags]));
    for (const { out, first, rows } of parts) raw.set(memory.f64.subarray(out / 8, out / 8 + rows * outputs), first * outputs);
    await breathe();
  }
  const scale = combine === 'mean' ? Math.max(count, 1) : 1;
  for (let i = 0; i < raw.length; i++) raw[i] = base[i % outputs]! + raw[i]! / scale;
  return raw;
}

/** rows × outputs before the link: `rawOutputs` with the same bits, by kernel and threads where that pays. */
export async function rawOutputsByKernel(ensemble: TreeEnsemble, X: Matrix, ctx: Pick<PredictContext, 'breathe' | 'threads'>): Promise<Float64Array> {
  const work = X.rows * treeCount(ensemble);
  if (work < SMALL || ensemble.columns.length === 0) return rawOutputs(ensemble, X);
  const threads = work < THREADED ? null : ctx.threads;
  const backend = await openBackend([treeKernels], { bytes: predictionMemory(ensemble, threads?.count ?? 1), threads });
  try {
    return await rawOutputsIn(backend, ensemble, X, ctx);
  } finally {
    backend.close();
  }
}

/** rows × outputs after the link, from a matrix of the model's own columns: `predictTrees` with the same bits, by kernel. */
export async function predictByKernel({ ensemble, derive }: TreeView, X: Matrix, ctx: Pick<PredictContext, 'breathe' | 'threads'>): Promise<Float64Array> {
  return applyLink(ensemble.link, await rawOutputsByKernel(ensemble, derive ? derive(X) : X, ctx), ensemble.outputs);
}
