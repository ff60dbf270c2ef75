// What a call that grows one tree of a forest works with. See twins/forest/desk.ts for the layout of the blocks.

// What is fixed for the whole forest (the plan block).
export let n: i32, p: i32, K: i32, criterion: i32, random: i32, tried: i32, maxDepth: i32, minSplit: i32, minLeaf: i32, maxLeaves: i32;
export let COLUMNS: usize, TARGET: usize, WEIGHTS: usize, CUMULATIVE: usize, FEATURES: usize, MONOTONE: usize;
export let draws: i32, subsample: i32, shift: u32, classMask: u32, unit: f64, minFraction: f64, minDecrease: f64, origin: f64;
// Where a tree is grown (the desk block).
export let IDX: usize, IDX2: usize, PAY: usize, PAY2: usize, WY: usize, WY2: usize, HIST: usize, PERM: usize, OPEN: usize, SUMS: usize, BYTES: usize;
export let O_FEATURE: usize, O_BIN: usize, O_LEFT: usize, O_MISSING: usize, O_VALUE: usize, O_IMPURITY: usize, O_SAMPLES: usize, O_WEIGHT: usize;
// The tree.
export let pair: bool, seed: u32, nodes: i32, opened: i32, rootWeight: f64, minWeight: f64;
export let slot: usize, T: usize, L: usize, C: usize, S: usize, MASK: usize;
// The node at hand.
export let size: i32, weight: f64, sum: f64, nodeMissing: i32, boundLow: f64, boundHigh: f64;
export let bestProxy: f64, bestFeature: i32, bestBin: i32, bestMissing: i32, bestMiddle: f64;

export const EPSILON: f64 = 2.220446049250313e-16;
export const TIE: f64 = 1e-12;

export function readPlan(at: usize): void {
  n = load<i32>(at); p = load<i32>(at, 4); K = load<i32>(at, 8); criterion = load<i32>(at, 12); random = load<i32>(at, 16); tried = load<i32>(at, 20);
  maxDepth = load<i32>(at, 24); minSplit = load<i32>(at, 28); minLeaf = load<i32>(at, 32); maxLeaves = load<i32>(at, 36);
  COLUMNS = load<u32>(at, 40); TARGET = load<u32>(at, 44); WEIGHTS = load<u32>(at, 48); CUMULATIVE = load<u32>(at, 52); FEATURES = load<u32>(at, 56); MONOTONE = load<u32>(at, 60);
  draws = load<i32>(at, 64); subsample = load<i32>(at, 68);
  shift = K > 1 ? 32 - <u32>clz(K - 1) : 0; classMask = <u32>((<u64>1 << shift) - 1);
  unit = load<f64>(at, 72); minFraction = load<f64>(at, 80); minDecrease = load<f64>(at, 88); origin = load<f64>(at, 96);
}

export function readDesk(at: usize): void {
  IDX = load<u32>(at); IDX2 = load<u32>(at, 4); PAY = load<u32>(at, 8); PAY2 = load<u32>(at, 12); WY = load<u32>(at, 16); WY2 = load<u32>(at, 20);
  HIST = load<u32>(at, 24); PERM = load<u32>(at, 28); OPEN = load<u32>(at, 32); SUMS = load<u32>(at, 36); BYTES = load<u32>(at, 40);
  O_FEATURE = load<u32>(at, 44); O_BIN = load<u32>(at, 48); O_LEFT = load<u32>(at, 52); O_MISSING = load<u32>(at, 56);
  O_VALUE = load<u32>(at, 60); O_IMPURITY = load<u32>(at, 64); O_SAMPLES = load<u32>(at, 68); O_WEIGHT = load<u32>(at, 72);
  const k = <usize>max(K, 1) << 3;
  T = SUMS; L = T + k; C = L + k; S = C + k; MASK = S + (k << 1);
}
