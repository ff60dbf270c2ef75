import type { Memory } from '../../memory.ts';
import { erf, exp, log, sigmoid, softplus, tanh } from './math.ts';

const f = Math.fround;
const floats = new Float32Array(1);
const words = new Int32Array(floats.buffer);
/** The bits of a single-precision number: how one is passed to a kernel. */
export function bitsOf(x: number): number {
  floats[0] = x;
  return words[0]!;
}
export function numberOf(bits: number): number {
  words[0] = bits;
  return floats[0]!;
}

type Fn = (x: number, alpha: number) => number;
const relu6 = (x: number): number => (x < 0 ? 0 : 6 < x ? 6 : x);
const sign = (x: number): number => Number(x > 0) - Number(x < 0);
const cdf = (x: number): number => f(f(erf(f(x * f(Math.SQRT1_2))) + 1) * 0.5);
const ROOT_2_PI = f(0.7978845608028654);
const bent = (x: number): number => tanh(f(ROOT_2_PI * f(x + f(f(f(x * x) * x) * f(0.044715)))));
const below = (x: number): number => f(exp(x) - 1);
const [SELU_SCALE, SELU_ALPHA, SELU_FLOOR] = [f(1.0507009873554805), f(1.6732632423543772), f(1.7580993408473766)];

/** What a code of `unary` means: f, and f′ from the input or the output (whichever the callers of `unaryGrad` give). */
const FUNCTIONS: readonly (readonly [name: string, of: Fn, slope: Fn])[] = [
  ['copy', (x) => x, () => 1],
  ['neg', (x) => -x, () => -1],
  ['abs', Math.abs, sign],
  ['sign', sign, () => 0],
  ['square', (x) => f(x * x), (x) => f(x + x)],
  ['sqrt', (x) => f(Math.sqrt(x)), (y) => f(0.5 / y)],
  ['rsqrt', (x) => f(1 / f(Math.sqrt(x))), (y) => f(f(f(y * y) * y) * -0.5)],
  ['reciprocal', (x) => f(1 / x), (y) => -f(y * y)],
  ['exp', exp, (y) => y],
  ['log', log, (x) => f(1 / x)],
  ['erf', erf, (x) => f(exp(-f(x * x)) * f(1.1283791670955126))],
  ['step', (x) => Number(x > 0), () => 0],
  ['relu', (x) => (x < 0 ? 0 : x), (y) => Number(y > 0)],
  ['relu6', relu6, (y) => Number(y > 0 && y < 6)],
  ['leakyRelu', (x, alpha) => (x < 0 ? f(x * alpha) : x), (y, alpha) => (y > 0 ? 1 : alpha)],
  ['elu', (x, alpha) => (x < 0 ? f(below(x) * alpha) : x), (y, alpha) => (y > 0 ? 1 : f(y + alpha))],
  ['selu', (x) => f((x < 0 ? f(below(x) * SELU_ALPHA) : x) * SELU_SCALE), (y) => (y > 0 ? SELU_SCALE : f(y + SELU_FLOOR))],
  ['celu', (x, alpha) => (x < 0 ? f(below(f(x / alpha)) * alpha) : x), (y, alpha) => (y > 0 ? 1 : f(f(y / alpha) + 1))],
  ['tanh', tanh, (y) => f(1 - f(y * y))],
  ['sigmoid', sigmoid, (y) => f(y * f(1 - y))],
  ['hardSigmoid', (x) => f(relu6(f(x + 3)) / 6), (y) => (y > 0 && y < 1 ? f(1 / 6) : 0)],
  ['softplus', softplus, sigmoid],
  ['softsign', (x) => f(x / f(Math.abs(x) + 1)), (x) => {
    const d = f(Math.abs(x) + 1);
    return f(1 / f(d * d));
  }],
  ['swish', (x) => f(x * sigmoid(x)), (x) => {
    const s = sigmoid(x);
    return f(s + f(f(x * s) * f(1 - s)));
  }],
  ['hardSwish', (x) => f(x * f(relu6(f(x + 3)) / 6)), (x) => (x < -3 ? 0 : x > 3 ? 1 : f(f(f(x + x) + 3) / 6))],
  ['gelu', (x) => f(x * cdf(x)), (x) => f(cdf(x) + f(x * f(exp(f(f(x * x) * -0.5)) * f(0.3989422804014327))))],
  ['geluTanh', (x) => f(f(x * 0.5) * f(bent(x) + 1)), (x) => {
    const t = bent(x);
    const inner = f(f(f(x * x) * f(0.10703222440890037)) + ROOT_2_PI);
    return f(f(f(t + 1) * 0.5) + f(f(x * 0.5) * f(f(1 - f(t * t)) * inner)));
  }],
  ['mish', (x) => f(x * tanh(softplus(x))), (x) => {
    const t = tanh(softplus(x));
    return f(t + f(f(x * sigmoid(x)) * f(1 - f(t * t))));
  }],
];

/** Names of the functions, each at its code. */
export const UNARY_CODES: readonly string[] = FUNCTIONS.map(([name]) => name);

/** y = f(x) for n numbers; y may be x. `alpha`: bits of the function's parameter. */
export function unary({ f32 }: Memory, code: number, n: number, x: number, y: number, alphaBits: number): void {
  const of = FUNCTIONS[code]![1];
  const alpha = numberOf(alphaBits);
  for (let i = 0; i < n; i++) f32[y / 4 + i] = of(f32[x / 4 + i]!, alpha);
}

/** dx = dy · f′ for n numbers, from `v`, the input or the output; dx may be dy or v. */
export function unaryGrad({ f32 }: Memory, code: number, n: number, v: number, dy: number, dx: number, alphaBits: number): void {
  const slope = FUNCTIONS[code]![2];
  const alpha = numberOf(alphaBits);
  for (let i = 0; i < n; i++) f32[dx / 4 + i] = f32[dy / 4 + i]! * slope(f32[v / 4 + i]!, alpha);
}

const PAIRS: readonly (readonly [name: string, of: (a: number, b: number) => number])[] = [
  ['add', (a, b) => a + b], ['sub', (a, b) => a - b], ['mul', (a, b) => a * b], ['div', (a, b) => a / b],
  ['maximum', (a, b) => (a < b ? b : a)], ['minimum', (a, b) => (b < a ? b : a)],
  ['greaterEqual', (a, b) => Number(a >= b)], ['greater', (a, b) => Number(a > b)], ['equal', (a, b) => Number(a === b)],
];
export const BINARY_CODES: readonly string[] = PAIRS.map(([name]) => name);

/**
 * rows × inner numbers of two arrays. A row of `a` begins `aRow` numbers behind the one before it and has `inner` numbers (aInner 1) or
 * one for all (0); the same for `b`. `out` is dense and may be `a` or `b` where that is as dense.
 */
export function binary({ f32 }: Memory, code: number, rows: number, inner: number, a: number, aRow: number, aInner: number, b: number, bRow: number, bInner: number, out: number): void {
  const of = PAIRS[code]![1];
  for (let r = 0; r < rows; r++) for (let i = 0; i < inner; i++) {
    f32[out / 4 + r * inner + i] = of(f32[a / 4 + r * aRow + i * aInner]!, f32[b / 4 + r * bRow + i * bInner]!);
  }
}

/** y = x · by for n numbers; y may be x. */
export function scale({ f32 }: Memory, n: number, x: number, y: number, byBits: number): void {
  const by = numberOf(byBits);
  for (let i = 0; i < n; i++) f32[y / 4 + i] = f32[x / 4 + i]! * by;
}
