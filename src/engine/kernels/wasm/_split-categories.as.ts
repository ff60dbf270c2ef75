// The search for divisions of categories. See twins/split-categories.ts.
import { rowsOf } from './_inferred-rows.as';
import { gainOf } from './_split-rules.as';

/** Where in the scratch space the order of bins is, a byte each, after a key for each bin. */
const ORDER: usize = 2048;

@inline
function hOf(hist: usize, bin: i32): i32 { return load<i32>(hist + (<usize>bin << 3)); }
@inline
function gOf(hist: usize, bin: i32): i32 { return load<i32>(hist + (<usize>bin << 3), 4); }

/** Puts a bin among the `n` that are in order by their keys, after those that are equal. */
function insert(bin: i32, key: f64, n: i32, scratch: usize): void {
  store<f64>(scratch + (<usize>bin << 3), key);
  const order = scratch + ORDER;
  let low = 0, high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f64>(scratch + (<usize>load<u8>(order + <usize>middle) << 3)) <= key) low = middle + 1;
    else high = middle;
  }
  for (let i = n; i > low; i--) store<u8>(order + <usize>i, load<u8>(order + <usize>i - 1));
  store<u8>(order + <usize>low, bin);
}

function oneAgainstRest(hist: usize, bins: i32, missing: i32, other: i32, node: usize, rules: usize): f64 {
  const G = load<i32>(node, 4), H = load<i32>(node, 8), rows = load<f64>(node, 32), factor = load<f64>(node, 40), lambda = load<f64>(rules, 32), lightgbm = load<i32>(rules, 24) != 0;
  const mh = missing >= 0 ? hOf(hist, missing) : 0, mg = missing >= 0 ? gOf(hist, missing) : 0;
  let best: f64 = -Infinity;
  for (let bin = 0; bin < bins; bin++) {
    const h = hOf(hist, bin), g = gOf(hist, bin), c = rowsOf(<f64>h, factor);
    if (lightgbm) {
      if (bin != other) best = max(best, gainOf(g, h, c, lambda, node, rules, 0));
      continue;
    }
    best = max(best, gainOf(G - g, H - h, rows - c, lambda, node, rules, 0));
    if (mh != 0 || mg != 0) best = max(best, gainOf(G - g - mg, H - h - mh, rows - c - rowsOf(<f64>mh, factor), lambda, node, rules, 0));
  }
  return best;
}

function lightgbmOrder(hist: usize, bins: i32, other: i32, node: usize, rules: usize, scratch: usize): f64 {
  const all = load<i32>(node, 8), rows = load<f64>(node, 32), factor = load<f64>(node, 40), minRows = load<f64>(rules, 16), least = load<f64>(rules, 64), unitG = load<f64>(rules, 72), unitH = load<f64>(rules, 80);
  const most = load<f64>(rules, 96), smooth = load<f64>(rules, 104), lambda = load<f64>(rules, 32) + load<f64>(rules, 112), group = load<f64>(rules, 120);
  let n = 0;
  for (let b = 0; b < bins; b++) {
    const h = hOf(hist, b);
    if (b == other || h <= 0 || rowsOf(<f64>h, factor) < smooth) continue;
    insert(b, (<f64>gOf(hist, b) * unitG) / (<f64>h * unitH + smooth), n, scratch);
    n++;
  }
  let best: f64 = -Infinity;
  for (let end = 0; end < 2; end++) {
    let G = 0, H = 0, c: f64 = 0, since: f64 = 0;
    for (let i = 0; i < (n + 1) >> 1 && <f64>i < most; i++) {
      const bin = <i32>load<u8>(scratch + ORDER + <usize>(end == 0 ? i : n - 1 - i)), h = hOf(hist, bin), count = rowsOf(<f64>h, factor);
      H += h;
      G += gOf(hist, bin);
      c += count;
      since += count;
      if (c < minRows || <f64>H * unitH < least) continue;
      if (rows - c < max(minRows, group) || <f64>(all - H) * unitH < least) break;
      if (since < group) continue;
      since = 0;
      best = max(best, gainOf(G, H, c, lambda, node, rules, 0));
    }
  }
  return best;
}

/** What a category would say as a leaf of its own, in single precision; nothing below the least hessian. */
function weightOf(g: f64, h: f64, rules: usize): f64 {
  const weight = h + load<f64>(rules, 32), alpha = load<f64>(rules, 40), step = load<f64>(rules, 48);
  if (h < load<f64>(rules, 64) || !(weight > 0)) return 0;
  const pulled = g > alpha ? g - alpha : g < -alpha ? g + alpha : 0;
  let value = -pulled / weight;
  if (step > 0) value = value < -step ? -step : value > step ? step : value;
  return <f64>(<f32>value);
}

function xgboostOrder(hist: usize, bins: i32, node: usize, rules: usize, scratch: usize): f64 {
  const allG = load<i32>(node, 4), allH = load<i32>(node, 8), rows = load<f64>(node, 32), factor = load<f64>(node, 40), lambda = load<f64>(rules, 32), unitG = load<f64>(rules, 72), unitH = load<f64>(rules, 80);
  const most = min(load<f64>(rules, 96), <f64>bins) - 1;
  for (let b = 0; b < bins; b++) insert(b, weightOf(<f64>gOf(hist, b) * unitG, <f64>hOf(hist, b) * unitH, rules), b, scratch);
  let best: f64 = -Infinity;
  for (let end = 0; end < 2; end++) {
    let G = 0, H = 0, c: f64 = 0;
    for (let i = 0; <f64>i < most; i++) {
      const bin = <i32>load<u8>(scratch + ORDER + <usize>(end == 0 ? i : bins - 1 - i)), h = hOf(hist, bin);
      H += h;
      G += gOf(hist, bin);
      c += rowsOf(<f64>h, factor);
      best = max(best, end == 0 ? gainOf(allG - G, allH - H, rows - c, lambda, node, rules, 0) : gainOf(G, H, c, lambda, node, rules, 0));
    }
  }
  return best;
}

export function searchCategories(node: usize, out: usize, j: usize, feature: usize, rules: usize, scratch: usize): void {
  const bins = load<i32>(feature), missing = load<i32>(feature, 4), other = load<i32>(feature, 12), hist = <usize>load<u32>(node) + (j << 11), few = load<f64>(rules, 88);
  let gain: f64;
  if (load<i32>(rules, 24) == 0) gain = <f64>bins < few ? oneAgainstRest(hist, bins, missing, other, node, rules) : xgboostOrder(hist, bins, node, rules, scratch);
  else gain = <f64>(bins + 1) <= few ? oneAgainstRest(hist, bins, missing, other, node, rules) : lightgbmOrder(hist, bins, other, node, rules, scratch);
  store<f64>(out, gain);
}
