// The thresholds of a column, from its histogram. See twins/forest/split.ts.
import { classScore, valueScore } from './_forest-criteria.as';
import {
  K, minLeaf, MONOTONE, unit, origin, HIST, minWeight, T, L, C, S, MASK, size, weight, sum, nodeMissing, boundLow, boundHigh, bestProxy,
  bestFeature, bestBin, bestMissing, bestMiddle, TIE,
} from './_forest-state.as';

/** Compares a split with the best so far. For classes the left sums are at L; for values they are `s`. */
@inline
export function consider(feature: i32, bin: i32, left: i32, w: f64, s: f64, side: i32): void {
  const right = size - left, wr = weight - w;
  if (left < minLeaf || right < minLeaf || left < 1 || right < 1 || w < minWeight || wr < minWeight) return;
  const sign = MONOTONE == 0 ? 0 : <i32>load<i8>(MONOTONE + feature);
  let middle: f64 = 0;
  if (sign != 0) {
    const at = <usize>(K - 1) << 3;
    const a = K > 0 ? load<f64>(L + at) / w : origin + s / w, b = K > 0 ? (load<f64>(T + at) - load<f64>(L + at)) / wr : origin + (sum - s) / wr;
    if (a < boundLow || b < boundLow || a > boundHigh || b > boundHigh || (a - b) * <f64>sign > 0) return;
    middle = (a + b) / 2;
  }
  let proxy: f64;
  if (K > 0) {
    const R = S;
    for (let k: usize = 0; k < <usize>K << 3; k += 8) store<f64>(R + k, load<f64>(T + k) - load<f64>(L + k));
    proxy = classScore(L, w) + classScore(R, wr);
  } else proxy = valueScore(s, w) + valueScore(sum - s, wr);
  if (!(proxy - bestProxy > TIE * Math.abs(proxy))) return;
  bestProxy = proxy; bestFeature = feature; bestBin = bin; bestMiddle = middle;
  bestMissing = side;
}

/** Adds a bin's sums to the left side; returns its rows. For values the sum is added by the caller. */
@inline
function takeBin(h: usize): u32 {
  let rows: u32 = 0;
  for (let k: usize = 0; k < <usize>K << 3; k += 8) {
    const v = load<u64>(h + k);
    if (v == 0) continue;
    rows += <u32>v;
    store<f64>(L + k, load<f64>(L + k) + <f64><i32>(v >> 32) * load<f64>(C + k));
  }
  return rows;
}

/** All thresholds of a column for classes; what is missing on the side given (0 none, 1 left, 2 right). */
function scanClasses(feature: i32, bins: i32, missing: i32, side: i32): void {
  const k8 = <usize>K << 3;
  memory.fill(L, 0, k8);
  let left: i32 = 0;
  if (side == 1) left = <i32>takeBin(HIST + <usize>missing * k8);
  for (let word = 0; word < 4; word++) {
    let m = load<u64>(MASK + (<usize>word << 3));
    while (m != 0) {
      const b = (word << 6) + <i32>ctz(m);
      m &= m - 1;
      if (b >= bins) return;
      const rows = takeBin(HIST + <usize>b * k8);
      if (rows == 0) continue;
      left += rows;
      let w: f64 = 0;
      for (let k: usize = 0; k < k8; k += 8) w += load<f64>(L + k);
      const last = side == 2 && left + nodeMissing == size;
      consider(feature, last ? bins - 1 : b, left, w, 0, side);
    }
  }
}

/** As `scanClasses`, for two classes of equal unit, Gini impurity and leaves of any size: what most forests are. A bin is one number, the weights of both classes; the last scan leaves the histogram zeroed. */
export function scanPair(feature: i32, bins: i32, missing: i32, side: i32, last: bool): void {
  const c = load<f64>(C), t0 = load<f64>(T), t1 = load<f64>(T, 8), whole = load<u64>(S) | (load<u64>(S, 8) << 32);
  const absent = missing < 0 ? 0 : load<u64>(HIST + (<usize>missing << 3));
  let acc: u64 = side == 1 ? absent : 0;
  for (let word = 0; word < 4; word++) {
    let m = load<u64>(MASK + (<usize>word << 3));
    while (m != 0) {
      const b = (word << 6) + <i32>ctz(m), h = HIST + (<usize>b << 3), v = load<u64>(h);
      m &= m - 1;
      if (last) store<u64>(h, 0);
      if (b >= bins) return;
      if (v == 0) continue;
      acc += v;
      const l0 = <f64><i32>acc * c, l1 = <f64><i32>(acc >> 32) * c, w = l0 + l1, wr = weight - w;
      if (!(wr > 0) || w < minWeight || wr < minWeight) continue;
      const r0 = t0 - l0, r1 = t1 - l1;
      const proxy = (l0 * l0 + l1 * l1) / w + (r0 * r0 + r1 * r1) / wr;
      if (!(proxy - bestProxy > TIE * proxy)) continue;
      bestProxy = proxy; bestFeature = feature; bestMiddle = 0;
      bestBin = side == 2 && acc + absent == whole ? bins - 1 : b;
      bestMissing = side;
    }
  }
}

/** All thresholds of a column for values. */
function scanValues(feature: i32, bins: i32, missing: i32, side: i32): void {
  let acc: u64 = 0, s: f64 = 0;
  if (side == 1) { acc = load<u64>(HIST + (<usize>missing << 4)); s = load<f64>(HIST + (<usize>missing << 4), 8); }
  for (let word = 0; word < 4; word++) {
    let m = load<u64>(MASK + (<usize>word << 3));
    while (m != 0) {
      const b = (word << 6) + <i32>ctz(m), h = HIST + (<usize>b << 4);
      m &= m - 1;
      if (b >= bins) return;
      const v = load<u64>(h);
      if (v == 0) continue;
      acc += v; s += load<f64>(h, 8);
      const left = <i32>acc;
      consider(feature, side == 2 && left + nodeMissing == size ? bins - 1 : b, left, <f64><i32>(acc >> 32) * unit, s * unit, side);
    }
  }
}

@inline
export function scan(feature: i32, bins: i32, missing: i32, side: i32): void {
  if (K == 0) scanValues(feature, bins, missing, side);
  else scanClasses(feature, bins, missing, side);
}
