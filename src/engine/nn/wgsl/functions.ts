import type { UnaryName } from '../graph/ops/unary.ts';
import { num } from './shader.ts';

/** Functions that WGSL has not, or not for all arguments. */
export const MATH = `
fn sigmoid_(x: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(x, -87.0, 87.0))); }
fn tanh_(x: f32) -> f32 { return tanh(clamp(x, -15.0, 15.0)); }
fn softplus_(x: f32) -> f32 { return max(x, 0.0) + log(1.0 + exp(-abs(x))); }
// Abramowitz and Stegun 7.1.26, within 1.5e-7; the series where the function is nearly straight.
fn erf_(x: f32) -> f32 {
  let a = abs(x);
  if (a < 0.5) { let s = x * x; return x * (1.1283792 + s * (-0.37612639 + s * (0.11283792 + s * (-0.026866171 + s * 0.0052239776)))); }
  let t = 1.0 / (1.0 + 0.3275911 * a);
  let y = 1.0 - t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * exp(-a * a);
  return select(y, -y, x < 0.0);
}
fn cdf_(x: f32) -> f32 { return 0.5 * (1.0 + erf_(x * 0.70710678)); }
fn bent_(x: f32) -> f32 { return tanh_(0.7978845608 * (x + 0.044715 * x * x * x)); }
fn relu6_(x: f32) -> f32 { return clamp(x, 0.0, 6.0); }
`;

const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772, floor: 1.7580993408473766 } as const;

/** f of `x`, and f′ from the input `x` or the output `y` (UNARY of the graph says which), as WGSL. */
export const FUNCTIONS: Readonly<Record<UnaryName, { readonly of: (alpha: string) => string; readonly slope: (alpha: string) => string }>> = {
  copy: { of: () => 'x', slope: () => '1.0' },
  neg: { of: () => '-x', slope: () => '-1.0' },
  abs: { of: () => 'abs(x)', slope: () => 'sign(x)' },
  sign: { of: () => 'sign(x)', slope: () => '0.0' },
  square: { of: () => 'x * x', slope: () => '2.0 * x' },
  sqrt: { of: () => 'sqrt(x)', slope: () => '0.5 / y' },
  rsqrt: { of: () => '1.0 / sqrt(x)', slope: () => '-0.5 * y * y * y' },
  reciprocal: { of: () => '1.0 / x', slope: () => '-y * y' },
  exp: { of: () => 'exp(x)', slope: () => 'y' },
  log: { of: () => 'log(x)', slope: () => '1.0 / x' },
  erf: { of: () => 'erf_(x)', slope: () => '1.1283791671 * exp(-x * x)' },
  step: { of: () => 'select(0.0, 1.0, x > 0.0)', slope: () => '0.0' },
  relu: { of: () => 'max(x, 0.0)', slope: () => 'select(0.0, 1.0, y > 0.0)' },
  relu6: { of: () => 'relu6_(x)', slope: () => 'select(0.0, 1.0, y > 0.0 && y < 6.0)' },
  leakyRelu: { of: (alpha) => `select(x, x * ${alpha}, x < 0.0)`, slope: (alpha) => `select(${alpha}, 1.0, y > 0.0)` },
  elu: { of: (alpha) => `select(x, (exp(x) - 1.0) * ${alpha}, x < 0.0)`, slope: (alpha) => `select(y + ${alpha}, 1.0, y > 0.0)` },
  selu: { of: () => `select(x, (exp(x) - 1.0) * ${num(SELU.alpha)}, x < 0.0) * ${num(SELU.scale)}`, slope: () => `select(y + ${num(SELU.floor)}, ${num(SELU.scale)}, y > 0.0)` },
  celu: { of: (alpha) => `select(x, (exp(x / ${alpha}) - 1.0) * ${alpha}, x < 0.0)`, slope: (alpha) => `select(y / ${alpha} + 1.0, 1.0, y > 0.0)` },
  tanh: { of: () => 'tanh_(x)', slope: () => '1.0 - y * y' },
  sigmoid: { of: () => 'sigmoid_(x)', slope: () => 'y * (1.0 - y)' },
  hardSigmoid: { of: () => 'relu6_(x + 3.0) / 6.0', slope: () => 'select(0.0, 1.0 / 6.0, y > 0.0 && y < 1.0)' },
  softplus: { of: () => 'softplus_(x)', slope: () => 'sigmoid_(x)' },
  softsign: { of: () => 'x / (1.0 + abs(x))', slope: () => '1.0 / ((1.0 + abs(x)) * (1.0 + abs(x)))' },
  swish: { of: () => 'x * sigmoid_(x)', slope: () => 'sigmoid_(x) * (1.0 + x * (1.0 - sigmoid_(x)))' },
  hardSwish: { of: () => 'x * relu6_(x + 3.0) / 6.0', slope: () => 'select(select((2.0 * x + 3.0) / 6.0, 1.0, x > 3.0), 0.0, x < -3.0)' },
  gelu: { of: () => 'x * cdf_(x)', slope: () => 'cdf_(x) + x * 0.3989422804 * exp(-0.5 * x * x)' },
  geluTanh: { of: () => '0.5 * x * (1.0 + bent_(x))', slope: () => '0.5 * (1.0 + bent_(x)) + 0.5 * x * (1.0 - bent_(x) * bent_(x)) * (0.7978845608 + 0.1070322244 * x * x)' },
  mish: { of: () => 'x * tanh_(softplus_(x))', slope: () => 'tanh_(softplus_(x)) + x * sigmoid_(x) * (1.0 - tanh_(softplus_(x)) * tanh_(softplus_(x)))' },
};
