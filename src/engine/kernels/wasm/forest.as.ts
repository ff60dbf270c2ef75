// One tree of a forest a call, on binned columns. See twins/forest.ts for the layout of the blocks and for what each step does.
import { ln } from './_ln.as';

// What is fixed for the whole forest (the plan block).
let n: i32, p: i32, K: i32, criterion: i32, random: i32, tried: i32, maxDepth: i32, minSplit: i32, minLeaf: i32, maxLeaves: i32;
let COLUMNS: usize, TARGET: usize, WEIGHTS: usize, CUMULATIVE: usize, FEATURES: usize, MONOTONE: usize;
let draws: i32, subsample: i32, shift: u32, classMask: u32, unit: f64, minFraction: f64, minDecrease: f64, origin: f64;
// Where a tree is grown (the desk block).
let IDX: usize, IDX2: usize, PAY: usize, PAY2: usize, WY: usize, WY2: usize, HIST: usize, PERM: usize, OPEN: usize, SUMS: usize, BYTES: usize;
let O_FEATURE: usize, O_BIN: usize, O_LEFT: usize, O_MISSING: usize, O_VALUE: usize, O_IMPURITY: usize, O_SAMPLES: usize, O_WEIGHT: usize;
// The tree.
let pair: bool, seed: u32, nodes: i32, opened: i32, rootWeight: f64, minWeight: f64;
let slot: usize, T: usize, L: usize, C: usize, S: usize, MASK: usize;
// The node at hand.
let size: i32, weight: f64, sum: f64, nodeMissing: i32, boundLow: f64, boundHigh: f64;
let bestProxy: f64, bestFeature: i32, bestBin: i32, bestMissing: i32, bestMiddle: f64;

const EPSILON: f64 = 2.220446049250313e-16;
const TIE: f64 = 1e-12;

/** Mulberry32. */
@inline
function next(): f64 {
  seed += 0x6d2b79f5;
  let t = (seed ^ (seed >> 15)) * (1 | seed);
  t = (t + (t ^ (t >> 7)) * (61 | t)) ^ t;
  return <f64>(t ^ (t >> 14)) / 4294967296.0;
}

@inline
function below(count: i32): i32 { return <i32>Math.floor(next() * <f64>count); }

function readPlan(at: usize): void {
  n = load<i32>(at); p = load<i32>(at, 4); K = load<i32>(at, 8); criterion = load<i32>(at, 12); random = load<i32>(at, 16); tried = load<i32>(at, 20);
  maxDepth = load<i32>(at, 24); minSplit = load<i32>(at, 28); minLeaf = load<i32>(at, 32); maxLeaves = load<i32>(at, 36);
  COLUMNS = load<u32>(at, 40); TARGET = load<u32>(at, 44); WEIGHTS = load<u32>(at, 48); CUMULATIVE = load<u32>(at, 52); FEATURES = load<u32>(at, 56); MONOTONE = load<u32>(at, 60);
  draws = load<i32>(at, 64); subsample = load<i32>(at, 68);
  shift = K > 1 ? 32 - <u32>clz(K - 1) : 0; classMask = <u32>((<u64>1 << shift) - 1);
  unit = load<f64>(at, 72); minFraction = load<f64>(at, 80); minDecrease = load<f64>(at, 88); origin = load<f64>(at, 96);
}

function readDesk(at: usize): void {
  IDX = load<u32>(at); IDX2 = load<u32>(at, 4); PAY = load<u32>(at, 8); PAY2 = load<u32>(at, 12); WY = load<u32>(at, 16); WY2 = load<u32>(at, 20);
  HIST = load<u32>(at, 24); PERM = load<u32>(at, 28); OPEN = load<u32>(at, 32); SUMS = load<u32>(at, 36); BYTES = load<u32>(at, 40);
  O_FEATURE = load<u32>(at, 44); O_BIN = load<u32>(at, 48); O_LEFT = load<u32>(at, 52); O_MISSING = load<u32>(at, 56);
  O_VALUE = load<u32>(at, 60); O_IMPURITY = load<u32>(at, 64); O_SAMPLES = load<u32>(at, 68); O_WEIGHT = load<u32>(at, 72);
  const k = <usize>max(K, 1) << 3;
  T = SUMS; L = T + k; C = L + k; S = C + k; MASK = S + (k << 1);
}

// rows

function drawRows(times: usize): void {
  memory.fill(times, 0, <usize>n << 2);
  if (CUMULATIVE == 0) {
    for (let d = 0; d < draws; d++) { const a = times + (<usize>below(n) << 2); store<u32>(a, load<u32>(a) + 1); }
    return;
  }
  const total = load<f64>(CUMULATIVE + (<usize>(n - 1) << 3));
  for (let d = 0; d < draws; d++) {
    const target = next() * total;
    let low = 0, high = n - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (load<f64>(CUMULATIVE + (<usize>middle << 3)) > target) high = middle; else low = middle + 1;
    }
    const a = times + (<usize>low << 2); store<u32>(a, load<u32>(a) + 1);
  }
}

/** The rows that count, with class or weighed target beside them; returns how many. */
function gatherRows(): i32 {
  const times = draws > 0 ? IDX2 : WEIGHTS;
  if (draws > 0) drawRows(times);
  let m = 0;
  for (let i = 0; i < n; i++) {
    const w = times == 0 ? 1 : load<u32>(times + (<usize>i << 2));
    if (w == 0) continue;
    store<u32>(IDX + (<usize>m << 2), i);
    store<u32>(PAY + (<usize>m << 2), (w << shift) | (K > 0 ? load<u32>(TARGET + (<usize>i << 2)) : 0));
    if (K == 0) store<f64>(WY + (<usize>m << 3), <f64>w * load<f64>(TARGET + (<usize>i << 3)));
    m++;
  }
  return m;
}

/** What a unit of weight counts, by class. */
function weighClasses(m: i32): void {
  for (let k = 0; k < K; k++) store<f64>(C + (<usize>k << 3), 0);
  let total: f64 = 0;
  for (let i = 0; i < m; i++) {
    const v = load<u32>(PAY + (<usize>i << 2)), a = C + (<usize>(v & classMask) << 3);
    store<f64>(a, load<f64>(a) + <f64>(v >> shift));
    total += <f64>(v >> shift);
  }
  let kinds: f64 = 0;
  for (let k = 0; k < K; k++) if (load<f64>(C + (<usize>k << 3)) > 0) kinds += 1;
  for (let k = 0; k < K; k++) {
    const a = C + (<usize>k << 3), count = load<f64>(a);
    store<f64>(a, subsample != 0 ? (count > 0 ? total / (kinds * count) : 0) : unit);
  }
}

// criteria

/** How pure sums of one side are, larger is purer: Σ v²/w, or Σ v ln v − w ln w; for values s²/w, or s ln(s/w). */
@inline
function classScore(at: usize, w: f64): f64 {
  let s: f64 = 0;
  if (criterion == 0) {
    for (let k: usize = 0; k < <usize>K << 3; k += 8) { const v = load<f64>(at + k); s += v * v; }
    return s / w;
  }
  for (let k: usize = 0; k < <usize>K << 3; k += 8) { const v = load<f64>(at + k); if (v > 0) s += v * ln(v); }
  return s - w * ln(w);
}

@inline
function valueScore(s: f64, w: f64): f64 { return criterion == 2 ? s * s / w : s > EPSILON ? s * ln(s / w) : -Infinity; }

/** Counts, sums and impurity of the node's rows; writes its value. Returns the impurity. */
function measure(from: i32, node: i32): f64 {
  const pay = PAY + (<usize>from << 2), end = pay + (<usize>size << 2);
  if (K > 0) {
    const k8 = <usize>K << 3, out = O_VALUE + <usize>node * k8;
    memory.fill(S, 0, k8);
    for (let i = pay; i < end; i += 4) { const v = load<u32>(i), a = S + (<usize>(v & classMask) << 3); store<u64>(a, load<u64>(a) + <u64>(v >> shift)); }
    weight = 0;
    for (let k: usize = 0; k < k8; k += 8) { const v = <f64>load<i32>(S + k) * load<f64>(C + k); store<f64>(T + k, v); weight += v; }
    let s: f64 = 0, kinds = 0;
    for (let k: usize = 0; k < k8; k += 8) {
      const share = load<f64>(T + k) / weight;
      store<f64>(out + k, share);
      if (share > 0) kinds++;
      s += criterion == 0 ? share * share : share > 0 ? share * ln(share) : 0;
    }
    return kinds < 2 ? 0 : criterion == 0 ? 1 - s : -s / 0.6931471805599453;
  }
  const idx = IDX + (<usize>from << 2);
  let units: f64 = 0, squares: f64 = 0;
  sum = 0;
  const first = load<f64>(TARGET + (<usize>load<u32>(idx) << 3));
  let pure = true;
  for (let i: usize = 0; i < <usize>size; i++) {
    const w = <f64>load<u32>(pay + (i << 2)), y = load<f64>(TARGET + (<usize>load<u32>(idx + (i << 2)) << 3));
    units += w; sum += w * y;
    squares += criterion == 2 ? w * y * y : y > 0 ? w * y * ln(y) : 0;
    if (y != first) pure = false;
  }
  weight = units * unit; sum = sum * unit;
  const mean = sum / weight;
  store<f64>(O_VALUE + (<usize>node << 3), origin + mean);
  if (pure) return 0;
  squares = squares * unit;
  return max<f64>(0, criterion == 2 ? squares / weight - mean * mean : sum > EPSILON ? (squares - sum * ln(mean)) / weight : Infinity);
}

// splits

/** Compares a split with the best so far. For classes the left sums are at L; for values they are `s`. */
@inline
function consider(feature: i32, bin: i32, left: i32, w: f64, s: f64, side: i32): void {
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

/** Fills the histogram of one column: for every bin and class weight and rows in one number; for values also their sum. */
function accumulate(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2);
  const end = i + (<usize>size << 2), h = HIST;
  if (pair) {
    for (; i < end; i += 4, q += 4) {
      const v = load<u32>(q), a = h + (<usize>load<u8>(column + load<u32>(i)) << 3);
      store<u64>(a, load<u64>(a) + (<u64>(v >> 1) << <u64>((v & 1) << 5)));
    }
    return;
  }
  if (K > 0) {
    const k = <usize>K;
    for (; i < end; i += 4, q += 4) {
      const v = load<u32>(q), a = h + ((<usize>load<u8>(column + load<u32>(i)) * k + <usize>(v & classMask)) << 3);
      store<u64>(a, load<u64>(a) + ((<u64>(v >> shift) << 32) | 1));
    }
    return;
  }
  let y = WY + (<usize>from << 3);
  for (; i < end; i += 4, q += 4, y += 8) {
    const a = h + (<usize>load<u8>(column + load<u32>(i)) << 4);
    store<u64>(a, load<u64>(a) + ((<u64>load<u32>(q) << 32) | 1)); store<f64>(a, load<f64>(a, 8) + load<f64>(y), 8);
  }
}

/** Notes which bins a row's column meets. */
@inline
function bitOf(b: usize): u64 { return (<u64>1) << (<u64>b & 63); }

/** As `accumulate`, noting which bins were met: for nodes of few rows. */
function accumulateFew(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2), y = WY + (<usize>from << 3);
  const end = i + (<usize>size << 2), h = HIST, k = <usize>K;
  let m0: u64 = 0, m1: u64 = 0, m2: u64 = 0, m3: u64 = 0;
  for (; i < end; i += 4, q += 4, y += 8) {
    const b = <usize>load<u8>(column + load<u32>(i)), v = load<u32>(q), bit = bitOf(b);
    if (k > 0) {
      const a = h + ((b * k + <usize>(v & classMask)) << 3);
      store<u64>(a, load<u64>(a) + ((<u64>(v >> shift) << 32) | 1));
    } else {
      const a = h + (b << 4);
      store<u64>(a, load<u64>(a) + ((<u64>v << 32) | 1)); store<f64>(a, load<f64>(a, 8) + load<f64>(y), 8);
    }
    if (b < 128) { if (b < 64) m0 |= bit; else m1 |= bit; } else if (b < 192) m2 |= bit; else m3 |= bit;
  }
  store<u64>(MASK, m0); store<u64>(MASK, m1, 8); store<u64>(MASK, m2, 16); store<u64>(MASK, m3, 24);
}

function accumulatePairFew(column: usize, from: i32): void {
  let i = IDX + (<usize>from << 2), q = PAY + (<usize>from << 2);
  const end = i + (<usize>size << 2), h = HIST;
  let m0: u64 = 0, m1: u64 = 0, m2: u64 = 0, m3: u64 = 0;
  for (; i < end; i += 4, q += 4) {
    const b = <usize>load<u8>(column + load<u32>(i)), v = load<u32>(q), a = h + (b << 3), bit = bitOf(b);
    store<u64>(a, load<u64>(a) + (<u64>(v >> 1) << <u64>((v & 1) << 5)));
    if (b < 128) { if (b < 64) m0 |= bit; else m1 |= bit; } else if (b < 192) m2 |= bit; else m3 |= bit;
  }
  store<u64>(MASK, m0); store<u64>(MASK, m1, 8); store<u64>(MASK, m2, 16); store<u64>(MASK, m3, 24);
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
function scanPair(feature: i32, bins: i32, missing: i32, side: i32, last: bool): void {
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
function scan(feature: i32, bins: i32, missing: i32, side: i32): void {
  if (K == 0) scanValues(feature, bins, missing, side);
  else scanClasses(feature, bins, missing, side);
}

/** Rows whose value is missing, from the histogram; for pairs whether there are any. */
function missingRows(missing: i32): i32 {
  if (missing < 0) return 0;
  if (K == 0) return <i32>load<u64>(HIST + (<usize>missing << 4));
  if (pair) return i32(load<u64>(HIST + (<usize>missing << 3)) != 0);
  let rows: i32 = 0;
  const h = HIST + <usize>missing * (<usize>K << 3);
  for (let k: usize = 0; k < <usize>K << 3; k += 8) rows += <i32>load<u64>(h + k);
  return rows;
}

/** Bins with values that hold rows; of a node of many rows 2 stand for more. */
function occupied(few: bool, bins: i32, missing: i32): i32 {
  if (few) {
    const met = <i32>(popcnt(load<u64>(MASK)) + popcnt(load<u64>(MASK, 8)) + popcnt(load<u64>(MASK, 16)) + popcnt(load<u64>(MASK, 24)));
    return missing >= 0 && (load<u64>(MASK + (<usize>(missing >> 6) << 3)) & bitOf(missing)) != 0 ? met - 1 : met;
  }
  let found = 0;
  const end = HIST + <usize>bins * slot;
  for (let h = HIST; h < end && found < 2; h += slot) {
    for (let at: usize = 0; at < slot; at += 8) if (load<u64>(h + at) != 0) { found++; break; }
  }
  return found;
}

function clearFew(): void {
  for (let word = 0; word < 4; word++) {
    let m = load<u64>(MASK + (<usize>word << 3));
    while (m != 0) {
      const h = HIST + <usize>((word << 6) + <i32>ctz(m)) * slot;
      for (let at: usize = 0; at < slot; at += 8) store<u64>(h + at, 0);
      m &= m - 1;
    }
  }
}

/** Tries every threshold of a column; false where its values are all alike. */
function tryEvery(feature: i32, from: i32): bool {
  const about = FEATURES + (<usize>feature << 4), bins = load<i32>(about), missing = load<i32>(about, 4), column = COLUMNS + <usize>feature * <usize>n;
  const few = size < 192;
  if (few) { if (pair) accumulatePairFew(column, from); else accumulateFew(column, from); }
  else { memory.fill(MASK, 0xff, 32); accumulate(column, from); }
  nodeMissing = missingRows(missing);
  const filled = occupied(few, bins, missing), varies = filled > 1 || (filled == 1 && nodeMissing > 0);
  if (varies && pair) {
    if (nodeMissing > 0) scanPair(feature, bins, missing, 2, false);
    scanPair(feature, bins, missing, nodeMissing > 0 ? 1 : 0, true);
    return true;
  }
  if (varies) {
    scan(feature, bins, missing, nodeMissing > 0 ? 2 : 0);
    if (nodeMissing > 0) scan(feature, bins, missing, 1);
  }
  if (few) clearFew(); else memory.fill(HIST, 0, 256 * slot);
  return varies;
}

/** Tries one threshold, drawn evenly between the values of the lowest and the highest bin. */
function tryOne(feature: i32, from: i32): bool {
  const about = FEATURES + (<usize>feature << 4), bins = load<i32>(about), missing = load<i32>(about, 4), values = <usize>load<u32>(about, 8), column = COLUMNS + <usize>feature * <usize>n;
  let low = 256, high = -1;
  nodeMissing = 0;
  const idx = IDX + (<usize>from << 2);
  for (let i: usize = 0; i < <usize>size; i++) {
    const b = <i32>load<u8>(column + load<u32>(idx + (i << 2)));
    store<u8>(BYTES + i, b);
    if (b == missing) { nodeMissing++; continue; }
    low = min(low, b); high = max(high, b);
  }
  if (high < 0 || (low == high && nodeMissing == 0)) return false;
  const a = load<f64>(values + (<usize>low << 3)), t = a + (load<f64>(values + (<usize>high << 3)) - a) * next();
  let bin = low;
  while (bin + 1 < high && load<f64>(values + (<usize>(bin + 1) << 3)) <= t) bin++;
  const side = nodeMissing == 0 ? 0 : next() < 0.5 ? 1 : 2, also = side == 1 ? missing : -1;
  const pay = PAY + (<usize>from << 2), wy = WY + (<usize>from << 3);
  let left: u64 = 0, s: f64 = 0;
  if (K > 0) {
    memory.fill(L, 0, <usize>K << 3);
    for (let i: usize = 0; i < <usize>size; i++) {
      const b = <i32>load<u8>(BYTES + i);
      if (!(b <= bin || b == also)) continue;
      const v = load<u32>(pay + (i << 2)), at = L + (<usize>(v & classMask) << 3);
      left++;
      store<f64>(at, load<f64>(at) + <f64>(v >> shift));
    }
    let w: f64 = 0;
    for (let k: usize = 0; k < <usize>K << 3; k += 8) { const v = load<f64>(L + k) * load<f64>(C + k); store<f64>(L + k, v); w += v; }
    consider(feature, bin, <i32>left, w, 0, side);
    return true;
  }
  for (let i: usize = 0; i < <usize>size; i++) {
    const b = <i32>load<u8>(BYTES + i);
    if (!(b <= bin || b == also)) continue;
    left += (<u64>load<u32>(pay + (i << 2)) << 32) | 1; s += load<f64>(wy + (i << 3));
  }
  consider(feature, bin, <i32>left, <f64><i32>(left >> 32) * unit, s * unit, side);
  return true;
}

/** Whether no other column can do better: both sides are pure, or each is one row. */
@inline
function perfect(): bool {
  if (bestFeature < 0) return false;
  if (size == 2) return true;
  return K > 0 && bestProxy >= (criterion == 0 ? weight * (1 - TIE) : -TIE * weight);
}

function findSplit(from: i32): void {
  bestProxy = -Infinity; bestFeature = -1;
  if (tried >= p) {
    for (let j = 0; j < p && !perfect(); j++) { if (random != 0) tryOne(j, from); else tryEvery(j, from); }
    return;
  }
  let drawn = 0, varying = 0;
  for (let left = p; left > 0 && (drawn < tried || varying == 0) && !perfect(); left--) {
    const a = PERM + (<usize>below(left) << 2), b = PERM + (<usize>(left - 1) << 2), j = load<i32>(a);
    store<i32>(a, load<i32>(b)); store<i32>(b, j);
    drawn++;
    if (random != 0 ? tryOne(j, from) : tryEvery(j, from)) varying++;
  }
}

// tree

/** The share of the last class, or the value, brought within the node's bounds. */
function clip(node: i32): void {
  const at = O_VALUE + (<usize>(K > 0 ? node * K + K - 1 : node) << 3);
  const v = load<f64>(at), held = min<f64>(max<f64>(v, boundLow), boundHigh);
  if (v == held) return;
  store<f64>(at, held);
  if (K == 2) store<f64>(at - 8, 1 - held);
}

/** Adds a node for a stretch of rows, and keeps it open where it can be split. Open nodes have 64 bytes: see the twin. */
function addNode(from: i32, count: i32, depth: i32, low: f64, high: f64): void {
  const node = nodes++, at = <usize>node;
  size = count; boundLow = low; boundHigh = high;
  const impurity = measure(from, node);
  if (node == 0) { rootWeight = weight; minWeight = minFraction * weight; }
  if (MONOTONE != 0) clip(node);
  store<i32>(O_FEATURE + (at << 2), -1); store<i32>(O_BIN + (at << 2), 0); store<i32>(O_LEFT + (at << 2), -1); store<u8>(O_MISSING + at, 0);
  store<f64>(O_IMPURITY + (at << 3), impurity); store<i32>(O_SAMPLES + (at << 2), count); store<f64>(O_WEIGHT + (at << 3), weight);
  if (depth >= maxDepth || count < minSplit || count < 2 * minLeaf || weight < 2 * minWeight || impurity <= EPSILON) return;
  const parent = K > 0 ? classScore(T, weight) : valueScore(sum, weight), total = weight;
  findSplit(from);
  if (bestFeature < 0) return;
  const gain = (bestProxy - parent) / rootWeight, improvement = criterion == 1 ? gain / 0.6931471805599453 : gain;
  if (improvement + EPSILON < minDecrease) return;
  const o = OPEN + (<usize>opened << 6);
  opened++;
  store<i32>(o, from); store<i32>(o, count, 4); store<i32>(o, node, 8); store<i32>(o, depth, 12);
  store<i32>(o, bestFeature, 16); store<i32>(o, bestBin, 20); store<i32>(o, bestMissing, 24);
  store<f64>(o, improvement, 32); store<f64>(o, low, 40); store<f64>(o, high, 48); store<f64>(o, bestMiddle, 56);
}

/** Rows that go left come first, in their order; returns how many. */
function partition(from: i32, count: i32, column: usize, bin: i32, also: i32): i32 {
  const idx = IDX + (<usize>from << 2), pay = PAY + (<usize>from << 2), wy = WY + (<usize>from << 3);
  let l: usize = 0, r: usize = 0;
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = load<u32>(idx + (i << 2)), v = load<u32>(pay + (i << 2)), b = <i32>load<u8>(column + row);
    const right = <usize>(i32(b > bin) & i32(b != also));
    store<u32>(idx + (l << 2), row); store<u32>(pay + (l << 2), v);
    store<u32>(IDX2 + (r << 2), row); store<u32>(PAY2 + (r << 2), v);
    if (K == 0) { const y = load<f64>(wy + (i << 3)); store<f64>(wy + (l << 3), y); store<f64>(WY2 + (r << 3), y); }
    r += right; l += 1 - right;
  }
  memory.copy(idx + (l << 2), IDX2, r << 2);
  memory.copy(pay + (l << 2), PAY2, r << 2);
  if (K == 0) memory.copy(wy + (l << 3), WY2, r << 3);
  return <i32>l;
}

/** Takes the most useful open node where leaves are counted, else the last; its 64 bytes are moved behind the open ones. */
function takeOpen(): usize {
  let at = opened - 1;
  if (maxLeaves > 0) {
    at = 0;
    for (let i = 1; i < opened; i++) if (load<f64>(OPEN + (<usize>i << 6), 32) > load<f64>(OPEN + (<usize>at << 6), 32)) at = i;
  }
  opened--;
  const taken = OPEN + (<usize>at << 6), last = OPEN + (<usize>opened << 6);
  for (let b: usize = 0; b < 64; b += 8) { const v = load<u64>(taken + b); store<u64>(taken + b, load<u64>(last + b)); store<u64>(last + b, v); }
  return last;
}

function splitNode(o: usize): void {
  const from = load<i32>(o), count = load<i32>(o, 4), node = <usize>load<i32>(o, 8), depth = load<i32>(o, 12) + 1;
  const feature = load<i32>(o, 16), bin = load<i32>(o, 20), side = load<i32>(o, 24), low = load<f64>(o, 40), high = load<f64>(o, 48), middle = load<f64>(o, 56);
  const missing = load<i32>(FEATURES + (<usize>feature << 4), 4);
  const left = partition(from, count, COLUMNS + <usize>feature * <usize>n, bin, side == 1 ? missing : -1);
  store<i32>(O_FEATURE + (node << 2), feature); store<i32>(O_BIN + (node << 2), bin); store<i32>(O_LEFT + (node << 2), nodes); store<u8>(O_MISSING + node, side == 0 ? i32(left > count - left) : i32(side == 1));
  const sign = MONOTONE == 0 ? 0 : <i32>load<i8>(MONOTONE + feature), before = opened;
  addNode(from, left, depth, sign < 0 ? middle : low, sign > 0 ? middle : high);
  addNode(from + left, count - left, depth, sign > 0 ? middle : low, sign < 0 ? middle : high);
  // The smaller child is split first, so that few nodes are ever open at once.
  if (maxLeaves == 0 && opened - before == 2 && left < count - left) {
    const a = OPEN + (<usize>before << 6), b = a + 64;
    for (let i: usize = 0; i < 64; i += 8) { const v = load<u64>(a + i); store<u64>(a + i, load<u64>(b + i)); store<u64>(b + i, v); }
  }
}

export function growForestTree(plan: usize, desk: usize, from: u32): void {
  readPlan(plan);
  readDesk(desk);
  seed = from; nodes = 0; opened = 0; minWeight = 0;
  pair = K == 2 && criterion == 0 && random == 0 && minLeaf == 1 && subsample == 0 && MONOTONE == 0;
  slot = pair ? 8 : K > 0 ? <usize>K << 3 : 16;
  for (let j = 0; j < p; j++) store<i32>(PERM + (<usize>j << 2), j);
  memory.fill(HIST, 0, 256 * slot);
  const m = gatherRows();
  weighClasses(m);
  addNode(0, m, 0, -Infinity, Infinity);
  for (let leaves = 1; opened > 0 && (maxLeaves == 0 || leaves < maxLeaves); leaves++) splitNode(takeOpen());
  store<i32>(desk, nodes, 76);
}
