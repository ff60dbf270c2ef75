import type { TreeEnsemble } from '../../ensemble.ts';
import { codesOf, setOf } from '../assemble.ts';
import { doubleThresholds } from '../float32.ts';
import { oneNumberLeaves } from '../one-number.ts';
import { objectiveLine } from './objectives.ts';

export interface LightgbmOptions {
  /** The objective line, where LightGBM's name is known (`gamma`, `quantile`); one with the same link otherwise. */
  readonly objective?: string;
}

const list = (values: Iterable<number>): string => Array.from(values, String).join(' ');

/** Names are divided by blanks there, so they can hold none. */
function plainNames(columns: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map((column, j) => {
    const wish = column.replaceAll(/[\s=]+/g, '_') || `Column_${j}`;
    let name = wish;
    for (let i = 2; taken.has(name); i++) name = `${wish}_${i}`;
    taken.add(name);
    return name;
  });
}

/** A set as LightGBM keeps it: missing goes right there, so where it should go left the sides change and the set is the rest. */
function sidesOf(e: TreeEnsemble, node: number): { readonly words: Uint32Array; readonly swapped: boolean } {
  const at = e.set[node]!;
  const words = e.sets.slice(at + 1, at + 1 + e.sets[at]!);
  if (e.missingLeft[node] === 0) return { words, swapped: false };
  const inside = new Set(codesOf(e.sets, at));
  // The code after the last name stands for categories that were not there in training: no member, so it changes sides too.
  const count = (e.categories[e.feature[node]!]?.length ?? 0) + 1;
  return { words: setOf(Array.from({ length: count }, (_, c) => c).filter((c) => !inside.has(c))), swapped: true };
}

/** Tree `t` of the ensemble, or a leaf of 0 where there is none, as number `place` of the file. */
function treeText(e: TreeEnsemble, thresholds: Float64Array, t: number | undefined, place: number, shift: number, scale: number): string {
  const nodes = t === undefined ? [] : Array.from({ length: e.roots[t + 1]! - e.roots[t]! }, (_, i) => e.roots[t]! + i);
  const inner = nodes.filter((node) => e.feature[node]! >= 0);
  const leaves = nodes.filter((node) => e.feature[node]! < 0);
  const number = new Map<number, number>([...inner.map((node, i): [number, number] => [node, i]), ...leaves.map((node, i): [number, number] => [node, ~i])]);
  const sets: Uint32Array[] = [];
  const split = inner.map((node) => {
    const [left, right] = [number.get(e.left[node]!)!, number.get(e.right[node]!)!];
    if (e.set[node]! < 0) return { left, right, threshold: thresholds[node]!, decision: e.missingLeft[node] === 1 ? 10 : 8 };
    const { words, swapped } = sidesOf(e, node);
    // A set of no word is not read there.
    sets.push(words.length === 0 ? new Uint32Array(1) : words);
    return { left: swapped ? right : left, right: swapped ? left : right, threshold: sets.length - 1, decision: 9 };
  });
  const bounds = [0];
  for (const words of sets) bounds.push(bounds.at(-1)! + words.length);
  const counted = nodes.some((node) => e.count[node]! > 0) ? e.count : e.cover;
  const counts = (of: readonly number[]): string => list(of.map((node) => Math.round(counted[node]!)));
  const value = (node: number): number => e.value[node]! * scale + shift;
  return [
    `Tree=${place}`,
    `num_leaves=${Math.max(1, leaves.length)}`,
    `num_cat=${sets.length}`,
    `split_feature=${list(inner.map((node) => e.feature[node]!))}`,
    `split_gain=${list(inner.map((node) => e.gain[node]!))}`,
    `threshold=${list(split.map((s) => s.threshold))}`,
    `decision_type=${list(split.map((s) => s.decision))}`,
    `left_child=${list(split.map((s) => s.left))}`,
    `right_child=${list(split.map((s) => s.right))}`,
    `leaf_value=${leaves.length === 0 ? String(shift) : list(leaves.map(value))}`,
    `leaf_weight=${list(leaves.map((node) => e.cover[node]!))}`,
    `leaf_count=${counts(leaves)}`,
    `internal_value=${list(inner.map(value))}`,
    `internal_weight=${list(inner.map((node) => e.cover[node]!))}`,
    `internal_count=${counts(inner)}`,
    ...(sets.length === 0 ? [] : [`cat_boundaries=${list(bounds)}`, `cat_threshold=${sets.map(list).join(' ')}`]),
    'is_linear=0',
    'shrinkage=1',
    '', '', '',
  ].join('\n');
}

/** Range of the thresholds, as LightGBM tells it of values; categories as their codes. */
function infoOf(e: TreeEnsemble, j: number): string {
  const names = e.categories[j];
  if (names) return names.length === 0 ? 'none' : names.map((_, c) => c).join(':');
  let low = Infinity;
  let high = -Infinity;
  e.feature.forEach((feature, node) => {
    if (feature !== j) return;
    low = Math.min(low, e.threshold[node]!);
    high = Math.max(high, e.threshold[node]!);
  });
  return low > high ? 'none' : `[${low}:${high}]`;
}

/**
 * The trees as the text that LightGBM 4 loads: rounds of one tree an output, the start added to the leaves of the first
 * round, thresholds as doubles that send every value where it went. Throws StudioError('unsupported') for forests that
 * average the shares of classes.
 */
export function writeLightgbm(given: TreeEnsemble, { objective }: LightgbmOptions = {}): Uint8Array<ArrayBuffer> {
  const e = oneNumberLeaves(given, 'LightGBM');
  const { outputs } = e;
  const mean = e.combine === 'mean';
  const thresholds = doubleThresholds(e.threshold, e.float32);
  const byOutput = Array.from({ length: outputs }, (_, k) => Array.from(e.output, (output, t) => (output === k ? t : -1)).filter((t) => t >= 0));
  const rounds = byOutput.reduce((most, trees) => Math.max(most, trees.length), e.base.some((b) => b !== 0) ? 1 : 0);
  // The mean is over rounds there and over trees here.
  const scale = mean ? rounds / Math.max(1, e.output.length) : 1;
  const trees = Array.from({ length: rounds * outputs }, (_, i) => {
    const [round, k] = [Math.floor(i / outputs), i % outputs];
    return treeText(e, thresholds, byOutput[k]![round], i, mean || round === 0 ? e.base[k]! : 0, scale);
  });
  const encoder = new TextEncoder();
  const columns = plainNames(e.columns);
  const categorical = e.categories.flatMap((names, j) => (names === null ? [] : [j]));
  const text = [
    'tree', 'version=v4', `num_class=${outputs}`, `num_tree_per_iteration=${outputs}`, 'label_index=0', `max_feature_idx=${columns.length - 1}`,
    `objective=${objective ?? objectiveLine(e.link, outputs)}`, ...(mean ? ['average_output'] : []),
    `feature_names=${columns.join(' ')}`, `feature_infos=${columns.map((_, j) => infoOf(e, j)).join(' ')}`,
    `tree_sizes=${list(trees.map((tree) => encoder.encode(tree).length))}`, '',
    `${trees.join('')}end of trees`, '', 'feature_importances:', '', 'parameters:', `[boosting: ${mean ? 'rf' : 'gbdt'}]`, `[objective: ${(objective ?? objectiveLine(e.link, outputs)).split(' ')[0]!}]`,
    `[num_class: ${outputs}]`, `[categorical_feature: ${categorical.join(',')}]`, '', 'end of parameters', '',
    `pandas_categorical:${categorical.length === 0 ? 'null' : JSON.stringify(categorical.map((j) => e.categories[j]))}`, '',
  ].join('\n');
  return encoder.encode(text);
}
