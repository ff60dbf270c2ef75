// Gradients and hessians of the common objectives. See twins/gradients.ts. Loops have their test at the end: only from such loops do
// engines take out constants.

// The steps of the twin's exponential, so that callers can put two divisions into one.

@inline
function within(x: v128): v128 { return f64x2.pmax(f64x2.splat(-708), f64x2.pmin(f64x2.splat(709), x)); }
@inline
function halves(x: v128): v128 { return f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634))); }
@inline
function remainder(x: v128, k: v128): v128 { return f64x2.sub(f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.693145751953125))), f64x2.mul(k, f64x2.splat(1.4286068203094173e-06))); }
@inline
function odd(r: v128, z: v128): v128 {
  const p = f64x2.add(f64x2.mul(f64x2.splat(0.00012617719307481058), z), f64x2.splat(0.030299440770744195));
  return f64x2.mul(r, f64x2.add(f64x2.mul(p, z), f64x2.splat(1)));
}
@inline
function even(z: v128): v128 {
  let q = f64x2.add(f64x2.mul(f64x2.splat(3.0019850513866446e-06), z), f64x2.splat(0.002524483403496841));
  q = f64x2.add(f64x2.mul(q, z), f64x2.splat(0.22726554820815503));
  return f64x2.add(f64x2.mul(q, z), f64x2.splat(2));
}
@inline
function power(k: v128): v128 { return i64x2.shl(i64x2.add(f64x2.add(k, f64x2.splat(6755399441055744)), i64x2.splat(1023)), 52); }

function exp(value: v128): v128 {
  const x = within(value), k = halves(x), r = remainder(x, k), z = f64x2.mul(r, r), p = odd(r, z), q = even(z);
  return f64x2.div(f64x2.mul(f64x2.add(q, p), power(k)), f64x2.sub(q, p));
}

/** 1 / (1 + e^−s). */
@inline
function sigmoid(s: v128): v128 {
  const x = within(f64x2.neg(s)), k = halves(x), r = remainder(x, k), z = f64x2.mul(r, r), p = odd(r, z), q = even(z), lower = f64x2.sub(q, p);
  return f64x2.div(lower, f64x2.add(lower, f64x2.mul(f64x2.add(q, p), power(k))));
}

@inline
function put(at: usize, i: i32, to: i32, value: v128): void {
  const single = f32x4.demote_f64x2_zero(value);
  if (i + 2 <= to) v128.store64_lane(at + (<usize>i << 2), single, 0);
  else store<f32>(at + (<usize>i << 2), f32x4.extract_lane(single, 0));
}

@inline
function weightOf(weights: usize, i: i32): v128 { return weights != 0 ? v128.load(weights + (<usize>i << 3)) : f64x2.splat(1); }

export function squaredGradients(from: i32, to: i32, scores: usize, labels: usize, weights: usize, gradient: usize, hessian: usize): void {
  let i = from;
  if (i < to) do {
    const at = <usize>i << 3, w = weightOf(weights, i);
    put(gradient, i, to, f64x2.mul(f64x2.sub(v128.load(scores + at), v128.load(labels + at)), w));
    put(hessian, i, to, w);
    i += 2;
  } while (i < to);
}

export function logisticGradients(from: i32, to: i32, scores: usize, labels: usize, weights: usize, gradient: usize, hessian: usize): void {
  const one = f64x2.splat(1), least = f64x2.splat(1e-16);
  let i = from;
  if (i < to) do {
    const at = <usize>i << 3, w = weightOf(weights, i);
    const p = sigmoid(v128.load(scores + at));
    put(gradient, i, to, f64x2.mul(f64x2.sub(p, v128.load(labels + at)), w));
    put(hessian, i, to, f64x2.mul(f64x2.pmax(least, f64x2.mul(p, f64x2.sub(one, p))), w));
    i += 2;
  } while (i < to);
}

export function softmaxGradients(from: i32, to: i32, outputs: i32, scores: usize, labels: usize, weights: usize, gradient: usize, hessian: usize, factor: usize): void {
  const one = f64x2.splat(1), least = f64x2.splat(1e-16), f = f64x2.splat(load<f64>(factor));
  let i = from;
  if (i < to) do {
    const at = <usize>i << 3, w = weightOf(weights, i), y = v128.load(labels + at);
    let most = v128.load(<usize>load<u32>(scores) + at), sum = f64x2.splat(0);
    for (let k = 1; k < outputs; k++) most = f64x2.pmax(most, v128.load(<usize>load<u32>(scores + (<usize>k << 2)) + at));
    for (let k = 0; k < outputs; k++) sum = f64x2.add(sum, exp(f64x2.sub(v128.load(<usize>load<u32>(scores + (<usize>k << 2)) + at), most)));
    for (let k = 0; k < outputs; k++) {
      const o = <usize>k << 2;
      const p = f64x2.div(exp(f64x2.sub(v128.load(<usize>load<u32>(scores + o) + at), most)), sum);
      const is = v128.and(f64x2.eq(y, f64x2.splat(<f64>k)), one);
      put(load<u32>(gradient + o), i, to, f64x2.mul(f64x2.sub(p, is), w));
      put(load<u32>(hessian + o), i, to, f64x2.mul(f64x2.pmax(least, f64x2.mul(f64x2.mul(f, p), f64x2.sub(one, p))), w));
    }
    i += 2;
  } while (i < to);
}
