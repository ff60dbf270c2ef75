import { StudioError } from '../../../core/errors.ts';
import type { RawTree } from '../assemble.ts';
import type { Block } from './text.ts';

const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
/** Bits 2 and 3 of decision_type: what counts as missing. */
const missingType = (decision: number): 'none' | 'zero' | 'nan' => (['none', 'zero', 'nan'] as const)[(decision >> 2) & 3] ?? 'none';

export interface LightgbmTree extends RawTree {
  /** Columns at which zero counts as missing, and those at which it does not although NaN does. */
  readonly zeroMissing: ReadonlySet<number>;
  readonly nanMissing: ReadonlySet<number>;
}

function readSets(tree: Block, nodes: number, decisions: Int32Array, thresholds: Float64Array): ReadonlyMap<number, Uint32Array> {
  const sets = new Map<number, Uint32Array>();
  const count = tree.integer('num_cat', 0, nodes);
  if (count === 0) return sets;
  const bounds = tree.integers('cat_boundaries', count + 1, 0, 2 ** 28);
  const words = Uint32Array.from(tree.numbers('cat_threshold', bounds[count]!));
  for (let node = 0; node < nodes; node++) {
    if ((decisions[node]! & CATEGORICAL) === 0) continue;
    const at = thresholds[node]!;
    if (!Number.isInteger(at) || at < 0 || at >= count || bounds[at]! > bounds[at + 1]!) throw tree.bad('threshold', `names set ${at} of ${count}.`);
    sets.set(node, words.slice(bounds[at]!, bounds[at + 1]!));
  }
  return sets;
}

/** Inner nodes first, then leaves; `scale` multiplies what leaves hold. */
export function readTree(tree: Block, output: number, scale: number, columns: number): LightgbmTree {
  const leaves = tree.integer('num_leaves', 1, 2 ** 26);
  const inner = leaves - 1;
  const total = inner + leaves;
  if (tree.has('is_linear') && tree.text('is_linear') === '1') throw new StudioError('unsupported', 'This LightGBM model has linear functions in its leaves (linear_tree), which are not read. Train it without linear_tree.');
  const list = (key: string, length: number): Float64Array => (length > 0 && tree.has(key) && tree.text(key) !== '' ? tree.numbers(key, length) : new Float64Array(length));
  const both = (innerKey: string, leafKey: string): Float64Array => {
    const out = new Float64Array(total);
    out.set(list(innerKey, inner));
    out.set(leaves === 1 && !tree.has(leafKey) ? new Float64Array(1) : list(leafKey, leaves), inner);
    return out;
  };
  const value = both('internal_value', 'leaf_value').map((v) => v * scale);
  const count = both('internal_count', 'leaf_count');
  const weight = both('internal_weight', 'leaf_weight');
  const out = {
    feature: new Int32Array(total).fill(-1), threshold: new Float64Array(total), left: new Int32Array(total).fill(-1), right: new Int32Array(total).fill(-1),
    missingLeft: new Uint8Array(total), gain: new Float64Array(total), value, count, output,
    // Older files have no weights.
    cover: weight.some((v) => v > 0) ? weight : count,
    zeroMissing: new Set<number>(), nanMissing: new Set<number>(),
  };
  if (inner === 0) return { ...out, sets: new Map() };
  const decisions = tree.integers('decision_type', inner, 0, 15);
  const thresholds = tree.numbers('threshold', inner);
  out.threshold.set(thresholds);
  out.feature.set(tree.integers('split_feature', inner, 0, columns - 1));
  out.gain.set(list('split_gain', inner));
  for (const [side, key] of [['left', 'left_child'], ['right', 'right_child']] as const) {
    tree.integers(key, inner, -leaves, inner - 1).forEach((child, node) => { out[side][node] = child >= 0 ? child : inner + ~child; });
  }
  for (let node = 0; node < inner; node++) {
    const decision = decisions[node]!;
    // Missing categories go right, always.
    if ((decision & CATEGORICAL) !== 0) continue;
    const type = missingType(decision);
    if (type === 'zero') out.zeroMissing.add(out.feature[node]!);
    if (type === 'nan') out.nanMissing.add(out.feature[node]!);
    // Where nothing counts as missing, NaN is taken for zero.
    out.missingLeft[node] = (type === 'none' ? thresholds[node]! >= 0 : (decision & DEFAULT_LEFT) !== 0) ? 1 : 0;
  }
  return { ...out, sets: readSets(tree, inner, decisions, thresholds) };
}
