import type { Shape } from '../../graph/graph.ts';
import type { REDUCE } from '../../graph/ops/reduce.ts';
import { axesOf, sizeOf, stridesOf } from '../../graph/shape.ts';
import { type Dispatch, each, eachGroup, folded, GROUP_THREADS, type GpuLowering, num, placeOf, words } from '../shader.ts';

type Name = (typeof REDUCE)[number];
const OF: Readonly<Record<Name, { readonly start: string; readonly join: (a: string, b: string) => string }>> = {
  sum: { start: '0.0', join: (a, b) => `${a} + ${b}` },
  mean: { start: '0.0', join: (a, b) => `${a} + ${b}` },
  max: { start: '-3.4e38', join: (a, b) => `max(${a}, ${b})` },
};
/** Rows that one thread adds up before parts are added up. */
const CHUNK = 64;

/** Where the kept and the reduced numbers lie: sides and strides of each. */
function parted(shape: Shape, over: readonly number[]): Readonly<Record<'kept' | 'gone', { readonly sides: number[]; readonly strides: number[] }>> {
  const own = stridesOf(shape);
  const take = (gone: boolean): { readonly sides: number[]; readonly strides: number[] } => {
    const axes = shape.map((_, i) => i).filter((i) => over.includes(i) === gone);
    return { sides: axes.map((i) => shape[i]!), strides: axes.map((i) => own[i]!) };
  };
  return { kept: take(false), gone: take(true) };
}

/** Few outputs of many numbers each that lie far apart: parts of CHUNK each by a thread, then the parts. Columns are read side by side. */
function inParts(name: Name, n: number, columns: number, share: string): (x: number, y: number, scratch: number) => readonly Dispatch[] {
  const { start, join } = OF[name];
  const parts = Math.ceil(n / CHUNK);
  return (x, y, scratch) => [
    each(parts * columns, words(x, scratch), `let c = i % ${columns}u; let base = (i / ${columns}u) * ${CHUNK}u;
    var v = ${start};
    for (var k = base; k < min(base + ${CHUNK}u, ${n}u); k++) { v = ${join('v', `m[p0 + k * ${columns}u + c]`)}; }
    m[p1 + i] = v;`),
    eachGroup(columns, words(scratch, y), `var v = ${start};
    for (var k = t; k < ${parts}u; k += ${GROUP_THREADS}u) { v = ${join('v', `m[p0 + k * ${columns}u + r]`)}; }
    part[t] = v; ${folded(join)} if (t == 0u) { m[p1 + r] = part[0]${share}; }`),
  ];
}

export const reduce: GpuLowering<{ readonly name: Name; readonly axes: readonly number[]; readonly keepDims: boolean }> = ({ attrs: { name, axes }, inputs, outputs }) => {
  const { shape } = inputs[0]!;
  const over = axesOf(axes, shape.length);
  const { kept, gone } = parted(shape, over);
  const [outs, n] = [sizeOf(outputs[0]!.shape), sizeOf(gone.sides)];
  const { start, join } = OF[name];
  const share = name === 'mean' ? ` * ${num(1 / n)}` : '';
  const leading = over.every((axis, i) => axis === i);
  if (leading && n > 4 * CHUNK && outs > 1) {
    const steps = inParts(name, n, outs, share);
    return { scratch: Math.ceil(n / CHUNK) * outs * 4, steps: ({ inputs: [x], outputs: [y], scratch }) => steps(x!, y!, scratch) };
  }
  const base = placeOf(n >= GROUP_THREADS ? 'r' : 'i', kept.sides, kept.strides);
  const value = `m[p0 + base + ${placeOf('k', gone.sides, gone.strides)}]`;
  if (n >= GROUP_THREADS) {
    return {
      steps: ({ inputs: [x], outputs: [y] }) => [eachGroup(outs, words(x!, y!), `let base = ${base}; var v = ${start};
      for (var k = t; k < ${n}u; k += ${GROUP_THREADS}u) { v = ${join('v', value)}; }
      part[t] = v; ${folded(join)} if (t == 0u) { m[p1 + r] = part[0]${share}; }`)],
    };
  }
  return {
    steps: ({ inputs: [x], outputs: [y] }) => [each(outs, words(x!, y!), `let base = ${base}; var v = ${start};
    for (var k = 0u; k < ${n}u; k++) { v = ${join('v', value)}; }
    m[p1 + i] = v${share};`)],
  };
};

/** A thread a group: the first of the greatest has it all. */
export const reduceMaxGrad: GpuLowering<{ readonly axes: readonly number[] }> = ({ attrs: { axes }, inputs }) => {
  const [x, most] = [inputs[0]!.shape, inputs[1]!.shape];
  const { kept, gone } = parted(x, axesOf(axes, x.length));
  return {
    steps: ({ inputs: [v, y, g], outputs: [dx] }) => [each(sizeOf(most), words(v!, y!, g!, dx!), `let base = ${placeOf('i', kept.sides, kept.strides)}; var found = false;
    for (var k = 0u; k < ${sizeOf(gone.sides)}u; k++) {
      let at = base + ${placeOf('k', gone.sides, gone.strides)};
      let here = !found && m[p0 + at] == m[p1 + i];
      m[p3 + at] = select(0.0, m[p2 + i], here);
      found = found || here;
    }`)],
  };
};
