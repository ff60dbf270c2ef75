import type { Kernel, Trial } from './kernel.ts';
import type { Memory } from './memory.ts';
import { sortDoubles } from './twins/bin.ts';
import { logisticGradients } from './twins/gradients.ts';
import { countUp, gradientSums, histogram, partition, quantise } from './twins/histogram.ts';
import { addLeaf, leafSums } from './twins/leaves.ts';
import { predictLanes } from './twins/predict-lanes.ts';
import { findSplits } from './twins/split.ts';

const ROWS = 67;

/** Two trees of few leaves, a ragged one and a symmetric one, on a number and a category, each at times missing. */
function lanes({ alloc, u8, u32, f64 }: Memory, call: (kernel: Kernel, ...args: number[]) => void): void {
  const [x, scratch, model, ladders, thresholds] = [alloc((ROWS + 8) * 16), alloc(1024), alloc(96), alloc(64), alloc(24)];
  const [nodes, values, out] = [alloc(128), alloc(56), alloc(ROWS * 8)];
  for (let i = 0; i < ROWS; i++) f64.set([i % 13 === 5 ? Number.NaN : ((i * 29) % 31) / 7 - 2, i % 11 === 3 ? Number.NaN : i % 5], x / 8 + 2 * i);
  f64.set([-1, 0.25, 1.5], thresholds / 8);
  f64.set([0.5, -0.25, 2, 1, -3, 0.125, 0.75], values / 8);
  u32.set([0, thresholds, 16, 640, 0, 0, 0, 0, 8, 0, 0, 768, 0], ladders / 4);
  u32.set([ladders, 2], model / 4);
  u32.set([0, nodes, nodes + 64, values, 0, 512, 0, 0, 1, nodes + 64, nodes + 128, values + 24, 0, 512], model / 4 + 8);
  // Each tree: the number's node, with the place of its result behind its rank, then the category's, with the set of those that go left.
  for (const [tree, [first, second, third]] of [[nodes, [0, 384, 256]], [nodes + 64, [1, 2, 0]]] as const) {
    u32.set([640, first, 128, (384 << 8) | 129], tree / 4);
    u32.set([769, second, third, 512 << 8, 0b1010, 0, 0, 0, 0, 0, 0, 2 ** 30], tree / 4 + 4);
  }
  call(predictLanes, x, ROWS, 2, scratch, model, 2, 1, 1, out, 3);
  u8.fill(0, scratch, scratch + 1024);
}

/** One node of a tree: gradients, their quantised histograms, the best split, the division of rows, the leaf's sums; and prediction. */
export const treeTrial: Trial = {
  bytes: 90_000,
  run(memory, call) {
    const { alloc, u8, u32, i32, f64 } = memory;
    const [scores, labels, gradient, hessian] = [alloc(ROWS * 8 + 16), alloc(ROWS * 8 + 16), alloc(ROWS * 4 + 16), alloc(ROWS * 4 + 16)];
    const [rows, spare, pairs, bins, column] = [alloc(ROWS * 4 + 16), alloc(ROWS * 4), alloc(ROWS * 8), alloc(ROWS * 4), alloc(ROWS)];
    const [sums, scales, histograms, nodes, table] = [alloc(32), alloc(16), alloc(8 * 2048), alloc(64), alloc(256)];
    const passing = alloc(3136);
    const [features, rules, searched, pair, masks, results, sorted, scratch] = [alloc(64), alloc(128), alloc(80), alloc(16), alloc(16), alloc(10 * 64), alloc(ROWS * 8), alloc(ROWS * 8 + 6 * 8192)];
    for (let i = 0; i < ROWS; i++) {
      f64[scores / 8 + i] = ((i * 37) % 41) / 5 - 4;
      f64[labels / 8 + i] = i % 2;
      f64[sorted / 8 + i] = ((i * 53) % 67) - 33.5;
      for (let j = 0; j < 4; j++) u8[bins + i * 4 + j] = (i * (j + 3) + j) % 19;
      u8[column + i] = u8[bins + i * 4 + 1]!;
    }
    for (let b = 0; b < 256; b++) u8[table + b] = Number(b > 9);
    call(sortDoubles, sorted, scratch, ROWS);
    call(logisticGradients, 0, ROWS, scores, labels, 0, gradient, hessian);
    call(countUp, rows, 0, ROWS);
    call(gradientSums, gradient, hessian, rows, 0, ROWS, sums);
    f64.set([2 ** 20, 2 ** 22], scales / 8);
    call(quantise, gradient, hessian, 0, 0, ROWS, scales, pairs, sums + 16);
    u32.set([0, ROWS], nodes / 4);
    call(histogram, nodes, 0, 1, rows, pairs, bins, 4, 0, 0, histograms + 4 * 2048, 0);
    // Columns that are listed, in blocks that are read ahead; then the last one, so that all four are there.
    u32.set([0, 1, 2, 3], results / 4);
    call(histogram, nodes, 0, 1, rows, pairs, bins, 4, results, 3, histograms, 1);
    call(histogram, nodes, 0, 1, rows, pairs, bins, 4, results + 12, 1, histograms, 0);
    for (let j = 0; j < 4; j++) i32.set([18, 18, j - 1, -2], features / 4 + 4 * j);
    f64.set([2 ** 22, 2 ** 20, 3], rules / 8);
    i32.set([0], rules / 4 + 6);
    u8.fill(1, masks, masks + 4);
    i32.set([histograms, i32[sums / 4 + 5]!, i32[sums / 4 + 4]!, masks, results], searched / 4);
    f64.set([ROWS, ROWS / i32[sums / 4 + 4]!], searched / 8 + 4);
    u32.set([searched, 0, 0, 0], pair / 4);
    f64.set([1, 0.125, 0.5, 8, 0.25, 2 ** -20, 2 ** -22, 4, 9, 0.5, 2, 3], rules / 8 + 4);
    f64.set([0.5, 0.0625, -0.25, 0.375], searched / 8 + 6);
    // Habits, how gains are had, the bin that is looked at, the bin of others (−2: numbers), and below how many categories they are not sorted.
    const searches = [[0, 0, -1, -2, 4], [1, 0, -1, -2, 4], [0, 1, -1, -2, 4], [0, 2, -1, -2, 4], [1, 2, -1, -2, 4], [1, 2, 7, -2, 4], [0, 2, -1, -1, 4], [0, 0, -1, -1, 40], [1, 0, -1, 17, 4], [1, 2, -1, -1, 40]] as const;
    searches.forEach(([habits, gains, only, other, few], k) => {
      const out = results + 64 * k;
      i32.set([habits, gains], rules / 4 + 6);
      f64[rules / 8 + 11] = few;
      u32[searched / 4 + 4] = out;
      for (let j = 0; j < 4; j++) {
        i32[out / 4 + 4 * j + 2] = only;
        i32[features / 4 + 4 * j + 3] = other;
      }
      call(findSplits, pair, 0, 4, features, rules, 4 * 2048, passing);
    });
    call(partition, nodes, nodes + 16, nodes + 32, 0, 1, rows, spare, column, table);
    call(leafSums, nodes + 16, 1, rows, gradient, hessian, sums);
    call(addLeaf, nodes + 32, 1, rows, scores, sums);
    lanes(memory, call);
    // What is left in places for passing use is nobody's.
    u8.fill(0, spare, spare + ROWS * 4);
    u8.fill(0, passing, passing + 3136);
    u8.fill(0, scratch, scratch + ROWS * 8 + 6 * 8192);
  },
};
