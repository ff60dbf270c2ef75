import type { Memory } from '../../memory.ts';

/**
 * The plan block, the same for all trees of a forest. Words (4 bytes each): 0 rows n, 1 columns p, 2 classes K (0: values; class numbers stand in the low bits of a row's pay, its weight above them),
 * 3 criterion (0 Gini, 1 entropy, 2 squared error, 3 Poisson), 4 one random threshold a column (else all), 5 columns tried, 6 depth,
 * 7 rows to split, 8 rows in a leaf, 9 leaves (0: no limit), addresses: 10 bins column by column, 11 target (class number as word, or
 * value as double, less the origin), 12 weights (words; 0: all one), 13 running sums of weights for drawing (doubles; 0: even),
 * 14 features (16 bytes each: bins, bin of missing values or −1, address of a value for each bin), 15 signs of monotone columns (bytes;
 * 0: none); 16 rows drawn (0: every row as it is), 17 weigh classes anew in what was drawn. Doubles at byte 72: what a unit of
 * weight counts, 80 share of weight in a leaf, 88 least decrease of impurity, 96 origin of the values.
 */
export interface Plan {
  readonly n: number; readonly p: number; readonly K: number; readonly criterion: number; readonly random: boolean; readonly tried: number;
  readonly maxDepth: number; readonly minSplit: number; readonly minLeaf: number; readonly maxLeaves: number;
  readonly columns: number; readonly target: number; readonly weights: number; readonly cumulative: number; readonly features: number; readonly monotone: number;
  readonly draws: number; readonly subsample: boolean; readonly unit: number; readonly minFraction: number; readonly minDecrease: number; readonly origin: number;
}

export const PLAN_BYTES = 104;

/** Bits that class numbers take in a row's pay. */
export const classBits = (K: number): number => (K > 1 ? 32 - Math.clz32(K - 1) : 0);

export function readPlan({ u32, i32, f64 }: Memory, at: number): Plan {
  const word = (k: number): number => i32[at / 4 + k]!;
  const address = (k: number): number => u32[at / 4 + k]!;
  const double = (byte: number): number => f64[(at + byte) / 8]!;
  return {
    n: word(0), p: word(1), K: word(2), criterion: word(3), random: word(4) !== 0, tried: word(5), maxDepth: word(6), minSplit: word(7), minLeaf: word(8), maxLeaves: word(9),
    columns: address(10), target: address(11), weights: address(12), cumulative: address(13), features: address(14), monotone: address(15),
    draws: word(16), subsample: word(17) !== 0, unit: double(72), minFraction: double(80), minDecrease: double(88), origin: double(96),
  };
}

export function writePlan({ i32, f64 }: Memory, at: number, plan: Plan): void {
  i32.set([
    plan.n, plan.p, plan.K, plan.criterion, Number(plan.random), plan.tried, plan.maxDepth, plan.minSplit, plan.minLeaf, plan.maxLeaves,
    plan.columns, plan.target, plan.weights, plan.cumulative, plan.features, plan.monotone, plan.draws, Number(plan.subsample),
  ], at / 4);
  f64.set([plan.unit, plan.minFraction, plan.minDecrease, plan.origin], (at + 72) / 8);
}

/**
 * Where one tree is grown. Words of the desk block, addresses: 0 rows in node order (words), 1 room for as many, 2 for each of
 * them weight and class in one word, 3 room, 4 for values weight × value (doubles), 5 room, 6 histogram of one column (zeroed
 * on entry, then kept so), 7 columns in the order left by drawing (words), 8 open nodes (64 bytes each), 9 sums (compiled kernel only),
 * 10 bins of a node's rows (compiled kernel only). What comes out, by node: 11 feature (−1: leaf), 12 bin (a row goes left at or
 * below), 13 left child (the right one is next to it), 14 missing left (bytes), 15 value (max(K, 1) doubles), 16 impurity (doubles),
 * 17 rows, 18 weight (doubles). 19 is the number of nodes.
 */
export interface Desk {
  readonly rows: number; readonly rows2: number; readonly pay: number; readonly pay2: number; readonly wy: number; readonly wy2: number; readonly histogram: number; readonly order: number;
  readonly open: number; readonly sums: number; readonly bytes: number;
  readonly feature: number; readonly bin: number; readonly left: number; readonly missingLeft: number; readonly value: number; readonly impurity: number; readonly samples: number; readonly weight: number;
}
const NAMES = ['rows', 'rows2', 'pay', 'pay2', 'wy', 'wy2', 'histogram', 'order', 'open', 'sums', 'bytes', 'feature', 'bin', 'left', 'missingLeft', 'value', 'impurity', 'samples', 'weight'] as const satisfies readonly (keyof Desk)[];

export const DESK_BYTES = (NAMES.length + 1) * 4;

export const readDesk = ({ u32 }: Memory, at: number): Desk => Object.fromEntries(NAMES.map((name, k) => [name, u32[at / 4 + k]!])) as unknown as Desk;
export const writeDesk = ({ u32 }: Memory, at: number, desk: Desk): void => u32.set(NAMES.map((name) => desk[name]), at / 4);
export const nodesGrown = ({ i32 }: Memory, at: number): number => i32[at / 4 + NAMES.length]!;
export const setNodesGrown = ({ i32 }: Memory, at: number, nodes: number): void => { i32[at / 4 + NAMES.length] = nodes; };
