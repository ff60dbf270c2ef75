import { sizeOf } from '../../graph/shape.ts';
import { eachGroup, folded, GROUP_THREADS, type GpuLowering, words } from '../shader.ts';

const max = (a: string, b: string): string => `max(${a}, ${b})`;
const sum = (a: string, b: string): string => `${a} + ${b}`;

/** A group of threads a row. */
export const softmax: GpuLowering<{ readonly causal: boolean }> = ({ attrs: { causal }, inputs, outputs }) => {
  const { shape } = outputs[0]!;
  const n = shape.at(-1)!;
  const rows = sizeOf(shape) / n;
  const queries = shape.at(-2) ?? 1;
  const seen = causal ? `min(${n}u, ${n}u - ${queries}u + r % ${queries}u + 1u)` : `${n}u`;
  const added = inputs.length > 1 ? ` + m[p2 + (r / ${rows / shape[0]!}u) * ${n}u + k]` : '';
  const value = `m[p0 + r * ${n}u + k]${added}`;
  const over = (from: string, body: string): string => `for (var k = t; k < ${from}; k += ${GROUP_THREADS}u) { ${body} }`;
  return {
    inPlace: [0],
    steps: ({ inputs: [x, more], outputs: [y] }) => [eachGroup(rows, words(x!, y!, more ?? 0), `let seen = ${seen};
    var v = -3.4e38; ${over('seen', `v = max(v, ${value});`)}
    part[t] = v; ${folded(max)} let most = part[0]; workgroupBarrier();
    v = 0.0; ${over('seen', `v += exp(${value} - most);`)}
    part[t] = v; ${folded(sum)} let whole = part[0];
    ${over(`${n}u`, `m[p1 + r * ${n}u + k] = select(0.0, exp(${value} - most) / whole, k < seen);`)}`)],
  };
};

export const softmaxGrad: GpuLowering = ({ outputs }) => {
  const { shape } = outputs[0]!;
  const n = shape.at(-1)!;
  const over = (body: string): string => `for (var k = t; k < ${n}u; k += ${GROUP_THREADS}u) { let at = r * ${n}u + k; ${body} }`;
  return {
    inPlace: [1],
    steps: ({ inputs: [y, dy], outputs: [dx] }) => [eachGroup(sizeOf(shape) / n, words(y!, dy!, dx!), `var v = 0.0; ${over('v += m[p0 + at] * m[p1 + at];')}
    part[t] = v; ${folded(sum)} let whole = part[0];
    ${over('m[p2 + at] = (m[p1 + at] - whole) * m[p0 + at];')}`)],
  };
};
