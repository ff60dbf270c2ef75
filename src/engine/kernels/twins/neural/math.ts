// Elementary functions in single precision, by one order of operations that the compiled ones (wasm/_math.as.ts) share: what Math.*
// gives differs between engines. Every value is single precision, within 2.2 units in the last place of the true one.
// ±∞, NaN and numbers too small to be normal go through as mathematics has it.

const f = Math.fround;
/** What is added to round to the nearest whole number (halves to even), |x| < 2²². */
const ROUND = 1.5 * 2 ** 23;
const LOG2E = f(Math.LOG2E);
const [LN2_HIGH, LN2_LOW] = [0.693359375, f(-2.12194440e-4)];
const [LOG_HIGH, LOG_LOW] = [f(0.69313812256), f(9.0580006145e-6)];
/** √½, where the mantissas of `log` begin. */
const HALF_ROOT = 0x3f3504f3;
const LEAST_NORMAL = 2 ** -126;

const cell = new Float32Array(1);
const word = new Int32Array(cell.buffer);
/** 2^k for k of −127 (held at a half of the least normal number) … 128. */
const powers = Float32Array.from({ length: 256 }, (_, i) => 2 ** (i - 127));

/** c0 + x (c1 + x (c2 + …)), innermost first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = coefficients[coefficients.length - 1]!;
  for (let k = coefficients.length - 2; k >= 0; k--) sum = f(f(sum * x) + coefficients[k]!);
  return sum;
}

const singles = (...values: number[]): readonly number[] => values.map(f);
const EXP = singles(0.4999999403953552, 0.1666651964187622, 0.041668400168418884, 0.008368851616978645, 0.0013814319390803576);
const LOG = singles(0.6666677594184875, 0.3997744917869568, 0.29874423146247864);
const TANH = singles(-0.3333328068256378, 0.13331425189971924, -0.05373761057853699, 0.020630406215786934, -0.00569351390004158);
const SINE = singles(6.2831854820251465, -41.3416633605957, 81.5925064086914, -75.39947509765625);
const COSINE = singles(-19.739208221435547, 64.93932342529297, -85.44368743896484, 59.24397659301758);
const ERF = singles(0.12837916612625122, -0.37612631916999817, 0.1128367930650711, -0.02685849741101265, 0.005198829807341099, -0.0008118074620142579, 8.267459634225816e-05);
const ERFC = singles(0.000195670552784577, 1.1276756525039673, 0.6371822357177734, 0.10393163561820984, -0.022226938977837563, 0.0030432227067649364, -0.0001959378132596612);

/** e^x. */
export function exp(value: number): number {
  const below = 89 < value ? 89 : value;
  const x = below < -104 ? -104 : below;
  const k = f(f(f(x * LOG2E) + ROUND) - ROUND);
  const r = f(f(x - f(k * LN2_HIGH)) - f(k * LN2_LOW));
  const p = f(1 + f(r + f(f(r * r) * polynomial(r, EXP))));
  const half = k >> 1;
  return f(f(p * powers[half + 127]!) * powers[k - half + 127]!);
}

/** ln x + correction, of x > 0 and finite. */
function positiveLog(x: number, correction: number): number {
  const small = x < LEAST_NORMAL;
  cell[0] = small ? f(x * 2 ** 23) : x;
  const bits = word[0]! - HALF_ROOT;
  const e = (bits >> 23) - (small ? 23 : 0);
  word[0] = (bits & 0x7fffff) + HALF_ROOT;
  const m = f(cell[0]! - 1);
  const s = f(m / f(2 + m));
  const z = f(s * s);
  const square = f(f(m * m) * 0.5);
  const rest = f(s * f(square + f(z * polynomial(z, LOG))));
  return f(f(f(rest + f(f(e * LOG_LOW) + correction)) + f(m - square)) + f(e * LOG_HIGH));
}

/** The natural logarithm; −∞ of 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  return x === Infinity ? x : positiveLog(x, 0);
}

/** ln(1 + x), right to the last digits near 0 too. */
export function log1p(x: number): number {
  const u = f(1 + x);
  if (u === 0) return -Infinity;
  if (!(u > 0)) return NaN;
  if (u === Infinity) return u;
  const lost = x < 1 ? f(x - f(u - 1)) : f(1 - f(u - x));
  return positiveLog(u, f(lost / u));
}

export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a < 0.625) {
    const z = f(x * x);
    return f(x + f(f(x * z) * polynomial(z, TANH)));
  }
  const t = f(1 - f(2 / f(exp(f(a + a)) + 1)));
  return x < 0 ? -t : t;
}

/** 1 / (1 + e^−x). */
export function sigmoid(x: number): number {
  const e = exp(-Math.abs(x));
  return f((x < 0 ? e : 1) / f(1 + e));
}

/** ln(1 + e^x). */
export function softplus(x: number): number {
  return f((0 < x ? x : 0) + log1p(exp(-Math.abs(x))));
}

/** The error function. */
export function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 0.9375) return f(x + f(x * polynomial(f(x * x), ERF)));
  const most = 4 < a ? 4 : a;
  const t = f(1 - exp(-polynomial(most, ERFC)));
  return x < 0 ? -t : t;
}

/** Sine and cosine of a number of turns, 0 … 1, within 1e-7. */
export function sineCosine(turns: number): readonly [sine: number, cosine: number] {
  const quarter = f(f(f(turns * 4) + ROUND) - ROUND);
  const t = f(turns - f(quarter * 0.25));
  const z = f(t * t);
  const s = f(t * polynomial(z, SINE));
  const c = f(1 + f(z * polynomial(z, COSINE)));
  const odd = (quarter & 1) === 1;
  const [sine, cosine] = odd ? [c, s] : [s, c];
  return [(quarter & 2) === 0 ? sine : -sine, ((quarter + 1) & 2) === 0 ? cosine : -cosine];
}
