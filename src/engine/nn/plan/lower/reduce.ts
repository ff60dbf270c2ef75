import { bitsOf } from '../../../kernels/twins/neural/elementwise.ts';
import { reduce as reduceKernel, reduceMaxGrad as reduceMaxGradKernel } from '../../../kernels/twins/neural/reduce.ts';
import type { Shape } from '../../graph/graph.ts';
import { axesOf, sizeOf } from '../../graph/shape.ts';
import { type Lowering, ranges, type Step } from '../lowering.ts';

/** Runs of neighbouring reduced axes, last first, each as the sides before, in and behind it. */
function runs(shape: Shape, axes: readonly number[]): readonly { readonly outer: number; readonly n: number; readonly inner: number }[] {
  const over = new Set(axesOf(axes, shape.length));
  const left = [...shape];
  const out: { outer: number; n: number; inner: number }[] = [];
  for (let end = shape.length - 1; end >= 0; end--) {
    if (!over.has(end)) continue;
    let begin = end;
    while (begin > 0 && over.has(begin - 1)) begin--;
    out.push({ outer: sizeOf(left.slice(0, begin)), n: sizeOf(left.slice(begin, end + 1)), inner: sizeOf(left.slice(end + 1)) });
    left.fill(1, begin, end + 1);
    end = begin;
  }
  return out.length === 0 ? [{ outer: 1, n: 1, inner: sizeOf(shape) }] : out;
}

export const reduce: Lowering<{ readonly name: 'sum' | 'mean' | 'max'; readonly axes: readonly number[] }> = ({ attrs: { name, axes }, inputs }, threads) => {
  const passes = runs(inputs[0]!.shape, axes);
  const size = ({ outer, inner }: (typeof passes)[number]): number => Math.ceil((outer * inner) / 16) * 64;
  return {
    scratch: passes.slice(0, -1).reduce((sum, pass) => sum + size(pass), 0),
    steps: ({ inputs: [x], outputs: [y], scratch }) => {
      const steps: Step[] = [];
      let [from, next] = [x!, scratch];
      for (const [i, pass] of passes.entries()) {
        const { outer, n, inner } = pass;
        const to = i === passes.length - 1 ? y! : next;
        const bits = bitsOf(name === 'mean' ? 1 / n : 1);
        const largest = Number(name === 'max');
        const source = from;
        const calls = outer === 1
          ? ranges(inner, n * inner, threads, 16).map(([a, b]) => [largest, 1, n, inner, a, b, source, to, bits])
          : ranges(outer, outer * n * inner, threads, 1).map(([a, b]) => [largest, b - a, n, inner, 0, inner, source + a * n * inner * 4, to + a * inner * 4, bits]);
        steps.push({ kernel: reduceKernel, calls });
        from = to;
        next += size(pass);
      }
      return steps;
    },
  };
};

export const reduceMaxGrad: Lowering<{ readonly axes: readonly number[] }> = ({ attrs: { axes }, inputs }) => {
  const passes = runs(inputs[0]!.shape, axes);
  if (passes.length > 1) throw new RangeError('The gradient of a maximum is over neighbouring axes only.');
  const { outer, n, inner } = passes[0]!;
  return { steps: ({ inputs: [x, y, dy], outputs: [dx] }) => [{ kernel: reduceMaxGradKernel, calls: [[outer, n, inner, x!, y!, dy!, dx!]] }] };
};
