// The search for splits by all rules. See twins/split-rules.ts. The two children of a division stand side by side in two lanes.
// No rule lets a division gain more than it would without any, so that only thresholds whose estimate reaches what the most
// promising one gains by the rules are looked at.
import { estimate, GAINS, LARGE, NEAR, nearBits } from './_estimate.as';
import { rowsIn, rowsOf } from './_inferred-rows.as';

let bestGain: f64 = 0, bestBin: i32 = -1, bestLeft: i32 = 0;

@inline
function both(left: f64, right: f64): v128 { return f64x2.replace_lane(f64x2.splat(left), 1, right); }

/** What a division gains over none; −∞ where a rule forbids it. */
export function gainOf(g: i32, h: i32, c: f64, lambda: f64, node: usize, rules: usize, direction: i32): f64 {
  const G = load<i32>(node, 4), H = load<i32>(node, 8), rows = load<f64>(node, 32);
  const right = H - h, minRows = load<f64>(rules, 16), least = load<f64>(rules, 8), unitH = load<f64>(rules, 80), lh = <f64>h * unitH, rh = <f64>right * unitH;
  if (<f64>h < least || <f64>right < least || (minRows > 0 && (c < minRows || rows - c < minRows))) return -Infinity;
  const zero = f64x2.splat(0), alpha = v128.load64_splat(rules + 40);
  const sums = f64x2.mul(both(<f64>g, <f64>(G - g)), v128.load64_splat(rules + 72)), weight = f64x2.add(both(lh, rh), f64x2.splat(lambda)), some = f64x2.gt(weight, zero);
  const raised = v128.and(f64x2.add(sums, alpha), f64x2.lt(sums, f64x2.neg(alpha)));
  const pulled = v128.bitselect(f64x2.sub(sums, alpha), raised, f64x2.gt(sums, alpha));
  let gains: v128;
  if (load<i32>(rules, 28) != 2) gains = v128.and(f64x2.div(f64x2.mul(pulled, pulled), weight), some);
  else {
    const step = load<f64>(rules, 48), smooth = load<f64>(rules, 56);
    let value = v128.and(f64x2.div(f64x2.neg(pulled), weight), some);
    if (step > 0) value = f64x2.pmax(f64x2.splat(-step), f64x2.pmin(f64x2.splat(step), value));
    if (smooth > 0) {
      const share = f64x2.div(both(c, rows - c), f64x2.splat(smooth)), more = f64x2.add(share, f64x2.splat(1));
      value = f64x2.add(f64x2.div(f64x2.mul(value, share), more), f64x2.div(v128.load64_splat(node + 56), more));
    }
    value = f64x2.pmax(v128.load64_splat(node + 64), f64x2.pmin(v128.load64_splat(node + 72), value));
    const wl = f64x2.extract_lane(value, 0), wr = f64x2.extract_lane(value, 1);
    if ((direction > 0 && wl > wr) || (direction < 0 && wl < wr)) return -Infinity;
    const twice = f64x2.mul(f64x2.mul(f64x2.splat(2), load<i32>(rules, 24) == 0 ? sums : pulled), value);
    gains = f64x2.neg(f64x2.add(twice, f64x2.mul(f64x2.mul(weight, value), value)));
  }
  return f64x2.extract_lane(gains, 0) + f64x2.extract_lane(gains, 1) - load<f64>(node, 48);
}

@inline
function offer(gain: f64, bin: i32, left: i32): void {
  if (gain > bestGain) { bestGain = gain; bestBin = bin; bestLeft = left; }
}

/** Looks at one threshold. */
function lookAt(hist: usize, bin: i32, start: i64, base: f64, left: i32, node: usize, rules: usize, direction: i32): void {
  let sum = start;
  for (let b = 0; b <= bin; b++) sum += load<i64>(hist + (<usize>b << 3));
  const c = base + rowsIn(hist, 0, bin + 1, load<f64>(node, 40));
  offer(gainOf(<i32>(sum >> 32), <i32>sum, c, load<f64>(rules, 32), node, rules, direction), bin, left);
}

/** Looks at the thresholds 0 … limit − 1; what is better than the best so far is kept, of equal ones of this scan the first or the `last`. */
function scan(hist: usize, limit: i32, start: i64, base: f64, last: bool, left: i32, node: usize, rules: usize, direction: i32, scratch: usize): void {
  const G = load<i32>(node, 4), H = load<i32>(node, 8), factor = load<f64>(node, 40), lambda = load<f64>(rules);
  const counts = load<f64>(rules, 16) > 0 || load<f64>(rules, 56) > 0;
  const most = estimate(hist, limit, start, G, H, lambda, load<f64>(rules, 8), scratch);
  if (most < 0) return;
  let near: f32 = 0;
  if (lambda <= LARGE) {
    let b = 0, bits = 0;
    const top = f32x4.splat(most);
    do { bits = nearBits(scratch + GAINS + (<usize>b << 2), top); b += 16; } while (bits == 0 && b < limit);
    b += ctz(bits) - 16;
    const sum = load<i64>(scratch + (<usize>b << 3)), unitG = load<f64>(rules, 72);
    const gain = gainOf(<i32>(sum >> 32), <i32>sum, counts ? base + rowsIn(hist, 0, b + 1, factor) : 0, load<f64>(rules, 32), node, rules, direction);
    const bound = (max(gain, bestGain) + load<f64>(node, 48)) * load<f64>(rules, 80) / (unitG * unitG);
    if (bound > 0) near = <f32>bound * NEAR;
  }
  let c = base, counted = 0, gain: f64 = -Infinity, best = -1, b = 0, p = scratch + GAINS;
  const least = f32x4.splat(near);
  do {
    for (let bits = nearBits(p, least); bits != 0; bits &= bits - 1) {
      const bin = b + ctz(bits), sum = load<i64>(scratch + (<usize>bin << 3));
      if (counts) { c += rowsIn(hist, counted, bin + 1, factor); counted = bin + 1; }
      const found = gainOf(<i32>(sum >> 32), <i32>sum, c, load<f64>(rules, 32), node, rules, direction);
      if (found > gain || (last && found == gain && found > -Infinity)) { gain = found; best = bin; }
    }
    b += 16;
    p += 64;
  } while (b < limit);
  offer(gain, best, left);
}

@inline
function look(hist: usize, limit: i32, start: i64, base: f64, last: bool, left: i32, only: i32, node: usize, rules: usize, direction: i32, scratch: usize): void {
  if (only < 0) scan(hist, limit, start, base, last, left, node, rules, direction, scratch);
  else if (only < limit) lookAt(hist, only, start, base, left, node, rules, direction);
}

export function searchByRules(node: usize, out: usize, j: usize, feature: usize, rules: usize, scratch: usize): void {
  const bins = load<i32>(feature), missing = load<i32>(feature, 4), direction = load<i32>(feature, 8), only = load<i32>(out, 8), hist = <usize>load<u32>(node) + (j << 11);
  const rows = load<f64>(node, 32), factor = load<f64>(node, 40), absent: i64 = missing >= 0 ? load<i64>(hist + (<usize>missing << 3)) : 0;
  const lightgbm = load<i32>(rules, 24) != 0;
  bestGain = -Infinity;
  bestBin = -1;
  bestLeft = <i32>lightgbm;
  if (lightgbm) {
    look(hist, bins - 1, absent, rows - rowsIn(hist, 0, bins, factor), true, 1, only, node, rules, direction, scratch);
    if (missing >= 0) look(hist, bins, 0, 0, false, 0, only, node, rules, direction, scratch);
  } else {
    look(hist, missing >= 0 ? bins : bins - 1, 0, 0, false, 0, only, node, rules, direction, scratch);
    if (absent != 0) {
      const h = <i32>absent, g = <i32>(absent >> 32), c = rowsOf(<f64>h, factor);
      look(hist, bins - 1, absent, c, true, 1, only, node, rules, direction, scratch);
      if (only < 0) offer(gainOf(g, h, c, load<f64>(rules, 32), node, rules, direction), -1, 1);
    }
  }
  store<f64>(out, bestGain);
  store<i32>(out, bestBin, 8);
  store<i32>(out, bestLeft, 12);
}
