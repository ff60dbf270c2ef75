// The search for splits of number columns. See twins/split.ts.

/** Best of the scan that was last. */
let bestGain: f64 = -1, bestBin: i32 = -1;

@inline
function gainOf(gl: f64, hl: f64, gr: f64, hr: f64, lambda: f64): f64 {
  const a = hl + lambda, b = hr + lambda;
  return (gl * gl * b + gr * gr * a) / (a * b);
}

/** Rows of a bin as LightGBM infers them. */
@inline
function rowsOf(h: f64, factor: f64): f64 { return Math.floor(h * factor + 0.5); }

/**
 * T: u8 where no rows are counted, f64 where they are. Looks at the thresholds 0 … limit − 1, two at a time; `start` is what goes
 * left in any case.
 */
function scan<T>(hist: usize, limit: i32, start: i64, G: i32, H: i32, lambda: f64, least: f64, last: bool, minRows: f64, factor: f64, rows: f64, base: f64): void {
  let acc = i64x2.splat(start), count = f64x2.splat(base);
  const zero = i64x2.splat(0), vG = f64x2.splat(<f64>G), vH = f64x2.splat(<f64>H), vl = f64x2.splat(lambda), vm = f64x2.splat(least), none = f64x2.splat(-1);
  const vf = f64x2.splat(factor), half = f64x2.splat(0.5), vr = f64x2.splat(minRows), all = f64x2.splat(rows), two = i64x2.splat(2);
  let best = none, at = i64x2.splat(-1), ids = i64x2.replace_lane(zero, 1, 1);
  let b = 0;
  for (let p = hist; b + 2 <= limit; b += 2, p += 16) {
    const v = v128.load(p), before = acc;
    const sum = i64x2.add(v, v128.shuffle<i64>(zero, v, 0, 2));
    acc = i64x2.add(sum, before);
    const hl = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(acc, acc, 0, 2, 0, 2)), gl = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(acc, acc, 1, 3, 1, 3));
    acc = v128.shuffle<i64>(acc, acc, 1, 1);
    const hr = f64x2.sub(vH, hl), gr = f64x2.sub(vG, gl);
    let ok = v128.and(f64x2.ge(hl, vm), f64x2.ge(hr, vm));
    if (isFloat<T>()) {
      const h = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(v, v, 0, 2, 0, 2));
      let c = f64x2.floor(f64x2.add(f64x2.mul(h, vf), half));
      c = f64x2.add(f64x2.add(c, v128.shuffle<f64>(f64x2.splat(0), c, 0, 2)), count);
      count = v128.shuffle<f64>(c, c, 1, 1);
      ok = v128.and(ok, v128.and(f64x2.ge(c, vr), f64x2.ge(f64x2.sub(all, c), vr)));
    }
    const x = f64x2.add(hl, vl), y = f64x2.add(hr, vl);
    const gain = f64x2.div(f64x2.add(f64x2.mul(f64x2.mul(gl, gl), y), f64x2.mul(f64x2.mul(gr, gr), x)), f64x2.mul(x, y));
    const better = v128.and(ok, last ? f64x2.ge(gain, best) : f64x2.gt(gain, best));
    best = v128.bitselect(gain, best, better);
    at = v128.bitselect(ids, at, better);
    ids = i64x2.add(ids, two);
  }
  bestGain = f64x2.extract_lane(best, 0);
  bestBin = <i32>i64x2.extract_lane(at, 0);
  const g1 = f64x2.extract_lane(best, 1), b1 = <i32>i64x2.extract_lane(at, 1);
  if (g1 > bestGain || (g1 == bestGain && (last ? b1 > bestBin : b1 < bestBin))) { bestGain = g1; bestBin = b1; }
  if (b < limit) {
    const one = load<i64>(hist + (<usize>b << 3)), sum = i64x2.extract_lane(acc, 0) + one;
    const hl = <f64>(<i32>sum), gl = <f64>(<i32>(sum >> 32)), hr = <f64>H - hl, gr = <f64>G - gl;
    let ok = hl >= least && hr >= least;
    if (isFloat<T>()) {
      const c = f64x2.extract_lane(count, 0) + rowsOf(<f64>(<i32>one), factor);
      ok = ok && c >= minRows && rows - c >= minRows;
    }
    const gain = gainOf(gl, hl, gr, hr, lambda);
    if (ok && (gain > bestGain || (last && gain == bestGain))) { bestGain = gain; bestBin = b; }
  }
}

@inline
function look(hist: usize, limit: i32, start: i64, G: i32, H: i32, lambda: f64, least: f64, last: bool, minRows: f64, factor: f64, rows: f64, base: f64): void {
  if (minRows > 0) scan<f64>(hist, limit, start, G, H, lambda, least, last, minRows, factor, rows, base);
  else scan<u8>(hist, limit, start, G, H, lambda, least, last, minRows, factor, rows, base);
}

function search(node: usize, j: usize, bins: i32, missing: i32, rules: usize): void {
  const out = load<u32>(node, 16) + (j << 4), hist = <usize>load<u32>(node) + (j << 11);
  if (load<u8>(<usize>load<u32>(node, 12) + j) == 0) { store<f64>(out, -1); return; }
  const G = load<i32>(node, 4), H = load<i32>(node, 8), rows = load<f64>(node, 32), factor = load<f64>(node, 40);
  const lambda = load<f64>(rules), least = load<f64>(rules, 8), minRows = load<f64>(rules, 16), lightgbm = load<i32>(rules, 24) != 0;
  const absent: i64 = missing >= 0 ? load<i64>(hist + (<usize>missing << 3)) : 0;
  let gain: f64 = -1, bin = -1, left = 0;
  if (lightgbm) {
    let base: f64 = 0;
    if (minRows > 0) {
      for (let b = 0; b < bins; b++) base += rowsOf(<f64>load<i32>(hist + (<usize>b << 3)), factor);
      base = rows - base;
    }
    look(hist, bins - 1, absent, G, H, lambda, least, true, minRows, factor, rows, base);
    gain = bestGain; bin = bestBin; left = 1;
    if (missing >= 0) {
      look(hist, bins, 0, G, H, lambda, least, false, minRows, factor, rows, 0);
      if (bestGain > gain) { gain = bestGain; bin = bestBin; left = 0; }
    }
  } else {
    look(hist, missing >= 0 ? bins : bins - 1, 0, G, H, lambda, least, false, minRows, factor, rows, 0);
    gain = bestGain; bin = bestBin;
    if (absent != 0) {
      look(hist, bins - 1, absent, G, H, lambda, least, true, minRows, factor, rows, minRows > 0 ? rowsOf(<f64>(<i32>absent), factor) : 0);
      if (bestGain > gain) { gain = bestGain; bin = bestBin; left = 1; }
      const hl = <f64>(<i32>absent), gl = <f64>(<i32>(absent >> 32)), hr = <f64>H - hl, c = rowsOf(hl, factor);
      const alone = gainOf(gl, hl, <f64>G - gl, hr, lambda);
      if (hl >= least && hr >= least && (minRows == 0 || (c >= minRows && rows - c >= minRows)) && alone > gain) { gain = alone; bin = -1; left = 1; }
    }
  }
  store<f64>(out, gain);
  store<i32>(out, bin, 8);
  store<i32>(out, left, 12);
}

export function findSplits(pair: usize, from: i32, to: i32, features: usize, rules: usize, slot: usize): void {
  const small = load<u32>(pair), big = load<u32>(pair, 4), parts = load<u32>(pair, 8), count = load<i32>(pair, 12);
  for (let j = <usize>from; j < <usize>to; j++) {
    const offset = j << 11, hist = <usize>load<u32>(small) + offset;
    for (let k = 0, part = <usize>parts + offset; k < count; k++, part += slot) {
      for (let o: usize = 0; o < 2048; o += 16) v128.store(hist + o, i64x2.add(v128.load(hist + o), v128.load(part + o)));
    }
    const bins = load<i32>(features + (j << 3)), missing = load<i32>(features + (j << 3), 4);
    search(small, j, bins, missing, rules);
    if (big == 0) continue;
    const whole = <usize>load<u32>(big) + offset;
    for (let o: usize = 0; o < 2048; o += 16) v128.store(whole + o, i64x2.sub(v128.load(whole + o), v128.load(hist + o)));
    search(big, j, bins, missing, rules);
  }
}
