import { repeated } from '../../plan/lower/elementwise.ts';
import { type GpuLowering, placeOf, words } from '../shader.ts';
import { type Gemm, gemm, gemmScratch } from '../gemm.ts';

type Attrs = { readonly transA: boolean; readonly transB: boolean; readonly activation: 'linear' | 'relu' };

/** What follows a product where a bias (parameter 3) or an activation was put into it. */
export const finishOf = (bias: boolean, activation: Attrs['activation']): string => `${bias ? 'v = v + m[p3 + j];' : ''}${activation === 'relu' ? 'v = max(v, 0.0);' : ''}`;

export const matmul: GpuLowering<Attrs> = ({ attrs: { transA, transB, activation }, inputs, outputs }) => {
  const [a, b] = [inputs[0]!.shape, inputs[1]!.shape];
  const { shape } = outputs[0]!;
  const before = shape.slice(0, -2);
  const [m, n, k] = [shape.at(-2)!, shape.at(-1)!, a.at(transA ? -2 : -1)!];
  const whole = (s: readonly number[], size: number): string => placeOf('z', before, repeated(s.slice(0, -2), before).map((stride) => stride * size));
  const g: Gemm = {
    m, n, k, batch: before.reduce((p, q) => p * q, 1),
    a: `return m[p0 + ${whole(a, m * k)} + ${transA ? `k * ${m}u + i` : `i * ${k}u + k`}];`,
    b: `return m[p1 + ${whole(b, n * k)} + ${transB ? `j * ${k}u + k` : `k * ${n}u + j`}];`,
    aAlongK: !transA, bAlongJ: !transB,
    out: `p2 + (z * ${m}u + i) * ${n}u + j`,
    finish: finishOf(inputs.length > 2, activation),
  };
  return { scratch: gemmScratch(g), steps: ({ inputs: [x, w, bias], outputs: [y], scratch }) => gemm(g, words(x!, w!, y!, bias ?? 0), scratch) };
};
