/**
 * How trees lie in a kernel's memory for TreeSHAP. All offsets are in bytes; i32 unless said otherwise.
 *
 * Block: what a call works on.
 */
export const BLOCK = {
  trees: 0,
  /** TREE records, one after another. */
  treesAt: 4,
  /** f64, column-major; rows of one column lie `stride` apart from those of the next. */
  cells: 8,
  /** Rows kept for every column and result: a multiple of 4. */
  stride: 12,
  /** Numbers a leaf holds. */
  width: 16,
  /** f64: outputs × groups × stride; added to. */
  effects: 20,
  groups: 24,
  /** f64: outputs × groups × groups × stride, added to; 0 where interactions are not wanted. */
  pairs: 28,
  /** Against a background: 32-bit words of a set of its rows, and where the set to start from lies. */
  words: 32,
  start: 36,
  /** f64: the tables of weights.ts, each side × side, and the side. */
  weights: 40,
  side: 44,
  /** Columns that are asked about. */
  columns: 48,
  bytes: 56,
} as const;

export const TREE = {
  steps: 0,
  stepCount: 4,
  nodes: 8,
  /** Quadrature nodes Q. */
  points: 12,
  /** Where width is 1: the output the tree adds to; else 0. */
  output: 16,
  slots: 20,
  /** f64 × Q: −1 / (1 − t), for interactions. */
  away: 24,
  bytes: 32,
} as const;

export const NODE = {
  /** Where the node's column begins in `cells`, from the start of memory. */
  cells: 0,
  group: 4,
  slot: 8,
  kids: 12,
  previous: 16,
  /** The words of a category set: address and number; address 0 for number splits. */
  set: 20,
  words: 24,
  /** 1: missing goes left; 2: the left child is a leaf; 4: the right one is. */
  flags: 28,
  /** f64 × Q each. */
  tau: 32,
  kappa: 36,
  /** f64 × width each, where a child is a leaf. */
  leftValue: 40,
  rightValue: 44,
  /** ANCESTOR records. */
  ancestors: 48,
  ancestorCount: 52,
  /** f64. */
  threshold: 56,
  share: 64,
  bytes: 72,
} as const;

export const ANCESTOR = {
  slot: 0,
  group: 4,
  /** f64 × Q: (1 − z) / (z (1 − t) + t). */
  here: 8,
  bytes: 12,
} as const;

/** Trees that are walked against a background. */
export const AGAINST_TREE = {
  root: 0,
  /** Where width is 1: the output the tree adds to; else 0. */
  output: 4,
  bytes: 8,
} as const;

export const AGAINST_NODE = {
  cells: 0,
  group: 4,
  /** Addresses of nodes. */
  left: 8,
  right: 12,
  set: 16,
  words: 20,
  flags: 24,
  /** f64 × width, of a leaf. */
  value: 28,
  /** Which of the columns that are asked about. */
  column: 32,
  /** Background rows that go left, a bit each. */
  mask: 36,
  /** f64. */
  threshold: 40,
  bytes: 48,
} as const;

export const LEAF = 8;
export const MISSING_LEFT = 1;
export const LEFT_LEAF = 2;
export const RIGHT_LEAF = 4;

/** Rows that walk a tree together. */
export const LANES = 4;

/** Scratch a call needs: reach, ways (masks) and steps of every slot; values of every slot; one slot of products. */
export const scratchBytes = (slots: number, points: number, width: number): number => 8 * LANES * (slots * (points + 2 + width * points) + points);

/** Against a background: groups on the way down, a state of every column, two sets of rows a level. */
export const againstScratchBytes = (side: number, columns: number, levels: number, words: number): number => 4 * (2 * side + columns + 2 * levels * words);
