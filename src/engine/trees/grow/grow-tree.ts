import { StudioError } from '../../core/errors.ts';
import { partition } from '../../kernels/twins/histogram.ts';
import { FREE, leafValue, type Bounds } from './leaf-value.ts';
import { ROW_BLOCK } from './layout.ts';
import { GrowingNode, type Split } from './node.ts';
import type { GrowRules } from './rules.ts';
import { type Growing, search, type Wanted } from './search.ts';
import type { Slots } from './slots.ts';
import { writeTable } from './tables.ts';

const NOTHING: ReadonlySet<number> = new Set();

/** Where a monotone split leaves its children: below and above the middle of their values. */
function childBounds(node: GrowingNode, direction: number, left: number, right: number): readonly [Bounds, Bounds] {
  if (direction === 0) return [node.bounds, node.bounds];
  const middle = (left + right) / 2;
  const [low, high] = [{ ...node.bounds, upper: middle }, { ...node.bounds, lower: middle }];
  return direction > 0 ? [low, high] : [high, low];
}

/** Divides the rows of nodes by their splits; one call a node, or one a segment where it has many rows. */
function divide({ binned, layout }: Growing, splits: readonly { readonly node: GrowingNode; readonly split: Split; readonly left: number; readonly right: number }[]): void {
  const { backend, features, columnBins, rows } = binned;
  const { memory, threads } = backend;
  const calls: number[][] = [];
  splits.forEach(({ node, split, left, right }, k) => {
    const { feature, bin, missingLeft, leftBins } = split;
    const table = layout.tables + k * 256;
    const column = features[feature]!;
    writeTable(memory, table, column, leftBins === null ? (b) => (b === column.missing ? missingLeft : b <= bin) : (b) => leftBins[b] === 1);
    const shares = Math.min(threads, Math.ceil(node.rows / ROW_BLOCK));
    for (let s = 0; s < shares; s++) {
      calls.push([node.segments, left, right, Math.floor((threads * s) / shares), Math.floor((threads * (s + 1)) / shares), layout.rows, layout.spare, columnBins + feature * rows, table]);
    }
  });
  backend.run(partition, calls);
}

/** Rows of a node, of all its segments. */
function rowsIn({ binned }: Growing, segments: number): number {
  const { memory, threads } = binned.backend;
  let rows = 0;
  for (let s = 0; s < threads; s++) rows += memory.u32[segments / 4 + 2 * s + 1]!;
  return rows;
}

/** Whether a node may be divided at all: then its split is searched. */
const divisible = (node: GrowingNode, { maxDepth, minDataInLeaf, minChildWeight }: GrowRules, hessian: number): boolean =>
  node.depth < maxDepth && node.rows >= Math.max(2, 2 * minDataInLeaf) && node.H >= Math.max(2, 2 * minChildWeight * hessian);

/** The leaf that gains most; of equal ones XGBoost takes the older node, LightGBM the one further left in its list. */
function mostGain(leaves: readonly GrowingNode[], { flavour }: GrowRules): GrowingNode | null {
  let best: GrowingNode | null = null;
  for (const leaf of leaves) {
    if (leaf.split === null) continue;
    if (best === null || leaf.split.gain > best.split!.gain || (flavour === 'xgboost' && leaf.split.gain === best.split!.gain && leaf.id < best.id)) best = leaf;
  }
  return best;
}

/** Grows a tree on the `count` rows listed in memory. Its nodes in the order in which they came to be. */
export function growTree(growing: Growing, slots: Slots, count: number): readonly GrowingNode[] {
  const { binned, layout, rules, scales } = growing;
  const { memory, threads } = binned.backend;
  const mostLeaves = Math.min(rules.maxLeaves, 2 ** rules.maxDepth, count);
  if (mostLeaves > layout.maxLeaves) throw new StudioError('internal', `A tree of up to ${mostLeaves} leaves was asked of a grower made for ${layout.maxLeaves}.`);
  const nodes: GrowingNode[] = [];
  const leaves: GrowingNode[] = [];
  slots.clear();

  const segmentsOf = (id: number): number => layout.segments + id * threads * 8;
  /** A new leaf at a place among the leaves, −1: the next one. */
  const add = (node: GrowingNode, place: number): GrowingNode => {
    nodes.push(node);
    node.place = place < 0 ? leaves.length : place;
    leaves[node.place] = node;
    return node;
  };
  const valueOf = (G: number, H: number, lambda: number, rows: number, parent: number | null, bounds: Bounds): number => leafValue(rules, G / scales.gradient, H / scales.hessian, lambda, rows, parent, bounds);

  for (let s = 0; s < threads; s++) {
    const from = Math.floor((count * s) / threads);
    const at = segmentsOf(0) / 4 + 2 * s;
    memory.u32[at] = from;
    memory.u32[at + 1] = Math.floor((count * (s + 1)) / threads) - from;
  }
  const { G, H } = scales;
  const root = add(new GrowingNode(0, 0, segmentsOf(0), count, G, H, rules.lambda, valueOf(G, H, rules.lambda, count, null, FREE), FREE, [], NOTHING), -1);
  if (divisible(root, rules, scales.hessian) && rules.maxLeaves > 1) {
    slots.take(root, new Set());
    search(growing, [{ built: root, rest: null }]);
    if (root.split === null) slots.release(root);
  }

  /** Divides nodes, whose splits are known, and searches their children where more leaves may come. */
  const expand = (batch: readonly GrowingNode[]): void => {
    const plans = batch.map((node, k) => ({ node, split: node.split!, left: segmentsOf(nodes.length + 2 * k), right: segmentsOf(nodes.length + 2 * k + 1) }));
    divide(growing, plans);
    const full = leaves.length + batch.length >= rules.maxLeaves;
    const busy = new Set<GrowingNode>(batch);
    const wanted: Wanted[] = [];
    for (const { node, split, left: leftAt, right: rightAt } of plans) {
      const lefts = rowsIn(growing, leftAt);
      const [rightG, rightH] = [node.G - split.leftG, node.H - split.leftH];
      const direction = rules.monotone?.[split.feature] ?? 0;
      const wl = valueOf(split.leftG, split.leftH, split.lambda, lefts, node.value, node.bounds);
      const wr = valueOf(rightG, rightH, split.lambda, node.rows - lefts, node.value, node.bounds);
      const [leftBounds, rightBounds] = childBounds(node, direction, wl, wr);
      const path = node.path.includes(split.feature) ? node.path : [...node.path, split.feature];
      const depth = node.depth + 1;
      node.left = add(new GrowingNode(nodes.length, depth, leftAt, lefts, split.leftG, split.leftH, split.lambda, wl, leftBounds, path, node.closed), node.place);
      node.right = add(new GrowingNode(nodes.length, depth, rightAt, node.rows - lefts, rightG, rightH, split.lambda, wr, rightBounds, path, node.closed), -1);
      busy.add(node.left).add(node.right);
      const open = full ? [] : [node.left, node.right].filter((child) => divisible(child, rules, scales.hessian));
      if (open.length === 0) {
        slots.release(node);
        continue;
      }
      const [small, big] = node.left.rows <= node.right.rows ? [node.left, node.right] : [node.right, node.left];
      if (node.slot >= 0 && open.includes(big)) {
        slots.inherit(node, big);
        slots.take(small, busy);
        wanted.push({ built: small, rest: big });
      } else {
        slots.release(node);
        for (const child of open) {
          slots.take(child, busy);
          wanted.push({ built: child, rest: null });
        }
      }
    }
    if (wanted.length > 0) search(growing, wanted);
    // A histogram is kept for what may still be divided with its help.
    for (const { built, rest } of wanted) for (const node of rest === null ? [built] : [built, rest]) if (node.split === null || node.depth + 1 >= rules.maxDepth) slots.release(node);
  };

  /** Nodes whose children's histograms are in use at once. */
  const most = Math.max(1, Math.floor(layout.batch / 2));
  if (rules.growth === 'leaf') {
    while (leaves.length < rules.maxLeaves) {
      const leaf = mostGain(leaves, rules);
      if (leaf === null) break;
      expand([leaf]);
    }
  } else {
    for (let level = leaves.filter((leaf) => leaf.split !== null); level.length > 0;) {
      const depth = level[0]!.depth;
      for (let k = 0; k < level.length && leaves.length < rules.maxLeaves;) {
        const batch = level.slice(k, k + Math.min(most, rules.maxLeaves - leaves.length));
        expand(batch);
        k += batch.length;
      }
      if (leaves.length >= rules.maxLeaves) break;
      level = leaves.filter((leaf) => leaf.depth === depth + 1 && leaf.split !== null).sort((a, b) => a.id - b.id);
    }
  }
  return nodes;
}
