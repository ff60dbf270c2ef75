import { NODES, predictRows } from '../../kernels/twins/predict.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { floorFloat32 } from '../files/float32.ts';
import { line, type Packed } from './packed.ts';

const LIMIT = 65_536;
/** Features whose byte offset fits 16 bits. */
const SINGLE_FEATURES = 16_384;

/** Nodes of a tree in an order in which the two children of a node stand side by side, and how deep it is. */
function breadthFirst(e: TreeEnsemble, root: number): { readonly order: number[]; readonly depth: number } {
  const order = [root];
  let depth = 0;
  for (let from = 0, to = 1; from < to; depth++) {
    for (let i = from; i < to; i++) if (e.feature[order[i]!]! >= 0) order.push(e.left[order[i]!]!, e.right[order[i]!]!);
    [from, to] = [to, order.length];
  }
  return { order, depth: depth - 1 };
}

type Kind = (typeof NODES)[keyof typeof NODES];

function kindOf(e: TreeEnsemble, order: readonly number[]): Kind {
  if (order.some((i) => e.set[i]! >= 0)) return NODES.any;
  return e.float32 && order.length < LIMIT && e.columns.length <= SINGLE_FEATURES ? NODES.single : NODES.double;
}

const SIZES = { [NODES.single]: 8, [NODES.double]: 16, [NODES.any]: 32 };

/** An ensemble for the kernel `predictRows`: a table of 32 bytes a tree. */
export function packWalk(e: TreeEnsemble): Packed {
  const count = e.roots.length - 1;
  const trees = Array.from({ length: count }, (_, t) => {
    const { order, depth } = breadthFirst(e, e.roots[t]!);
    return { order, depth, kind: kindOf(e, order) };
  });
  const sets = 64; // Address 0 means none.
  let size = line(sets + e.sets.length * 4);
  const places = trees.map(({ order, kind }) => {
    const nodes = size;
    const values = nodes + line(order.length * SIZES[kind]);
    size = values + line(order.length * e.width * 8);
    return { nodes, values };
  });
  const bytes = new ArrayBuffer(size);
  const table = new ArrayBuffer(count * 32);
  const [f64, f32, i32, u32] = [new Float64Array(bytes), new Float32Array(bytes), new Int32Array(bytes), new Uint32Array(bytes)];
  const rows = new Int32Array(table);
  const moved: number[] = [];
  u32.set(e.sets, sets / 4);
  trees.forEach(({ order, depth, kind }, t) => {
    const { nodes, values } = places[t]!;
    rows.set([kind, depth, nodes, values, e.width === 1 ? e.output[t]! : 0], t * 8);
    // The children of the k-th inner node are the (2 k + 1)th and the next.
    let next = 1;
    order.forEach((node, i) => {
      for (let k = 0; k < e.width; k++) f64[values / 8 + i * e.width + k] = e.value[node * e.width + k]!;
      const feature = e.feature[node]!;
      const leaf = feature < 0;
      const left = leaf ? i : next;
      if (!leaf) next += 2;
      const missingRight = leaf ? 0 : 1 - e.missingLeft[node]!;
      const threshold = leaf ? Infinity : e.threshold[node]!;
      if (kind === NODES.single) {
        f32[nodes / 4 + 2 * i] = floorFloat32(threshold);
        u32[nodes / 4 + 2 * i + 1] = ((left << 16) | (leaf ? 0 : feature << 2) | missingRight) >>> 0;
      } else if (kind === NODES.double) {
        f64[nodes / 8 + 2 * i] = threshold;
        u32[nodes / 4 + 4 * i + 2] = ((leaf ? 0 : feature << 3) | missingRight) >>> 0;
        u32[nodes / 4 + 4 * i + 3] = left;
      } else {
        f64[nodes / 8 + 4 * i] = threshold;
        i32.set([feature, left, left + 1, 1 - missingRight, e.set[node]! < 0 || leaf ? 0 : sets + e.set[node]! * 4], nodes / 4 + 8 * i + 2);
        if (i32[nodes / 4 + 8 * i + 6] !== 0) moved.push(nodes / 4 + 8 * i + 6);
      }
    });
  });
  const singles = trees.some(({ kind }) => kind === NODES.single);
  return {
    kernel: predictRows, bytes, trees: table, last: Number(e.float32) + 2 * Number(singles), scratch: (cells) => cells * 4 + 16,
    moved: { bytes: Int32Array.from(moved), trees: Int32Array.from(trees.flatMap((_, t) => [t * 8 + 2, t * 8 + 3])) },
  };
}
