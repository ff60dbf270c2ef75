// Losses and metrics, one number a row. See twins/neural/loss.ts.
import { exp, log, sigmoid, softplus } from './_math.as';
import { lanes, number, put, total } from './_lanes.as';

@inline
function all(x: f32): v128 { return f32x4.splat(x); }

/** Codes 1 … 4: sigmoid, mse, mae, huber. */
function lossOf(code: i32, z: v128, y: v128, delta: v128): v128 {
  if (code == 1) return f32x4.add(f32x4.sub(f32x4.pmax(z, all(0)), f32x4.mul(z, y)), softplus(f32x4.neg(f32x4.abs(z))));
  const d = f32x4.sub(z, y);
  if (code == 2) return f32x4.mul(d, d);
  if (code == 3) return f32x4.abs(d);
  const c = f32x4.pmax(f32x4.neg(delta), f32x4.pmin(delta, d));
  return f32x4.mul(c, f32x4.sub(d, f32x4.mul(c, all(0.5))));
}

function lossSlope(code: i32, z: v128, y: v128, delta: v128): v128 {
  if (code == 1) return f32x4.sub(sigmoid(z), y);
  const d = f32x4.sub(z, y);
  if (code == 2) return f32x4.add(d, d);
  if (code == 3) return f32x4.sub(v128.and(f32x4.gt(d, all(0)), all(1)), v128.and(f32x4.lt(d, all(0)), all(1)));
  return f32x4.pmax(f32x4.neg(delta), f32x4.pmin(delta, d));
}

function largest(z: usize, k: i32): f32 {
  let most = load<f32>(z);
  for (let j = 1; j < k; j++) {
    const v = load<f32>(z + (<usize>j << 2));
    most = most < v ? v : most;
  }
  return most;
}

/** Σ e^(z − most) of a row. */
function sumOfPowers(z: usize, k: i32, most: v128): f32 {
  let sum = all(0);
  for (let j = 0; j < k; j += 4) sum = f32x4.add(sum, v128.and(exp(f32x4.sub(v128.load(z + (<usize>j << 2)), most)), lanes(k - j)));
  return total(sum);
}

function softmaxLoss(from: i32, to: i32, k: i32, z: usize, y: usize, out: usize): void {
  for (let i = from; i < to; i++) {
    const row = <usize>(i * k) << 2, zi = z + row, most = all(largest(zi, k));
    const l = log(all(sumOfPowers(zi, k, most)));
    let sum = all(0);
    // Each class for itself, so that targets need not add up to 1.
    for (let j = 0; j < k; j += 4) {
      const at = <usize>j << 2;
      const each = f32x4.mul(v128.load(y + row + at), f32x4.sub(l, f32x4.sub(v128.load(zi + at), most)));
      sum = f32x4.add(sum, v128.and(each, lanes(k - j)));
    }
    store<f32>(out + (<usize>i << 2), total(sum));
  }
}

export function rowLoss(code: i32, from: i32, to: i32, k: i32, z: usize, y: usize, out: usize, deltaBits: i32): void {
  const delta = number(deltaBits);
  if (code == 0) { softmaxLoss(from, to, k, z, y, out); return; }
  if (k == 1) {
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      put(out + at, to - i, lossOf(code, v128.load(z + at), v128.load(y + at), delta));
    }
    return;
  }
  for (let i = from; i < to; i++) {
    const row = <usize>(i * k) << 2;
    let sum = all(0);
    for (let j = 0; j < k; j += 4) {
      const at = row + (<usize>j << 2);
      sum = f32x4.add(sum, v128.and(lossOf(code, v128.load(z + at), v128.load(y + at), delta), lanes(k - j)));
    }
    store<f32>(out + (<usize>i << 2), total(sum) / <f32>k);
  }
}

export function rowLossGrad(code: i32, from: i32, to: i32, k: i32, z: usize, y: usize, dRow: usize, dz: usize, deltaBits: i32): void {
  const delta = number(deltaBits);
  if (code != 0 && k == 1) {
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      put(dz + at, to - i, f32x4.mul(lossSlope(code, v128.load(z + at), v128.load(y + at), delta), v128.load(dRow + at)));
    }
    return;
  }
  for (let i = from; i < to; i++) {
    const row = <usize>(i * k) << 2, zi = z + row, yi = y + row, di = dz + row;
    const d = load<f32>(dRow + (<usize>i << 2));
    if (code == 0) {
      const most = all(largest(zi, k)), sum = all(sumOfPowers(zi, k, most)), share = all(d);
      let targets = all(0);
      for (let j = 0; j < k; j += 4) targets = f32x4.add(targets, v128.and(v128.load(yi + (<usize>j << 2)), lanes(k - j)));
      const whole = all(total(targets));
      for (let j = 0; j < k; j += 4) {
        const at = <usize>j << 2;
        const p = f32x4.mul(f32x4.div(exp(f32x4.sub(v128.load(zi + at), most)), sum), whole);
        put(di + at, k - j, f32x4.mul(f32x4.sub(p, v128.load(yi + at)), share));
      }
      continue;
    }
    const share = all(d / <f32>k);
    for (let j = 0; j < k; j += 4) {
      const at = <usize>j << 2;
      put(di + at, k - j, f32x4.mul(lossSlope(code, v128.load(zi + at), v128.load(yi + at), delta), share));
    }
  }
}

function firstLargest(z: usize, k: i32): i32 {
  let best = 0;
  for (let j = 1; j < k; j++) if (load<f32>(z + (<usize>j << 2)) > load<f32>(z + (<usize>best << 2))) best = j;
  return best;
}

export function rowMetric(code: i32, from: i32, to: i32, k: i32, z: usize, y: usize, out: usize): void {
  for (let i = from; i < to; i++) {
    const row = <usize>(i * k) << 2, at = out + (<usize>i << 2);
    if (code == 0) { store<f32>(at, firstLargest(z + row, k) == firstLargest(y + row, k) ? 1 : 0); continue; }
    let sum = all(0);
    for (let j = 0; j < k; j += 4) {
      const zj = v128.load(z + row + (<usize>j << 2)), yj = v128.load(y + row + (<usize>j << 2));
      const each = code == 1 ? f32x4.sub(all(1), f32x4.abs(f32x4.sub(v128.and(f32x4.gt(zj, all(0)), all(1)), yj))) : f32x4.abs(f32x4.sub(zj, yj));
      sum = f32x4.add(sum, v128.and(each, lanes(k - j)));
    }
    store<f32>(at, total(sum) / <f32>k);
  }
}
