// Number by number. See twins/neural/elementwise.ts, which says what the codes mean.
import { erf, exp, log, sigmoid, softplus, tanh } from './_math.as';
import { number, put } from './_lanes.as';

@inline
function all(x: f32): v128 { return f32x4.splat(x); }
@inline
function choose(mask: v128, yes: v128, no: v128): v128 { return v128.bitselect(yes, no, mask); }
@inline
function positive(x: v128): v128 { return f32x4.gt(x, all(0)); }
@inline
function one(mask: v128): v128 { return v128.and(mask, all(1)); }
@inline
function relu6(x: v128): v128 { return f32x4.pmin(f32x4.pmax(x, all(0)), all(6)); }
@inline
function cdf(x: v128): v128 { return f32x4.mul(f32x4.add(erf(f32x4.mul(x, all(0.7071067811865476))), all(1)), all(0.5)); }
@inline
function bent(x: v128): v128 { return tanh(f32x4.mul(all(0.7978845608028654), f32x4.add(x, f32x4.mul(f32x4.mul(f32x4.mul(x, x), x), all(0.044715))))); }
@inline
function below(x: v128): v128 { return f32x4.sub(exp(x), all(1)); }

@inline
function unaryOf(code: i32, x: v128, alpha: v128): v128 {
  if (code == 1) return f32x4.neg(x);
  if (code == 2) return f32x4.abs(x);
  if (code == 3) return f32x4.sub(one(positive(x)), one(f32x4.lt(x, all(0))));
  if (code == 4) return f32x4.mul(x, x);
  if (code == 5) return f32x4.sqrt(x);
  if (code == 6) return f32x4.div(all(1), f32x4.sqrt(x));
  if (code == 7) return f32x4.div(all(1), x);
  if (code == 8) return exp(x);
  if (code == 9) return log(x);
  if (code == 10) return erf(x);
  if (code == 11) return one(positive(x));
  if (code == 12) return f32x4.pmax(x, all(0));
  if (code == 13) return relu6(x);
  if (code == 14) return choose(f32x4.lt(x, all(0)), f32x4.mul(x, alpha), x);
  if (code == 15) return choose(f32x4.lt(x, all(0)), f32x4.mul(below(x), alpha), x);
  if (code == 16) return f32x4.mul(choose(f32x4.lt(x, all(0)), f32x4.mul(below(x), all(1.6732632423543772)), x), all(1.0507009873554805));
  if (code == 17) return choose(f32x4.lt(x, all(0)), f32x4.mul(below(f32x4.div(x, alpha)), alpha), x);
  if (code == 18) return tanh(x);
  if (code == 19) return sigmoid(x);
  if (code == 20) return f32x4.div(relu6(f32x4.add(x, all(3))), all(6));
  if (code == 21) return softplus(x);
  if (code == 22) return f32x4.div(x, f32x4.add(f32x4.abs(x), all(1)));
  if (code == 23) return f32x4.mul(x, sigmoid(x));
  if (code == 24) return f32x4.mul(x, f32x4.div(relu6(f32x4.add(x, all(3))), all(6)));
  if (code == 25) return f32x4.mul(x, cdf(x));
  if (code == 26) return f32x4.mul(f32x4.mul(x, all(0.5)), f32x4.add(bent(x), all(1)));
  if (code == 27) return f32x4.mul(x, tanh(softplus(x)));
  return x;
}

/** Of the input or the output `v` of the function. */
@inline
function slopeOf(code: i32, v: v128, alpha: v128): v128 {
  if (code == 0) return all(1);
  if (code == 1) return all(-1);
  if (code == 2) return f32x4.sub(one(positive(v)), one(f32x4.lt(v, all(0))));
  if (code == 4) return f32x4.add(v, v);
  if (code == 5) return f32x4.div(all(0.5), v);
  if (code == 6) return f32x4.mul(f32x4.mul(f32x4.mul(v, v), v), all(-0.5));
  if (code == 7) return f32x4.neg(f32x4.mul(v, v));
  if (code == 8) return v;
  if (code == 9) return f32x4.div(all(1), v);
  if (code == 10) return f32x4.mul(exp(f32x4.neg(f32x4.mul(v, v))), all(1.1283791670955126));
  if (code == 12) return one(positive(v));
  if (code == 13) return one(v128.and(positive(v), f32x4.lt(v, all(6))));
  if (code == 14) return choose(positive(v), all(1), alpha);
  if (code == 15) return choose(positive(v), all(1), f32x4.add(v, alpha));
  if (code == 16) return choose(positive(v), all(1.0507009873554805), f32x4.add(v, all(1.7580993408473766)));
  if (code == 17) return choose(positive(v), all(1), f32x4.add(f32x4.div(v, alpha), all(1)));
  if (code == 18) return f32x4.sub(all(1), f32x4.mul(v, v));
  if (code == 19) return f32x4.mul(v, f32x4.sub(all(1), v));
  if (code == 20) return v128.and(v128.and(positive(v), f32x4.lt(v, all(1))), all(0.16666666666666666));
  if (code == 21) return sigmoid(v);
  if (code == 22) { const d = f32x4.add(f32x4.abs(v), all(1)); return f32x4.div(all(1), f32x4.mul(d, d)); }
  if (code == 23) { const s = sigmoid(v); return f32x4.add(s, f32x4.mul(f32x4.mul(v, s), f32x4.sub(all(1), s))); }
  if (code == 24) return choose(f32x4.lt(v, all(-3)), all(0), choose(f32x4.gt(v, all(3)), all(1), f32x4.div(f32x4.add(f32x4.add(v, v), all(3)), all(6))));
  if (code == 25) return f32x4.add(cdf(v), f32x4.mul(v, f32x4.mul(exp(f32x4.mul(f32x4.mul(v, v), all(-0.5))), all(0.3989422804014327))));
  if (code == 26) {
    const t = bent(v), inner = f32x4.add(f32x4.mul(f32x4.mul(v, v), all(0.10703222440890037)), all(0.7978845608028654));
    const flat = f32x4.mul(f32x4.mul(v, all(0.5)), f32x4.mul(f32x4.sub(all(1), f32x4.mul(t, t)), inner));
    return f32x4.add(f32x4.mul(f32x4.add(t, all(1)), all(0.5)), flat);
  }
  if (code == 27) { const t = tanh(softplus(v)); return f32x4.add(t, f32x4.mul(f32x4.mul(v, sigmoid(v)), f32x4.sub(all(1), f32x4.mul(t, t)))); }
  return all(0);
}

@inline
function mapped(code: i32, x: usize, y: usize, n: i32, alpha: v128): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2;
    v128.store(y + at, unaryOf(code, v128.load(x + at), alpha));
  }
  if (i < n) put(y + (<usize>i << 2), n - i, unaryOf(code, v128.load(x + (<usize>i << 2)), alpha));
}

@inline
function chained(code: i32, v: usize, dy: usize, dx: usize, n: i32, alpha: v128): void {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const at = <usize>i << 2;
    v128.store(dx + at, f32x4.mul(v128.load(dy + at), slopeOf(code, v128.load(v + at), alpha)));
  }
  const at = <usize>i << 2;
  if (i < n) put(dx + at, n - i, f32x4.mul(v128.load(dy + at), slopeOf(code, v128.load(v + at), alpha)));
}

export function unary(code: i32, n: i32, x: usize, y: usize, alphaBits: i32): void {
  const alpha = number(alphaBits);
  switch (code) {
    case 0: memory.copy(y, x, <usize>n << 2); break;
    case 1: mapped(1, x, y, n, alpha); break;
    case 2: mapped(2, x, y, n, alpha); break;
    case 3: mapped(3, x, y, n, alpha); break;
    case 4: mapped(4, x, y, n, alpha); break;
    case 5: mapped(5, x, y, n, alpha); break;
    case 6: mapped(6, x, y, n, alpha); break;
    case 7: mapped(7, x, y, n, alpha); break;
    case 8: mapped(8, x, y, n, alpha); break;
    case 9: mapped(9, x, y, n, alpha); break;
    case 10: mapped(10, x, y, n, alpha); break;
    case 11: mapped(11, x, y, n, alpha); break;
    case 12: mapped(12, x, y, n, alpha); break;
    case 13: mapped(13, x, y, n, alpha); break;
    case 14: mapped(14, x, y, n, alpha); break;
    case 15: mapped(15, x, y, n, alpha); break;
    case 16: mapped(16, x, y, n, alpha); break;
    case 17: mapped(17, x, y, n, alpha); break;
    case 18: mapped(18, x, y, n, alpha); break;
    case 19: mapped(19, x, y, n, alpha); break;
    case 20: mapped(20, x, y, n, alpha); break;
    case 21: mapped(21, x, y, n, alpha); break;
    case 22: mapped(22, x, y, n, alpha); break;
    case 23: mapped(23, x, y, n, alpha); break;
    case 24: mapped(24, x, y, n, alpha); break;
    case 25: mapped(25, x, y, n, alpha); break;
    case 26: mapped(26, x, y, n, alpha); break;
    case 27: mapped(27, x, y, n, alpha); break;
  }
}

export function unaryGrad(code: i32, n: i32, v: usize, dy: usize, dx: usize, alphaBits: i32): void {
  const alpha = number(alphaBits);
  switch (code) {
    case 0: chained(0, v, dy, dx, n, alpha); break;
    case 1: chained(1, v, dy, dx, n, alpha); break;
    case 2: chained(2, v, dy, dx, n, alpha); break;
    case 3: chained(3, v, dy, dx, n, alpha); break;
    case 4: chained(4, v, dy, dx, n, alpha); break;
    case 5: chained(5, v, dy, dx, n, alpha); break;
    case 6: chained(6, v, dy, dx, n, alpha); break;
    case 7: chained(7, v, dy, dx, n, alpha); break;
    case 8: chained(8, v, dy, dx, n, alpha); break;
    case 9: chained(9, v, dy, dx, n, alpha); break;
    case 10: chained(10, v, dy, dx, n, alpha); break;
    case 11: chained(11, v, dy, dx, n, alpha); break;
    case 12: chained(12, v, dy, dx, n, alpha); break;
    case 13: chained(13, v, dy, dx, n, alpha); break;
    case 14: chained(14, v, dy, dx, n, alpha); break;
    case 15: chained(15, v, dy, dx, n, alpha); break;
    case 16: chained(16, v, dy, dx, n, alpha); break;
    case 17: chained(17, v, dy, dx, n, alpha); break;
    case 18: chained(18, v, dy, dx, n, alpha); break;
    case 19: chained(19, v, dy, dx, n, alpha); break;
    case 20: chained(20, v, dy, dx, n, alpha); break;
    case 21: chained(21, v, dy, dx, n, alpha); break;
    case 22: chained(22, v, dy, dx, n, alpha); break;
    case 23: chained(23, v, dy, dx, n, alpha); break;
    case 24: chained(24, v, dy, dx, n, alpha); break;
    case 25: chained(25, v, dy, dx, n, alpha); break;
    case 26: chained(26, v, dy, dx, n, alpha); break;
    case 27: chained(27, v, dy, dx, n, alpha); break;
  }
}

@inline
function binaryOf(code: i32, a: v128, b: v128): v128 {
  if (code == 0) return f32x4.add(a, b);
  if (code == 1) return f32x4.sub(a, b);
  if (code == 2) return f32x4.mul(a, b);
  if (code == 3) return f32x4.div(a, b);
  if (code == 4) return f32x4.pmax(a, b);
  if (code == 5) return f32x4.pmin(a, b);
  if (code == 6) return one(f32x4.ge(a, b));
  if (code == 7) return one(f32x4.gt(a, b));
  return one(f32x4.eq(a, b));
}

@inline
function paired(code: i32, rows: i32, inner: i32, a: usize, aRow: i32, aInner: i32, b: usize, bRow: i32, bInner: i32, out: usize): void {
  for (let r = 0; r < rows; r++) {
    const sa = v128.load32_splat(a), sb = v128.load32_splat(b);
    let i = 0;
    for (; i + 4 <= inner; i += 4) {
      const at = <usize>i << 2;
      v128.store(out + at, binaryOf(code, aInner ? v128.load(a + at) : sa, bInner ? v128.load(b + at) : sb));
    }
    const at = <usize>i << 2;
    if (i < inner) put(out + at, inner - i, binaryOf(code, aInner ? v128.load(a + at) : sa, bInner ? v128.load(b + at) : sb));
    a += <usize>aRow << 2; b += <usize>bRow << 2; out += <usize>inner << 2;
  }
}

export function binary(code: i32, rows: i32, inner: i32, a: usize, aRow: i32, aInner: i32, b: usize, bRow: i32, bInner: i32, out: usize): void {
  switch (code) {
    case 0: paired(0, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 1: paired(1, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 2: paired(2, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 3: paired(3, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 4: paired(4, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 5: paired(5, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 6: paired(6, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 7: paired(7, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
    case 8: paired(8, rows, inner, a, aRow, aInner, b, bRow, bInner, out); break;
  }
}

export function scale(n: i32, x: usize, y: usize, byBits: i32): void {
  const by = number(byBits);
  for (let i = 0; i < n; i += 4) {
    const at = <usize>i << 2;
    put(y + at, n - i, f32x4.mul(v128.load(x + at), by));
  }
}
