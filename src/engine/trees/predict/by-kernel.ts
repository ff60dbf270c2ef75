import type { Matrix } from '../../../frame/matrix.ts';
import type { PredictContext } from '../../core/algorithm.ts';
import type { Backend } from '../../kernels/backend.ts';
import { allocated } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import type { TreeEnsemble, TreeView } from '../ensemble.ts';
import { applyLink, rawOutputs, treeCount } from '../predict.ts';
import { fitsLanes, packLanes } from './pack-lanes.ts';
import { packWalk } from './pack-walk.ts';
import type { Packed } from './packed.ts';

/** Doubles of one block of rows, about: what fits the second-level cache beside the trees. */
const CELLS = 32_768;
/** Rows times trees below which packing would take longer than the plain way, and below which threads would. */
const SMALL = 20_000;
const THREADED = 2_000_000;

/** `lanes`: all nodes of a tree asked of many rows at once, for trees of few leaves; `walk`: rows go from node to node. */
export type Form = 'lanes' | 'walk';

const packs = { lanes: new WeakMap<TreeEnsemble, Packed>(), walk: new WeakMap<TreeEnsemble, Packed>() };

export const formOf = (ensemble: TreeEnsemble): Form => (fitsLanes(ensemble) ? 'lanes' : 'walk');

/** Ensembles are plain values that do not change: they are packed once. */
function packOf(ensemble: TreeEnsemble, form: Form): Packed {
  let packed = packs[form].get(ensemble);
  if (!packed) {
    packed = (form === 'lanes' ? packLanes : packWalk)(ensemble);
    packs[form].set(ensemble, packed);
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

/** Rows the kernels may read beyond a block's last, without using what they read. */
const BEYOND = 8;

/** Rows of a block, and its bytes: cells, what the kernel works in, results. */
function blockOf({ columns, outputs }: TreeEnsemble, { scratch }: Packed): { readonly block: number; readonly bytes: readonly number[] } {
  const p = columns.length;
  const block = Math.max(128, Math.min(4096, Math.floor(CELLS / p / 128) * 128));
  return { block, bytes: [(block + BEYOND) * p * 8, scratch(block * p), block * outputs * 8] };
}

/** Blocks that are in memory at once. */
const stagesFor = (threads: number): number => 4 * threads;

/** Bytes to open a backend with for `rawOutputsIn`. */
export function predictionMemory(ensemble: TreeEnsemble, threads: number, form = formOf(ensemble)): number {
  const packed = packOf(ensemble, form);
  return allocated(packed.bytes.byteLength) + allocated(packed.trees.byteLength) + stagesFor(threads) * blockOf(ensemble, packed).bytes.reduce((sum, b) => sum + allocated(b), 0);
}

/** rows × outputs before the link, by a kernel: the bits of `rawOutputs`. */
export async function rawOutputsIn(backend: Backend, ensemble: TreeEnsemble, X: Matrix, { breathe }: Pick<PredictContext, 'breathe'>, form = formOf(ensemble)): Promise<Float64Array> {
  const { memory } = backend;
  const { outputs, width, columns, base, combine } = ensemble;
  const p = columns.length;
  const count = treeCount(ensemble);
  const packed = packOf(ensemble, form);
  const table = place(packed, backend);
  const { block, bytes } = blockOf(ensemble, packed);
  const rooms = Array.from({ length: stagesFor(backend.threads) }, () => bytes.map((b) => memory.alloc(b)));
  const raw = new Float64Array(X.rows * outputs);
  for (let from = 0; from < X.rows; from += block * rooms.length) {
    const parts = rooms.flatMap(([x, scratch, out], s) => {
      const first = from + s * block;
      const rows = Math.min(block, X.rows - first);
      return rows > 0 ? [{ x: x!, scratch: scratch!, out: out!, first, rows }] : [];
    });
    for (const { x, first, rows } of parts) memory.f64.set(X.values.subarray(first * p, (first + rows) * p), x / 8);
    backend.run(packed.kernel, parts.map(({ x, scratch, out, rows }) => [x, rows, p, scratch, table, count, width, outputs, out, packed.last]));
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
    return backend.kind === 'typescript' ? rawOutputs(ensemble, X) : await rawOutputsIn(backend, ensemble, X, ctx);
  } finally {
    backend.close();
  }
}

/** rows × outputs after the link, from a matrix of the model's own columns: `predictTrees` with the same bits, by kernel. */
export async function predictByKernel({ ensemble, derive }: TreeView, X: Matrix, ctx: Pick<PredictContext, 'breathe' | 'threads'>): Promise<Float64Array> {
  return applyLink(ensemble.link, await rawOutputsByKernel(ensemble, derive ? derive(X) : X, ctx), ensemble.outputs);
}
