// Elementary functions of four single-precision numbers, the same bits as twins/neural/math.ts (which says what they promise). The
// value of one number, for what is left at the end of a row: `f32x4.extract_lane(exp(v128.load32_splat(at)), 0)`.

const ROUND: f32 = 12582912;
const ROUND_BITS: i32 = 0x4b400000;
const HALF_ROOT: i32 = 0x3f3504f3;

@inline
function times(a: v128, b: f32): v128 { return f32x4.mul(a, f32x4.splat(b)); }
@inline
function plus(a: v128, b: f32): v128 { return f32x4.add(a, f32x4.splat(b)); }
/** sum · x + c, rounded twice. */
@inline
function next(sum: v128, x: v128, c: f32): v128 { return plus(f32x4.mul(sum, x), c); }
@inline
function power(k: v128): v128 { return i32x4.shl(i32x4.add(k, i32x4.splat(127)), 23); }

export function exp(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, f32x4.splat(89)), f32x4.splat(-104));
  const shifted = plus(times(x, 1.4426950408889634), ROUND);
  const whole = i32x4.sub(shifted, i32x4.splat(ROUND_BITS));
  const k = f32x4.sub(shifted, f32x4.splat(ROUND));
  const r = f32x4.sub(f32x4.sub(x, times(k, 0.693359375)), times(k, -2.12194440e-4));
  let p = f32x4.splat(0.0013814319390803576);
  p = next(p, r, 0.008368851616978645); p = next(p, r, 0.041668400168418884); p = next(p, r, 0.1666651964187622); p = next(p, r, 0.4999999403953552);
  p = plus(f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)), 1);
  const half = i32x4.shr_s(whole, 1);
  return f32x4.mul(f32x4.mul(p, power(half)), power(i32x4.sub(whole, half)));
}

/** ln x + correction, of x > 0 and finite. */
@inline
function positiveLog(x: v128, correction: v128): v128 {
  const small = f32x4.lt(x, f32x4.splat(1.1754943508222875e-38));
  const scaled = v128.bitselect(times(x, 8388608), x, small);
  const bits = i32x4.sub(scaled, i32x4.splat(HALF_ROOT));
  const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(bits, 23), v128.and(small, i32x4.splat(23))));
  const m = plus(i32x4.add(v128.and(bits, i32x4.splat(0x7fffff)), i32x4.splat(HALF_ROOT)), -1);
  const s = f32x4.div(m, plus(m, 2));
  const z = f32x4.mul(s, s), square = times(f32x4.mul(m, m), 0.5);
  let p = f32x4.splat(0.29874423146247864);
  p = next(p, z, 0.3997744917869568); p = next(p, z, 0.6666677594184875);
  const rest = f32x4.mul(s, f32x4.add(square, f32x4.mul(z, p)));
  return f32x4.add(f32x4.add(f32x4.add(rest, f32x4.add(times(e, 9.0580006145e-6), correction)), f32x4.sub(m, square)), times(e, 0.69313812256));
}

/** `value` where x is positive and finite; else what the logarithm of x is. */
@inline
function logOf(x: v128, value: v128): v128 {
  const infinite = f32x4.splat(f32.POSITIVE_INFINITY), zero = f32x4.splat(0);
  let out = v128.bitselect(infinite, value, f32x4.eq(x, infinite));
  out = v128.bitselect(out, f32x4.splat(f32.NaN), f32x4.gt(x, zero));
  return v128.bitselect(f32x4.splat(f32.NEGATIVE_INFINITY), out, f32x4.eq(x, zero));
}

export function log(x: v128): v128 { return logOf(x, positiveLog(x, f32x4.splat(0))); }

export function log1p(x: v128): v128 {
  const u = plus(x, 1), one = f32x4.splat(1);
  const lost = v128.bitselect(f32x4.sub(x, f32x4.sub(u, one)), f32x4.sub(one, f32x4.sub(u, x)), f32x4.lt(x, one));
  return logOf(u, positiveLog(u, f32x4.div(lost, u)));
}

@inline
function withSignOf(value: v128, x: v128): v128 { return v128.xor(value, v128.and(f32x4.lt(x, f32x4.splat(0)), i32x4.splat(0x80000000))); }

export function tanh(x: v128): v128 {
  const a = f32x4.abs(x), z = f32x4.mul(x, x);
  let p = f32x4.splat(-0.00569351390004158);
  p = next(p, z, 0.020630406215786934); p = next(p, z, -0.05373761057853699); p = next(p, z, 0.13331425189971924); p = next(p, z, -0.3333328068256378);
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), p));
  const far = f32x4.sub(f32x4.splat(1), f32x4.div(f32x4.splat(2), plus(exp(f32x4.add(a, a)), 1)));
  return v128.bitselect(near, withSignOf(far, x), f32x4.lt(a, f32x4.splat(0.625)));
}

export function sigmoid(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x))), one = f32x4.splat(1);
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
}

export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(f32x4.splat(0), x), log1p(exp(f32x4.neg(f32x4.abs(x)))));
}

export function erf(x: v128): v128 {
  const a = f32x4.abs(x), z = f32x4.mul(x, x);
  let p = f32x4.splat(8.267459634225816e-05);
  p = next(p, z, -0.0008118074620142579); p = next(p, z, 0.005198829807341099); p = next(p, z, -0.02685849741101265);
  p = next(p, z, 0.1128367930650711); p = next(p, z, -0.37612631916999817); p = next(p, z, 0.12837916612625122);
  const near = f32x4.add(x, f32x4.mul(x, p));
  const most = f32x4.pmin(a, f32x4.splat(4));
  let q = f32x4.splat(-0.0001959378132596612);
  q = next(q, most, 0.0030432227067649364); q = next(q, most, -0.022226938977837563); q = next(q, most, 0.10393163561820984);
  q = next(q, most, 0.6371822357177734); q = next(q, most, 1.1276756525039673); q = next(q, most, 0.000195670552784577);
  const far = f32x4.sub(f32x4.splat(1), exp(f32x4.neg(q)));
  return v128.bitselect(near, withSignOf(far, x), f32x4.lt(a, f32x4.splat(0.9375)));
}

@inline
function quarterOf(turns: v128): v128 { return plus(times(turns, 4), ROUND); }
@inline
function sineNear(t: v128, z: v128): v128 {
  let p = f32x4.splat(-75.39947509765625);
  p = next(p, z, 81.5925064086914); p = next(p, z, -41.3416633605957); p = next(p, z, 6.2831854820251465);
  return f32x4.mul(t, p);
}
@inline
function cosineNear(z: v128): v128 {
  let p = f32x4.splat(59.24397659301758);
  p = next(p, z, -85.44368743896484); p = next(p, z, 64.93932342529297); p = next(p, z, -19.739208221435547);
  return plus(f32x4.mul(z, p), 1);
}
/** The sign bit where bit 1 of `quarter` is set. */
@inline
function signOf(quarter: v128): v128 { return v128.and(i32x4.shl(quarter, 30), i32x4.splat(0x80000000)); }

/** Sine of a number of turns, 0 … 1. */
export function sine(turns: v128): v128 {
  const q = quarterOf(turns), t = f32x4.sub(turns, times(plus(q, -ROUND), 0.25)), z = f32x4.mul(t, t);
  const odd = i32x4.neg(v128.and(q, i32x4.splat(1)));
  return v128.xor(v128.bitselect(cosineNear(z), sineNear(t, z), odd), signOf(q));
}

/** Cosine of a number of turns, 0 … 1. */
export function cosine(turns: v128): v128 {
  const q = quarterOf(turns), t = f32x4.sub(turns, times(plus(q, -ROUND), 0.25)), z = f32x4.mul(t, t);
  const odd = i32x4.neg(v128.and(q, i32x4.splat(1)));
  return v128.xor(v128.bitselect(sineNear(t, z), cosineNear(z), odd), signOf(i32x4.add(q, i32x4.splat(1))));
}
