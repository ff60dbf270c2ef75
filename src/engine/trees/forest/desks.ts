import type { Memory } from '../../kernels/memory.ts';
import { allocated } from '../../kernels/memory.ts';
import { type Desk, DESK_BYTES, nodesGrown, readDesk, writeDesk } from '../../kernels/twins/forest/desk.ts';
import type { Tree } from '../../tree/tree.ts';
import type { BinnedDataset } from '../bins/binned.ts';

/** How much a tree may need. */
export interface DeskSize {
  readonly rows: number;
  readonly columns: number;
  /** 0 for values. */
  readonly classes: number;
  /** Leaves at most. */
  readonly leaves: number;
  /** Nodes that may be open at once. */
  readonly open: number;
}

/** Bytes of every part of a desk. */
function parts({ rows, columns, classes, leaves, open }: DeskSize): Record<keyof Desk, number> {
  const nodes = 2 * leaves;
  const values = classes === 0 ? rows * 8 : 8;
  const width = Math.max(classes, 1);
  return {
    rows: rows * 4, rows2: rows * 4, pay: rows * 4, pay2: rows * 4, wy: values, wy2: values, histogram: 256 * (classes === 0 ? 16 : classes * 8), order: columns * 4,
    open: open * 64, sums: width * 40 + 64, bytes: rows,
    feature: nodes * 4, bin: nodes * 4, left: nodes * 4, missingLeft: nodes, value: nodes * width * 8, impurity: nodes * 8, samples: nodes * 4, weight: nodes * 8,
  };
}

export const deskMemory = (size: DeskSize): number => Object.values(parts(size)).reduce((sum, bytes) => sum + allocated(bytes), allocated(DESK_BYTES));

/** Sets up a desk; returns its address. */
export function makeDesk(memory: Memory, size: DeskSize): number {
  const at = memory.alloc(DESK_BYTES);
  const desk = Object.fromEntries(Object.entries(parts(size)).map(([name, bytes]) => [name, memory.alloc(bytes)])) as unknown as Desk;
  writeDesk(memory, at, desk);
  return at;
}

/** A copy of the tree that was grown on a desk; bins become thresholds. */
export function takeTree(memory: Memory, at: number, width: number, { features }: BinnedDataset): Tree {
  const desk = readDesk(memory, at);
  const n = nodesGrown(memory, at);
  const { i32, f64, u8 } = memory;
  const words = (from: number): Int32Array => i32.slice(from / 4, from / 4 + n);
  const doubles = (from: number, count: number): Float64Array => f64.slice(from / 8, from / 8 + count);
  const feature = words(desk.feature);
  const left = words(desk.left);
  const bins = words(desk.bin);
  const right = new Int32Array(n).fill(-1);
  const threshold = new Float64Array(n);
  const thresholds = features.map((bin) => (bin.kind === 'number' ? bin.thresholds : new Float64Array(0)));
  for (let node = 0; node < n; node++) {
    if (feature[node]! < 0) continue;
    right[node] = left[node]! + 1;
    // Behind the last threshold only missing values go right.
    threshold[node] = thresholds[feature[node]!]![bins[node]!] ?? Infinity;
  }
  return {
    feature, threshold, left, right, missingLeft: u8.slice(desk.missingLeft, desk.missingLeft + n),
    width, value: doubles(desk.value, n * width), impurity: doubles(desk.impurity, n), samples: words(desk.samples), weight: doubles(desk.weight, n),
  };
}
