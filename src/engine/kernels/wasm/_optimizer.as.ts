// What is done with gradients: optimizers over the flat vector of weights, penalties, clipping. See twins/neural/optimizer.ts.
import { lanes, put, total } from './_lanes.as';

@inline
function param(p: usize, i: i32): v128 { return v128.load32_splat(p + (<usize>i << 2)); }
@inline
function madd(a: v128, b: v128, c: v128): v128 { return f32x4.add(f32x4.mul(a, b), c); }
@inline
function signOf(x: v128): v128 {
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  return f32x4.sub(v128.and(f32x4.gt(x, zero), one), v128.and(f32x4.lt(x, zero), one));
}

export function adam(from: i32, to: i32, w: usize, g: usize, m: usize, v: usize, p: usize): void {
  const alpha = param(p, 0), shrink = param(p, 1), toM = param(p, 2), toV = param(p, 3), epsilon = param(p, 4);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, n = to - i;
    const gi = v128.load(g + at), m0 = v128.load(m + at), v0 = v128.load(v + at);
    const mi = madd(f32x4.sub(gi, m0), toM, m0);
    const vi = madd(f32x4.sub(f32x4.mul(gi, gi), v0), toV, v0);
    put(m + at, n, mi); put(v + at, n, vi);
    put(w + at, n, f32x4.sub(f32x4.mul(v128.load(w + at), shrink), f32x4.div(f32x4.mul(mi, alpha), f32x4.add(f32x4.sqrt(vi), epsilon))));
  }
}

export function sgd(from: i32, to: i32, w: usize, g: usize, m: usize, p: usize): void {
  const rate = param(p, 0), shrink = param(p, 1), momentum = param(p, 2), nesterov = load<f32>(p + 12) != 0;
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, n = to - i;
    const step = f32x4.mul(v128.load(g + at), rate), wi = f32x4.mul(v128.load(w + at), shrink);
    if (m == 0) { put(w + at, n, f32x4.sub(wi, step)); continue; }
    const mi = f32x4.sub(f32x4.mul(v128.load(m + at), momentum), step);
    put(m + at, n, mi);
    put(w + at, n, f32x4.add(wi, nesterov ? f32x4.sub(f32x4.mul(mi, momentum), step) : mi));
  }
}

export function rmsprop(from: i32, to: i32, w: usize, g: usize, s: usize, m: usize, p: usize): void {
  const rate = param(p, 0), shrink = param(p, 1), momentum = param(p, 2), rho = param(p, 3), rest = param(p, 4), epsilon = param(p, 5);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, n = to - i;
    const gi = v128.load(g + at);
    const si = f32x4.add(f32x4.mul(v128.load(s + at), rho), f32x4.mul(f32x4.mul(gi, gi), rest));
    put(s + at, n, si);
    let step = f32x4.div(f32x4.mul(gi, rate), f32x4.sqrt(f32x4.add(si, epsilon)));
    if (m != 0) {
      step = madd(v128.load(m + at), momentum, step);
      put(m + at, n, step);
    }
    put(w + at, n, f32x4.sub(f32x4.mul(v128.load(w + at), shrink), step));
  }
}

export function adagrad(from: i32, to: i32, w: usize, g: usize, s: usize, p: usize): void {
  const rate = param(p, 0), shrink = param(p, 1), epsilon = param(p, 2);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, n = to - i;
    const gi = v128.load(g + at), si = madd(gi, gi, v128.load(s + at));
    put(s + at, n, si);
    put(w + at, n, f32x4.sub(f32x4.mul(v128.load(w + at), shrink), f32x4.div(f32x4.mul(gi, rate), f32x4.sqrt(f32x4.add(si, epsilon)))));
  }
}

export function lion(from: i32, to: i32, w: usize, g: usize, m: usize, p: usize): void {
  const rate = param(p, 0), shrink = param(p, 1), beta1 = param(p, 2), rest1 = param(p, 3), beta2 = param(p, 4), rest2 = param(p, 5);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, n = to - i;
    const gi = v128.load(g + at), mi = v128.load(m + at);
    const sign = signOf(f32x4.add(f32x4.mul(mi, beta1), f32x4.mul(gi, rest1)));
    put(w + at, n, f32x4.sub(f32x4.mul(v128.load(w + at), shrink), f32x4.mul(sign, rate)));
    put(m + at, n, f32x4.add(f32x4.mul(mi, beta2), f32x4.mul(gi, rest2)));
  }
}

export function penalise(from: i32, to: i32, w: usize, g: usize, p: usize): void {
  const l1 = param(p, 0), l2 = param(p, 1);
  for (let i = from; i < to; i += 4) {
    const at = <usize>i << 2, wi = v128.load(w + at);
    put(g + at, to - i, f32x4.add(v128.load(g + at), f32x4.add(f32x4.mul(signOf(wi), l1), f32x4.mul(f32x4.add(wi, wi), l2))));
  }
}

export function penalty(from: i32, to: i32, w: usize, p: usize, out: usize): void {
  const l1 = param(p, 0), l2 = param(p, 1);
  let sum = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const wi = v128.load(w + (<usize>i << 2));
    sum = f32x4.add(sum, v128.and(f32x4.add(f32x4.mul(f32x4.abs(wi), l1), f32x4.mul(f32x4.mul(wi, wi), l2)), lanes(to - i)));
  }
  store<f32>(out, total(sum));
}

export function squareSum(from: i32, to: i32, g: usize, out: usize): void {
  let sum = f32x4.splat(0);
  for (let i = from; i < to; i += 4) {
    const gi = v128.load(g + (<usize>i << 2));
    sum = f32x4.add(sum, v128.and(f32x4.mul(gi, gi), lanes(to - i)));
  }
  store<f32>(out, total(sum));
}

export function clipFactor(n: i32, squares: usize, most: usize, out: usize): void {
  let sum: f32 = 0;
  for (let i = 0; i < n; i++) sum += load<f32>(squares + (<usize>i << 2));
  const norm = sqrt<f32>(sum), limit = load<f32>(most);
  store<f32>(out, norm > limit ? limit / norm : 1);
}

export function clipScale(from: i32, to: i32, g: usize, factor: usize): void {
  const by = param(factor, 0);
  if (load<f32>(factor) == 1) return;
  for (let i = from; i < to; i += 4) put(g + (<usize>i << 2), to - i, f32x4.mul(v128.load(g + (<usize>i << 2)), by));
}

export function clipValue(from: i32, to: i32, g: usize, most: usize): void {
  const limit = param(most, 0), least = f32x4.neg(limit);
  for (let i = from; i < to; i += 4) put(g + (<usize>i << 2), to - i, f32x4.pmax(f32x4.pmin(v128.load(g + (<usize>i << 2)), limit), least));
}

export function maxNorm(rows: i32, columns: i32, from: i32, to: i32, w: usize, most: usize): void {
  const limit = param(most, 0), row = <usize>columns << 2, tiny = f32x4.splat(1e-7);
  for (let j = from; j < to; j += 4) {
    const top = w + (<usize>j << 2);
    let sum = f32x4.splat(0), at = top;
    for (let i = 0; i < rows; i++) { const wi = v128.load(at); sum = f32x4.add(sum, f32x4.mul(wi, wi)); at += row; }
    const norm = f32x4.sqrt(sum), factor = f32x4.div(f32x4.pmin(norm, limit), f32x4.add(norm, tiny));
    at = top;
    for (let i = 0; i < rows; i++) { put(at, to - j, f32x4.mul(v128.load(at), factor)); at += row; }
  }
}
