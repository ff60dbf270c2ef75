// The search for splits of number columns. See twins/split.ts. Gains of all thresholds are first estimated four at a time in single
// precision; those near the largest, nearly always one, are then computed in double precision as the twin does, so that the same wins.

/** Best of the search that was last. */
let bestGain: f64 = -1, bestBin: i32 = -1;

@inline
function gainOf(gl: f64, hl: f64, gr: f64, hr: f64, lambda: f64): f64 {
  const a = hl + lambda, b = hr + lambda;
  return (gl * gl * b + gr * gr * a) / (a * b);
}

/** Rows of a bin as LightGBM infers them. */
@inline
function rowsOf(h: f64, factor: f64): f64 { return Math.floor(h * factor + 0.5); }

/** Where in the scratch space of a search the estimated gains are, after the sums of what goes left. */
const GAINS: usize = 2048;
/** An estimate is a dozen roundings of sums without cancellation: well within 2⁻¹⁹ of the gain. */
const NEAR: f32 = 1 - 1 / 262144;
/** With a larger λ, products could leave the range of single precision: then all thresholds are computed. */
const LARGE: f64 = 1e15;

/** Estimated gains of four thresholds from the sums of what goes left; NaN, which no comparison is true of, where a child's hessians are below `vm`. */
@inline
function gains4(a: v128, b: v128, vG: v128, vH: v128, vl: v128, vm: v128): v128 {
  const hl = v128.shuffle<i32>(a, b, 0, 2, 4, 6), hr = i32x4.sub(vH, hl), gl = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
  const fl = f32x4.convert_i32x4_s(gl), fr = f32x4.convert_i32x4_s(i32x4.sub(vG, gl));
  const x = f32x4.add(f32x4.convert_i32x4_s(hl), vl), y = f32x4.add(f32x4.convert_i32x4_s(hr), vl);
  const both = f32x4.add(f32x4.mul(f32x4.mul(fl, fl), y), f32x4.mul(f32x4.mul(fr, fr), x));
  return v128.or(f32x4.div(both, f32x4.mul(x, y)), i32x4.gt_s(vm, i32x4.min_s(hl, hr)));
}

/**
 * Writes the sums of what goes left at the thresholds 0 … limit − 1, and their estimated gains, NaN where a child's hessians are below
 * `least`. Answers the largest, or −1. `start` is what goes left in any case. The loop has its test at the end: engines take out of
 * such loops what stays the same.
 */
function estimate(hist: usize, limit: i32, start: i64, G: i32, H: i32, lambda: f64, least: f64, scratch: usize): f32 {
  const zero = i64x2.splat(0), vG = i32x4.splat(G), vH = i32x4.splat(H), vl = f32x4.splat(<f32>min(lambda, LARGE)), vm = i32x4.splat(<i32>Math.min(2147483647, Math.ceil(least)));
  let carry = i64x2.splat(start), most = f32x4.splat(-1), p = hist, sums = scratch, at = scratch + GAINS;
  const end = at + (<usize>limit << 2);
  if (limit > 0) do {
    let a = v128.load(p), b = v128.load(p, 16);
    a = i64x2.add(a, v128.shuffle<i64>(zero, a, 0, 2));
    b = i64x2.add(i64x2.add(b, v128.shuffle<i64>(zero, b, 0, 2)), v128.shuffle<i64>(a, a, 1, 1));
    a = i64x2.add(a, carry);
    b = i64x2.add(b, carry);
    carry = v128.shuffle<i64>(b, b, 1, 1);
    v128.store(sums, a);
    v128.store(sums, b, 16);
    let gain = gains4(a, b, vG, vH, vl, vm);
    if (at + 16 > end) gain = v128.or(gain, i32x4.ge_s(i32x4(0, 1, 2, 3), i32x4.splat(limit & 3)));
    v128.store(at, gain);
    most = f32x4.pmax(most, gain);
    p += 32;
    sums += 32;
    at += 16;
  } while (at < end);
  // They are looked through sixteen at a time.
  const none = i32x4.splat(-1);
  v128.store(at, none);
  v128.store(at, none, 16);
  v128.store(at, none, 32);
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** Computes the gains that were estimated near the largest; the best is left in `bestGain` and `bestBin`. `last`: which of equal ones wins. */
function decide(limit: i32, most: f32, G: i32, H: i32, lambda: f64, last: bool, scratch: usize): void {
  bestGain = -1;
  bestBin = -1;
  if (most < 0) return;
  const near = f32x4.splat(lambda > LARGE ? 0 : most * NEAR);
  let b = 0, p = scratch + GAINS;
  do {
    const k = f32x4.ge(v128.load(p), near), l = f32x4.ge(v128.load(p, 16), near), m = f32x4.ge(v128.load(p, 32), near), n = f32x4.ge(v128.load(p, 48), near);
    if (v128.any_true(v128.or(v128.or(k, l), v128.or(m, n)))) {
      const found = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(k, l), i16x8.narrow_i32x4_s(m, n));
      for (let bits = i8x16.bitmask(found); bits != 0; bits &= bits - 1) {
        const bin = b + ctz(bits), sum = load<i64>(scratch + (<usize>bin << 3));
        const hl = <f64>(<i32>sum), gl = <f64>(<i32>(sum >> 32)), gain = gainOf(gl, hl, <f64>G - gl, <f64>H - hl, lambda);
        if (gain > bestGain || (last && gain == bestGain)) { bestGain = gain; bestBin = bin; }
      }
    }
    b += 16;
    p += 64;
  } while (b < limit);
}

/** Inferred rows of the bins from … to. */
function rowsIn(hist: usize, from: i32, to: i32, factor: f64): f64 {
  let rows: f64 = 0;
  for (let b = from; b < to; b++) rows += rowsOf(<f64>load<i32>(hist + (<usize>b << 3)), factor);
  return rows;
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

function search(node: usize, j: usize, bins: i32, missing: i32, rules: usize, scratch: usize): void {
  const out = load<u32>(node, 16) + (j << 4), hist = <usize>load<u32>(node) + (j << 11);
  if (load<u8>(<usize>load<u32>(node, 12) + j) == 0) { store<f64>(out, -1); return; }
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
    const bins = load<i32>(features + (j << 3)), missing = load<i32>(features + (j << 3), 4), bytes = <usize>max(bins, missing + 1) << 3;
    for (let k = 0, part = <usize>parts + offset; k < count; k++, part += slot) {
      for (let o: usize = 0; o < bytes; o += 16) v128.store(hist + o, i64x2.add(v128.load(hist + o), v128.load(part + o)));
    }
    search(small, j, bins, missing, rules, scratch);
    if (big == 0) continue;
    const whole = <usize>load<u32>(big) + offset;
    for (let o: usize = 0; o < bytes; o += 16) v128.store(whole + o, i64x2.sub(v128.load(whole + o), v128.load(hist + o)));
    search(big, j, bins, missing, rules, scratch);
  }
}
