// One tree of a forest a call, on binned columns. See twins/forest/grow.ts.
import { classScore, valueScore, measure } from './_forest-criteria.as';
import { gatherRows, weighClasses } from './_forest-rows.as';
import { findSplit } from './_forest-split.as';
import {
  n, p, K, criterion, random, maxDepth, minSplit, minLeaf, maxLeaves, COLUMNS, FEATURES, MONOTONE, subsample, minFraction, minDecrease,
  IDX, IDX2, PAY, PAY2, WY, WY2, HIST, PERM, OPEN, O_FEATURE, O_BIN, O_LEFT, O_MISSING, O_VALUE, O_IMPURITY, O_SAMPLES, O_WEIGHT, pair,
  seed, nodes, opened, rootWeight, minWeight, slot, T, size, weight, sum, boundLow, boundHigh, bestProxy, bestFeature, bestBin,
  bestMissing, bestMiddle, EPSILON, readPlan, readDesk,
} from './_forest-state.as';

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
