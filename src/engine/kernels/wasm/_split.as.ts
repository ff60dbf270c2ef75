// The search for splits of number columns. See twins/split.ts. Gains of all thresholds are first estimated four at a time in single
// precision; those near the largest, nearly always one, are then computed in double precision as the twin does, so that the same wins.

import { estimate, GAINS, LARGE, NEAR, nearBits } from './_estimate.as';
import { rowsIn, rowsOf } from './_inferred-rows.as';
import { searchCategories } from './_split-categories.as';
import { searchByRules } from './_split-rules.as';

/** Best of the search that was last. */
let bestGain: f64 = -1, bestBin: i32 = -1;

@inline
function gainOf(gl: f64, hl: f64, gr: f64, hr: f64, lambda: f64): f64 {
  const a = hl + lambda, b = hr + lambda;
  return (gl * gl * b + gr * gr * a) / (a * b);
}

/** Computes the gains that were estimated near the largest; the best is left in `bestGain` and `bestBin`. `last`: which of equal ones wins. */
function decide(limit: i32, most: f32, G: i32, H: i32, lambda: f64, last: bool, scratch: usize): void {
  bestGain = -1;
  bestBin = -1;
  if (most < 0) return;
  const near = f32x4.splat(lambda > LARGE ? 0 : most * NEAR);
  let b = 0, p = scratch + GAINS;
  do {
    for (let bits = nearBits(p, near); bits != 0; bits &= bits - 1) {
      const bin = b + ctz(bits), sum = load<i64>(scratch + (<usize>bin << 3));
      const hl = <f64>(<i32>sum), gl = <f64>(<i32>(sum >> 32)), gain = gainOf(gl, hl, <f64>G - gl, <f64>H - hl, lambda);
      if (gain > bestGain || (last && gain == bestGain)) { bestGain = gain; bestBin = bin; }
    }
    b += 16;
    p += 64;
  } while (b < limit);
}

/** Takes out thresholds that leave a child too few rows; answers the largest gain that is left. */
function strike(hist: usize, limit: i32, base: f64, minRows: f64, rows: f64, factor: f64, scratch: usize): f32 {
  let c = base, most: f32 = -1;
  for (let b = 0; b < limit; b++) {
    c += rowsOf(<f64>load<i32>(hist + (<usize>b << 3)), factor);
    const at = scratch + GAINS + (<usize>b << 2);
    if (c >= minRows && rows - c >= minRows) most = load<f32>(at) > most ? load<f32>(at) : most;
    else store<u32>(at, 0xffffffff);
  }
  return most;
}

/** Rounding of inferred rows cannot add up to more. */
const SLACK: f64 = 129;

/**
 * Looks at the thresholds 0 … limit − 1. Rows are counted only where the best split of all might leave a child too few: `known` bins
 * are then what `fromAll` counts back from, or `base` what it counts up from.
 */
function look(hist: usize, limit: i32, start: i64, G: i32, H: i32, lambda: f64, least: f64, last: bool, minRows: f64, factor: f64, rows: f64, base: f64, known: i32, scratch: usize): void {
  decide(limit, estimate(hist, limit, start, G, H, lambda, least, scratch), G, H, lambda, last, scratch);
  if (minRows == 0 || bestBin < 0) return;
  const left = <f64>load<i32>(scratch + (<usize>bestBin << 3)) * factor;
  if (left >= minRows + SLACK && rows - left >= minRows + SLACK) return;
  const from = known > 0 ? rows - rowsIn(hist, 0, known, factor) : base, c = from + rowsIn(hist, 0, bestBin + 1, factor);
  if (c >= minRows && rows - c >= minRows) return;
  decide(limit, strike(hist, limit, from, minRows, rows, factor, scratch), G, H, lambda, last, scratch);
}

function search(node: usize, j: usize, feature: usize, rules: usize, scratch: usize): void {
  const out = load<u32>(node, 16) + (j << 4), hist = <usize>load<u32>(node) + (j << 11);
  if (load<u8>(<usize>load<u32>(node, 12) + j) == 0) { store<f64>(out, -1); return; }
  if (load<i32>(feature, 12) > -2) { searchCategories(node, out, j, feature, rules, scratch); return; }
  if (load<i32>(rules, 28) != 0) { searchByRules(node, out, j, feature, rules, scratch); return; }
  const bins = load<i32>(feature), missing = load<i32>(feature, 4);
  const G = load<i32>(node, 4), H = load<i32>(node, 8), rows = load<f64>(node, 32), factor = load<f64>(node, 40);
  const lambda = load<f64>(rules), least = load<f64>(rules, 8), minRows = load<f64>(rules, 16), lightgbm = load<i32>(rules, 24) != 0;
  const absent: i64 = missing >= 0 ? load<i64>(hist + (<usize>missing << 3)) : 0;
  let gain: f64 = -1, bin = -1, left = 0;
  if (lightgbm) {
    look(hist, bins - 1, absent, G, H, lambda, least, true, minRows, factor, rows, 0, bins, scratch);
    gain = bestGain; bin = bestBin; left = 1;
    if (missing >= 0) {
      look(hist, bins, 0, G, H, lambda, least, false, minRows, factor, rows, 0, 0, scratch);
      if (bestGain > gain) { gain = bestGain; bin = bestBin; left = 0; }
    }
  } else {
    look(hist, missing >= 0 ? bins : bins - 1, 0, G, H, lambda, least, false, minRows, factor, rows, 0, 0, scratch);
    gain = bestGain; bin = bestBin;
    if (absent != 0) {
      const hl = <f64>(<i32>absent), gl = <f64>(<i32>(absent >> 32)), hr = <f64>H - hl, c = rowsOf(hl, factor);
      look(hist, bins - 1, absent, G, H, lambda, least, true, minRows, factor, rows, c, 0, scratch);
      if (bestGain > gain) { gain = bestGain; bin = bestBin; left = 1; }
      const alone = gainOf(gl, hl, <f64>G - gl, hr, lambda);
      if (hl >= least && hr >= least && (minRows == 0 || (c >= minRows && rows - c >= minRows)) && alone > gain) { gain = alone; bin = -1; left = 1; }
    }
  }
  store<f64>(out, gain);
  store<i32>(out, bin, 8);
  store<i32>(out, left, 12);
}

/** Only bins that a column has are added and taken away: the others are nothing in every histogram. */
export function findSplits(pair: usize, from: i32, to: i32, features: usize, rules: usize, slot: usize, scratch: usize): void {
  const small = load<u32>(pair), big = load<u32>(pair, 4), parts = load<u32>(pair, 8), count = load<i32>(pair, 12);
  for (let j = <usize>from; j < <usize>to; j++) {
    const offset = j << 11, hist = <usize>load<u32>(small) + offset;
    const feature = features + (j << 4), bytes = <usize>max(load<i32>(feature), load<i32>(feature, 4) + 1) << 3;
    for (let k = 0, part = <usize>parts + offset; k < count; k++, part += slot) {
      for (let o: usize = 0; o < bytes; o += 16) v128.store(hist + o, i64x2.add(v128.load(hist + o), v128.load(part + o)));
    }
    search(small, j, feature, rules, scratch);
    if (big == 0) continue;
    const whole = <usize>load<u32>(big) + offset;
    for (let o: usize = 0; o < bytes; o += 16) v128.store(whole + o, i64x2.sub(v128.load(whole + o), v128.load(hist + o)));
    search(big, j, feature, rules, scratch);
  }
}
