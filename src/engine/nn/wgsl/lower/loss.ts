import type { RowLossName } from '../../graph/ops/loss.ts';
import { MATH } from '../functions.ts';
import { each, type GpuLowering, num, words } from '../shader.ts';

type Attrs = { readonly name: RowLossName; readonly delta: number };

/** Loss of one output z and target y, and its slope; `softmax` goes over whole rows. */
const EACH: Readonly<Record<Exclude<RowLossName, 'softmax'>, { readonly of: (delta: string) => string; readonly slope: (delta: string) => string; readonly metric: string }>> = {
  sigmoid: { of: () => 'max(z, 0.0) - z * y + log(1.0 + exp(-abs(z)))', slope: () => 'sigmoid_(z) - y', metric: '1.0 - abs(select(0.0, 1.0, z > 0.0) - y)' },
  mse: { of: () => '(z - y) * (z - y)', slope: () => '2.0 * (z - y)', metric: 'abs(z - y)' },
  mae: { of: () => 'abs(z - y)', slope: () => 'sign(z - y)', metric: 'abs(z - y)' },
  huber: { of: (d) => `clamp(z - y, -${d}, ${d}) * (z - y - 0.5 * clamp(z - y, -${d}, ${d}))`, slope: (d) => `clamp(z - y, -${d}, ${d})`, metric: 'abs(z - y)' },
};

const sizes = (shape: readonly number[]): readonly [number, number] => [shape[0]!, shape[1]!];
const meanOf = (k: number, value: string): string => `var sum = 0.0; for (var j = 0u; j < ${k}u; j++) { let z = m[p0 + i * ${k}u + j]; let y = m[p1 + i * ${k}u + j]; sum += ${value}; } m[p2 + i] = sum / ${num(k)};`;
/** The greatest output of a row and the sum of the exponentials. */
const spread = (k: number): string => `var most = m[p0 + i * ${k}u]; for (var j = 1u; j < ${k}u; j++) { most = max(most, m[p0 + i * ${k}u + j]); }
  var sum = 0.0; var whole = 0.0; for (var j = 0u; j < ${k}u; j++) { sum += exp(m[p0 + i * ${k}u + j] - most); whole += m[p1 + i * ${k}u + j]; }`;

export const rowLoss: GpuLowering<Attrs> = ({ attrs: { name, delta }, inputs }) => {
  const [rows, k] = sizes(inputs[0]!.shape);
  const body = name === 'softmax'
    ? `${spread(k)} let l = log(sum); var loss = 0.0; for (var j = 0u; j < ${k}u; j++) { loss += m[p1 + i * ${k}u + j] * (l - (m[p0 + i * ${k}u + j] - most)); } m[p2 + i] = loss;`
    : meanOf(k, EACH[name].of(num(delta)));
  return { steps: ({ inputs: [z, y], outputs: [loss] }) => [each(rows, words(z!, y!, loss!), body, MATH)] };
};

export const rowLossGrad: GpuLowering<Attrs> = ({ attrs: { name, delta }, inputs }) => {
  const [rows, k] = sizes(inputs[0]!.shape);
  const at = `i * ${k}u + j`;
  const body = name === 'softmax'
    ? `${spread(k)} let d = m[p2 + i]; for (var j = 0u; j < ${k}u; j++) { m[p3 + ${at}] = (exp(m[p0 + ${at}] - most) / sum * whole - m[p1 + ${at}]) * d; }`
    : `let d = m[p2 + i] / ${num(k)}; for (var j = 0u; j < ${k}u; j++) { let z = m[p0 + ${at}]; let y = m[p1 + ${at}]; m[p3 + ${at}] = (${EACH[name].slope(num(delta))}) * d; }`;
  return { steps: ({ inputs: [z, y, d], outputs: [dz] }) => [each(rows, words(z!, y!, d!, dz!), body, MATH)] };
};

export const rowMetric: GpuLowering<{ readonly name: RowLossName }> = ({ attrs: { name }, inputs }) => {
  const [rows, k] = sizes(inputs[0]!.shape);
  const first = (at: string, best: string): string => `var ${best} = 0u; for (var j = 1u; j < ${k}u; j++) { if (m[${at} + i * ${k}u + j] > m[${at} + i * ${k}u + ${best}]) { ${best} = j; } }`;
  const body = name === 'softmax' ? `${first('p0', 'said')} ${first('p1', 'right')} m[p2 + i] = select(0.0, 1.0, said == right);` : meanOf(k, EACH[name].metric);
  return { steps: ({ inputs: [z, y], outputs: [metric] }) => [each(rows, words(z!, y!, metric!), body, MATH)] };
};
