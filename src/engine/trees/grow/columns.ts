import type { BinnedDataset } from '../bins/binned.ts';
import type { GrowingNode } from './node.ts';
import type { GrowRules } from './rules.ts';

/** Which columns a tree, a level and a node may be split on. */
export interface Columns {
  /** The tree's. */
  readonly all: Int32Array;
  of(node: GrowingNode): Int32Array;
}

/** How many of `n` columns a share is: XGBoost cuts off, LightGBM rounds and takes at least two. */
const howMany = ({ flavour }: GrowRules, n: number, share: number): number =>
  flavour === 'xgboost' ? Math.max(1, Math.trunc(n * share)) : Math.max(Math.min(2, n), Math.round(n * share));

/** A random choice, ascending. */
function choose(from: Int32Array, count: number, random: () => number): Int32Array {
  const pool = Int32Array.from(from);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(random() * (pool.length - i));
    [pool[i], pool[j]] = [pool[j]!, pool[i]!];
  }
  return pool.subarray(0, count).sort();
}

/** Columns that could be split on at all; XGBoost draws from all of them, LightGBM from these. */
const divisible = ({ features }: BinnedDataset): number[] => features.flatMap((f, j) => (f.bins + Number(f.missing >= 0) > 1 ? [j] : []));

/** Features that no set forbids beside those of the path: of every set that holds the whole path, and the path itself. */
function allowed(path: readonly number[], sets: readonly (readonly number[])[], flavour: GrowRules['flavour']): (feature: number) => boolean {
  if (path.length === 0 && flavour === 'xgboost') return () => true;
  const open = new Set<number>(path);
  for (const set of sets) if (path.every((f) => set.includes(f))) for (const f of set) open.add(f);
  return (feature) => open.has(feature);
}

export function sampleColumns(binned: BinnedDataset, rules: GrowRules, random: () => number): Columns {
  const { flavour, columnsByTree, columnsByLevel, columnsByNode, interactions } = rules;
  const draw = (from: Int32Array, share: number): Int32Array => (share >= 1 || from.length === 0 ? from : choose(from, howMany(rules, from.length, share), random));
  const all = Int32Array.from(flavour === 'xgboost' ? binned.features.keys() : divisible(binned));
  const tree = draw(all, columnsByTree);
  const levels: Int32Array[] = [];
  return {
    all: tree,
    of({ depth, path, closed }) {
      for (let d = levels.length; d <= depth; d++) levels.push(draw(tree, columnsByLevel));
      const level = levels[depth]!;
      const open = interactions === null ? level : level.filter(allowed(path, interactions, flavour));
      const drawn = draw(open, columnsByNode);
      return closed.size === 0 ? drawn : drawn.filter((j) => !closed.has(j));
    },
  };
}
