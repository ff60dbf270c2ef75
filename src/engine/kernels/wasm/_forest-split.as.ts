// The best split of a node. See twins/forest/split.ts.
import { accumulate, bitOf, accumulateFew, accumulatePairFew } from './_forest-histogram.as';
import { next, below } from './_forest-rows.as';
import { consider, scanPair, scan } from './_forest-scan.as';
import {
  n, p, K, criterion, random, tried, COLUMNS, FEATURES, shift, classMask, unit, IDX, PAY, WY, HIST, PERM, BYTES, pair, slot, L, C, MASK,
  size, weight, nodeMissing, bestProxy, bestFeature, TIE,
} from './_forest-state.as';

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

export function findSplit(from: i32): void {
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
