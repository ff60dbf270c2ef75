import { uniformAt } from '../../core/random.ts';
import type { Kernel } from '../kernel.ts';

/*
 * Kernels of trees that ask the same question in all nodes of a level (CatBoost's symmetric trees). A cell of a histogram is a
 * pair of doubles: sum of weighted derivatives, sum of weights. Histograms of a column: leaf by leaf, bucket by bucket.
 * Each column has its own call, which adds its rows in their order: the sums do not depend on the number of threads.
 */

const PAIR = 16;

/** 32-bit words of a column in a block that histograms are asked for: addresses of its bins, its number of buckets, address of its histogram. */
export const COLUMN_WORDS = 3;

/** Adds rows to the cells of a column, from leaf `high` on; a leaf's number counts by the bits of `mask`. */
function addRows({ u8, i32, f64 }: Parameters<Kernel>[0], column: number, leafOf: number, rows: number, count: number, pairs: number, mask: number, high: number): void {
  const [bins, buckets] = [i32[column]!, i32[column + 1]!];
  const out = (i32[column + 2]! >> 3) + high * buckets * 2;
  for (let i = 0; i < count; i++) {
    const row = rows === 0 ? i : i32[(rows >> 2) + i]!;
    const cell = out + ((i32[(leafOf >> 2) + row]! & mask) * buckets + u8[bins + row]!) * 2;
    const pair = (pairs >> 3) + row * 2;
    f64[cell]! += f64[pair]!;
    f64[cell + 1]! += f64[pair + 1]!;
  }
}

/**
 * Histograms of the columns described at `columns` for all leaves (a power of two). `rows`: addresses of row numbers, or 0 for rows
 * 0 … count − 1; `pairs`: a pair for each row.
 */
export const obliviousHistogram: Kernel = (memory, columns, columnCount, leafOf, rows, count, pairs, leaves) => {
  const { i32, f64 } = memory;
  for (let column = columns >> 2; column < (columns >> 2) + columnCount * COLUMN_WORDS; column += COLUMN_WORDS) {
    f64.fill(0, i32[column + 2]! >> 3, (i32[column + 2]! + leaves * i32[column + 1]! * PAIR) >> 3);
    addRows(memory, column, leafOf, rows, count, pairs, leaves - 1, 0);
  }
};

/**
 * From the histograms of `parents` leaves to those of their children, leaf l's being l and l + parents: `rows` are those of each
 * leaf's smaller child; the larger is the rest. `upper`: a byte a parent, 1 where the smaller child is l + parents.
 */
export const obliviousChildren: Kernel = (memory, columns, columnCount, leafOf, rows, count, pairs, parents, upper) => {
  const { u8, i32, f64 } = memory;
  for (let column = columns >> 2; column < (columns >> 2) + columnCount * COLUMN_WORDS; column += COLUMN_WORDS) {
    const width = i32[column + 1]! * 2;
    const low = i32[column + 2]! >> 3;
    const high = low + parents * width;
    f64.fill(0, high, high + parents * width);
    addRows(memory, column, leafOf, rows, count, pairs, parents - 1, parents);
    for (let leaf = 0; leaf < parents; leaf++) {
      const swap = u8[upper + leaf] === 0;
      for (let at = leaf * width; at < (leaf + 1) * width; at++) {
        const small = f64[high + at]!;
        const large = f64[low + at]! - small;
        f64[low + at] = swap ? small : large;
        f64[high + at] = swap ? large : small;
      }
    }
  }
};

const average = (sum: number, weight: number, l2: number): number => (weight > 0 ? sum / (weight + l2) : 0);

/**
 * Adds to each split's pair at `scores`: Σ over leaves of average × sum, and of average² × weight, where the averages are of
 * the histogram `body` and the sums and weights of `tail` (the same one unless boosting is ordered). A split sends the buckets above it
 * to one side, or (`oneHot`) its own bucket. `l2`: address of a double.
 */
export const obliviousScores: Kernel = ({ f64 }, body, tail, buckets, leaves, oneHot, l2Address, scores) => {
  const l2 = f64[l2Address >> 3]!;
  const splits = oneHot !== 0 ? buckets : buckets - 1;
  for (let leaf = 0; leaf < leaves; leaf++) {
    const b = (body >> 3) + leaf * buckets * 2;
    const t = (tail >> 3) + leaf * buckets * 2;
    let [bSum, bWeight, tSum, tWeight] = [0, 0, 0, 0];
    for (let k = 0; k < buckets * 2; k += 2) {
      bSum += f64[b + k]!;
      bWeight += f64[b + k + 1]!;
      tSum += f64[t + k]!;
      tWeight += f64[t + k + 1]!;
    }
    if (tWeight === 0 && tSum === 0) continue;
    let [bLow, bLowWeight, tLow, tLowWeight] = [0, 0, 0, 0];
    for (let split = 0; split < splits; split++) {
      const at = split * 2;
      bLow = f64[b + at]! + (oneHot !== 0 ? 0 : bLow);
      bLowWeight = f64[b + at + 1]! + (oneHot !== 0 ? 0 : bLowWeight);
      tLow = f64[t + at]! + (oneHot !== 0 ? 0 : tLow);
      tLowWeight = f64[t + at + 1]! + (oneHot !== 0 ? 0 : tLowWeight);
      const low = average(bLow, bLowWeight, l2);
      const high = average(bSum - bLow, bWeight - bLowWeight, l2);
      const out = (scores >> 3) + at;
      f64[out]! += low * tLow + high * (tSum - tLow);
      f64[out + 1]! += low * low * tLowWeight + high * high * (tWeight - tLowWeight);
    }
  }
};

/**
 * Rows from … to − 1 that pass the split (bucket above `border`, or `oneHot` equal to it) get `bit` in their leaf number. `counts`: address
 * of 2 × bit integers for the rows of each leaf.
 */
export const obliviousSplit: Kernel = ({ u8, i32 }, bins, border, oneHot, bit, leafOf, from, to, counts) => {
  i32.fill(0, counts >> 2, (counts >> 2) + 2 * bit);
  for (let row = from; row < to; row++) {
    const bin = u8[bins + row]!;
    const at = (leafOf >> 2) + row;
    if (oneHot !== 0 ? bin === border : bin > border) i32[at]! |= bit;
    i32[(counts >> 2) + i32[at]!]!++;
  }
};

/**
 * The leaves of rows from … to − 1 by all splits of a tree: `splits` has three integers for each (address of bins, border, whether a bin must equal
 * it); a leaf's number has a bit for each split that the row passes.
 */
export const obliviousLeaves: Kernel = ({ u8, i32 }, splits, count, leafOf, from, to) => {
  for (let row = from; row < to; row++) {
    let leaf = 0;
    for (let s = 0; s < count; s++) {
      const at = (splits >> 2) + 3 * s;
      const bin = u8[i32[at]! + row]!;
      if (i32[at + 2] !== 0 ? bin === i32[at + 1] : bin > i32[at + 1]!) leaf |= 1 << s;
    }
    i32[(leafOf >> 2) + row] = leaf;
  }
};

/**
 * The rows whose leaf is marked by 1 among the integers at `marks`, in the order they were given (`rows` as in obliviousHistogram), at
 * `out`, which has room for one more than there are; and how many at `found`.
 */
export const obliviousPick: Kernel = ({ i32 }, leafOf, rows, count, marks, out, found) => {
  let n = out >> 2;
  for (let i = 0; i < count; i++) {
    const row = rows === 0 ? i : i32[(rows >> 2) + i]!;
    i32[n] = row;
    n += i32[(marks >> 2) + i32[(leafOf >> 2) + row]!]!;
  }
  i32[found >> 2] = n - (out >> 2);
};

/** Doubles a leaf has in the sums of loglossLeaves: derivative and second derivative, first of even rows, then of odd rows. */
export const LEAF_SUMS = 4;
/** Factors of a product are at least this, so that it cannot vanish before it is scaled. */
export const LEAST_FACTOR = 1e-100;
/** Products below its inverse are scaled by this. */
export const PRODUCT_STEP = 1e200;

/**
 * Logistic derivatives of rows from … to − 1, added up by leaf: `state` has e to the power of their sums of trees, which `by` (a factor a
 * leaf) multiplies. `out`: leaves × LEAF_SUMS doubles, the sums of a leaf at last in its first two; behind them the product of p(target) over
 * even rows and over odd rows, how often either was scaled up, and a double that is not used; then, if `counted`, an integer a leaf: its rows.
 */
export const loglossLeaves: Kernel = ({ i32, f64 }, state, y, leafOf, from, to, by, leaves, out, counted) => {
  const sums = out >> 3;
  const end = sums + leaves * LEAF_SUMS;
  const counts = (end + 4) * 2;
  f64.fill(0, sums, end + 4);
  i32.fill(0, counts, counts + leaves);
  f64[end] = 1;
  f64[end + 1] = 1;
  for (let row = from; row < to; row++) {
    const leaf = leafOf === 0 ? 0 : i32[(leafOf >> 2) + row]!;
    const t = f64[(y >> 3) + row]!;
    const rest = 1 / (1 + f64[(state >> 3) + row]! * f64[(by >> 3) + leaf]!);
    const p = 1 - rest;
    const odd = (row - from) & 1;
    const at = sums + leaf * LEAF_SUMS + 2 * odd;
    f64[at]! += t - p;
    f64[at + 1]! += -(p * rest);
    if (counted !== 0) i32[counts + leaf]!++;
    f64[end + odd]! *= Math.max(t === 1 ? p : rest, LEAST_FACTOR);
    if (f64[end + odd]! < 1 / PRODUCT_STEP) {
      f64[end + odd]! *= PRODUCT_STEP;
      f64[end + 2]!++;
    }
  }
  for (let at = sums; at < end; at += LEAF_SUMS) {
    f64[at]! += f64[at + 2]!;
    f64[at + 1]! += f64[at + 3]!;
  }
};

/** Kinds of statistics, by number. */
export const CTR_KINDS = ['Borders', 'Buckets', 'BinarizedTargetMeanValue', 'Counter'] as const;
/** 32-bit words of a column in the block of obliviousCtrs: kind, border, steps, prior, shift, norm (the last four single). */
export const CTR_WORDS = 6;

const single = Math.fround;

/**
 * Ordered statistics of groups of rows, as bins (a byte a row): each row's from the rows before it in `order`. `classes`: a byte a row;
 * `counts`: room for groups × (kinds + 1) integers; `block`: the number of columns, bytes between them, then CTR_WORDS each.
 */
export const obliviousCtrs: Kernel = ({ u8, i32, f32 }, ids, order, classes, rows, groups, kinds, counts, block, out) => {
  const totals = counts >> 2;
  const seen = totals + groups;
  i32.fill(0, totals, seen + groups * kinds);
  const columns = i32[block >> 2]!;
  const stride = i32[(block >> 2) + 1]!;
  for (let t = 0; t < rows; t++) {
    const row = i32[(order >> 2) + t]!;
    const id = i32[(ids >> 2) + row]!;
    const total = i32[totals + id]!++;
    const own = seen + id * kinds;
    let [kind, border, good] = [-1, -1, 0];
    for (let c = 0; c < columns; c++) {
      const at = (block >> 2) + 2 + c * CTR_WORDS;
      if (i32[at] === 3) continue;
      if (i32[at] !== kind || i32[at + 1] !== border) {
        [kind, border, good] = [i32[at]!, i32[at + 1]!, 0];
        if (kind === 1) good = i32[own + border]!;
        else if (kind === 0) for (let k = border + 1; k < kinds; k++) good += i32[own + k]!;
        else for (let k = 1; k < kinds; k++) good += single(k / (kinds - 1)) * i32[own + k]!;
      }
      u8[out + c * stride + row] = ctrBin(good, total, f32[at + 3]!, f32[at + 4]!, f32[at + 5]!, f32[at + 2]!);
    }
    i32[own + u8[classes + row]!]!++;
  }
  for (let c = 0; c < columns; c++) {
    const at = (block >> 2) + 2 + c * CTR_WORDS;
    if (i32[at] !== 3) continue;
    let most = 0;
    i32.fill(0, totals, seen);
    for (let row = 0; row < rows; row++) most = Math.max(most, ++i32[totals + i32[(ids >> 2) + row]!]!);
    for (let row = 0; row < rows; row++) u8[out + c * stride + row] = ctrBin(i32[totals + i32[(ids >> 2) + row]!]!, most, f32[at + 3]!, f32[at + 4]!, f32[at + 5]!, f32[at + 2]!);
  }
};

const ctrBin = (good: number, total: number, prior: number, shift: number, norm: number, steps: number): number => {
  const ctr = single(single(single(good) + prior) / single(total + 1));
  return single(single(single(ctr + shift) / norm) * steps);
};

/**
 * The threshold above which a row is certainly drawn, so that `wanted` of the rows from … to − 1 are expected: Σ min(1, size / threshold) =
 * wanted. Rows above a threshold leave the sum, which lowers it, until none is added.
 */
export function mvsThreshold(sizes: Float64Array, from: number, to: number, wanted: number): number {
  let threshold = Infinity;
  for (;;) {
    // Even and odd rows apart, as vectors add them.
    const small = [0, 0];
    const large = [0, 0];
    for (let i = from; i < to; i++) {
      const lane = (i - from) & 1;
      if (sizes[i]! > threshold) large[lane]!++;
      else small[lane]! += sizes[i]!;
    }
    const next = (small[0]! + small[1]!) / (wanted - (large[0]! + large[1]!));
    if (!(next < threshold)) return next;
    threshold = next;
  }
}

/**
 * Minimal-variance sampling of rows from … to − 1: `sizes` has squares, of which it makes roots; `out` gets 1 / chance for rows that are drawn
 * and 0 for others. `wanted`: address of the number of rows that are to be expected; `key`: of the stream of random numbers.
 */
export const obliviousMvs: Kernel = ({ f64 }, sizes, from, to, wanted, key, out) => {
  const at = f64.subarray(sizes >> 3, (sizes >> 3) + to);
  for (let i = from; i < to; i++) at[i] = Math.sqrt(at[i]!);
  const threshold = mvsThreshold(at, from, to, f64[wanted >> 3]!);
  for (let i = from; i < to; i++) {
    const chance = at[i]! > threshold ? 1 : at[i]! / threshold;
    f64[(out >> 3) + i] = uniformAt(key, i) < chance && chance > Number.EPSILON ? 1 / chance : 0;
  }
};
