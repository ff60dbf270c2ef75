import type { Trial } from './kernel.ts';
import { sortDoubles } from './twins/bin.ts';
import { logisticGradients } from './twins/gradients.ts';
import { countUp, gradientSums, histogram, partition, quantise } from './twins/histogram.ts';
import { addLeaf, leafSums } from './twins/leaves.ts';
import { findSplits } from './twins/split.ts';

const ROWS = 67;

/** One node of a tree: gradients, their quantised histograms, the best split, the division of rows, the leaf's sums. */
export const treeTrial: Trial = {
  bytes: 84_000,
  run({ alloc, u8, u32, i32, f64 }, call) {
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
    call(histogram, nodes, 0, 1, rows, pairs, bins, 4, histograms, 0);
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
    // What is left in places for passing use is nobody's.
    u8.fill(0, spare, spare + ROWS * 4);
    u8.fill(0, passing, passing + 3136);
    u8.fill(0, scratch, scratch + ROWS * 8 + 6 * 8192);
  },
};
