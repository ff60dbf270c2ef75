import { gemm, pack } from '../../../kernels/twins/neural/gemm.ts';
import type { matmulOp } from '../../graph/ops/matmul.ts';
import type { Shape } from '../../graph/graph.ts';
import { sizeOf, stridesOf } from '../../graph/shape.ts';
import { type Lowering, ranges, type Step } from '../lowering.ts';

type MatmulAttrs = Parameters<typeof matmulOp.infer>[1];

/** B is packed into panels where it is transposed, or so large that its rows would be far apart. */
const LARGE = 16_384;

/** Where each matrix of a batch begins, in numbers, for a batch shape that `own` is broadcast to. */
function offsets(own: Shape, batch: Shape): readonly number[] {
  const lead = own.slice(0, -2);
  const strides = stridesOf(own).slice(0, -2).map((s, i) => (lead[i] === 1 ? 0 : s));
  const places = stridesOf(batch);
  const more = batch.length - lead.length;
  return Array.from({ length: sizeOf(batch) }, (_, q) => strides.reduce((sum, s, i) => sum + s * (Math.floor(q / places[i + more]!) % batch[i + more]!), 0));
}

/** The step between offsets that all lie as far apart; `null` where they do not. */
function even(at: readonly number[]): number | null {
  const step = (at[1] ?? 0) - at[0]!;
  return at.every((o, q) => o === q * step) ? step : null;
}

export const matmul: Lowering<MatmulAttrs> = ({ attrs: { transA, transB, activation }, inputs, outputs }, threads) => {
  const [a, b] = [inputs[0]!.shape, inputs[1]!.shape];
  const c = outputs[0]!.shape;
  const n = c.at(-1)!;
  const k = a.at(transA ? -2 : -1)!;
  const shared = b.slice(0, -2).every((side) => side === 1);
  // One matrix for all: its batches are one long batch of rows.
  const long = shared && !transA;
  const m = long ? sizeOf(c) / n : c.at(-2)!;
  const batch = long ? [] : c.slice(0, -2);
  const [aAt, bAt] = [long ? [0] : offsets(a, batch), long ? [0] : offsets(b, batch)];
  const count = aAt.length;
  const [ai, ak] = transA ? [1, a.at(-1)!] : [k, 1];
  const packs = transB || (k * n > LARGE && m >= 32);
  const panels = Math.ceil(n / 8);
  const matrices = shared ? 1 : sizeOf(b.slice(0, -2));
  const panelled = panels * 8 * k;
  const flags = activation === 'relu' ? 1 : 0;
  return {
    scratch: packs ? matrices * panelled * 4 + 64 : 0,
    steps: ({ inputs: [x, w, bias], outputs: [y], scratch }) => {
      const steps: Step[] = [];
      if (packs) {
        const cuts = ranges(panels, matrices === 1 ? k * n : 0, threads, 1);
        const [bk, bn] = transB ? [1, k] : [n, 1];
        steps.push({ kernel: pack, calls: Array.from({ length: matrices }, (_, q) => cuts.map(([from, to]) => [k, n, w! + q * k * n * 4, bk, bn, from, to, scratch + q * panelled * 4])).flat() });
      }
      const at = packs ? scratch : w!;
      const each = packs ? panelled : k * n;
      const [panel, row] = packs ? [8 * k, 8] : [8, n];
      const call = (q: number, many: number, aStep: number, bStep: number, from: number, to: number): readonly number[] => [
        many, to - from, n, k, x! + (aAt[q]! + from * ai) * 4, aStep, ai, ak, at + (bAt[q]! / (k * n)) * each * 4, bStep, panel, row, y! + (q * m * n + from * n) * 4, m * n, n, bias ?? 0, flags,
      ];
      const [aStep, bStep] = [even(aAt), even(bAt)];
      if (count === 1) steps.push({ kernel: gemm, calls: ranges(m, m * n * k, threads).map(([from, to]) => call(0, 1, 0, 0, from, to)) });
      else if (aStep === null || bStep === null) steps.push({ kernel: gemm, calls: aAt.map((_, q) => call(q, 1, 0, 0, 0, m)) });
      else steps.push({ kernel: gemm, calls: ranges(count, count * m * n * k, threads, 1).map(([from, to]) => call(from, to - from, aStep, (bStep / (k * n)) * each, 0, m)) });
      return steps;
    },
  };
};
