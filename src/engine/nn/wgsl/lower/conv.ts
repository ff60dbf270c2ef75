import type { Shape } from '../../graph/graph.ts';
import type { ConvAttrs } from '../../graph/ops/conv.ts';
import { sizeOf } from '../../graph/shape.ts';
import { type Gemm, gemm, gemmScratch } from '../gemm.ts';
import { each, eachGroup, folded, GROUP_THREADS, type GpuLowering, words } from '../shader.ts';
import { finishOf } from './matmul.ts';

interface Sides {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly filters: number;
}
const sidesOf = (x: Shape, w: Shape): Sides => ({ height: x[1]!, width: x[2]!, channels: x[3]!, kernelHeight: w[0]!, kernelWidth: w[1]!, filters: w[3]! });

/** WGSL: the image's number under cell (ky, kx) of the filter at output (row, oy, ox), channel c; outside it is 0. */
const pixel = ({ height, width, channels }: Sides, { strides, dilation, pads }: ConvAttrs): string => `
fn pixel_(at: u32, row: u32, oy: u32, ox: u32, ky: u32, kx: u32, c: u32) -> f32 {
  let y = i32(oy * ${strides[0]}u + ky * ${dilation[0]}u) - ${pads[0]}; let x = i32(ox * ${strides[1]}u + kx * ${dilation[1]}u) - ${pads[1]};
  if (y < 0 || x < 0 || y >= ${height} || x >= ${width}) { return 0.0; }
  return m[at + ((row * ${height}u + u32(y)) * ${width}u + u32(x)) * ${channels}u + c];
}`;
/** WGSL: the output's number (f) whose filter has cell (ky, kx) on pixel (y, x); 0 where there is none. */
const output = ({ filters }: Sides, { strides, dilation, pads, out }: ConvAttrs): string => `
fn output_(at: u32, row: u32, y: u32, x: u32, ky: u32, kx: u32, f: u32) -> f32 {
  let oy = i32(y) + ${pads[0]} - i32(ky * ${dilation[0]}u); let ox = i32(x) + ${pads[1]} - i32(kx * ${dilation[1]}u);
  if (oy < 0 || ox < 0 || oy % ${strides[0]} != 0 || ox % ${strides[1]} != 0 || oy / ${strides[0]} >= ${out[0]} || ox / ${strides[1]} >= ${out[1]}) { return 0.0; }
  return m[at + ((row * ${out[0]}u + u32(oy / ${strides[0]})) * ${out[1]}u + u32(ox / ${strides[1]})) * ${filters}u + f];
}`;
/** WGSL that takes `of` apart into `row`, `y` and `x` over images of these sides. */
const place = (of: string, height: number, width: number, names: readonly [string, string, string]): string =>
  `let ${names[0]} = ${of} / ${height * width}u; let ${names[1]} = ${of} / ${width}u % ${height}u; let ${names[2]} = ${of} % ${width}u;`;
/** Cell (ky, kx) and channel c of number k of a filter. */
const cell = (k: string, width: number, channels: number, c: string): string => `let ky = ${k} / ${width * channels}u; let kx = ${k} / ${channels}u % ${width}u; let ${c} = ${k} % ${channels}u;`;

export const conv2d: GpuLowering<ConvAttrs> = ({ attrs, inputs, outputs }) => {
  const s = sidesOf(inputs[0]!.shape, inputs[1]!.shape);
  const { shape } = outputs[0]!;
  const [oh, ow] = [shape[1]!, shape[2]!];
  const finish = finishOf(inputs.length > 2, attrs.activation);
  const helpers = pixel(s, attrs);
  const cells = s.kernelHeight * s.kernelWidth;
  if (attrs.groups === 1) {
    const g: Gemm = {
      m: shape[0]! * oh * ow, n: s.filters, k: cells * s.channels, batch: 1, aAlongK: true, bAlongJ: true, finish,
      a: `${place('i', oh, ow, ['row', 'oy', 'ox'])} ${cell('k', s.kernelWidth, s.channels, 'c')} return pixel_(p0, row, oy, ox, ky, kx, c);`,
      b: `return m[p1 + k * ${s.filters}u + j];`,
      out: `p2 + i * ${s.filters}u + j`,
    };
    return { scratch: gemmScratch(g), steps: ({ inputs: [x, w, bias], outputs: [y], scratch }) => gemm(g, words(x!, w!, y!, bias ?? 0), scratch, helpers) };
  }
  const [each_, own] = [s.channels / attrs.groups, s.filters / attrs.groups];
  return {
    steps: ({ inputs: [x, w, bias], outputs: [y] }) => [each(sizeOf(shape), words(x!, w!, y!, bias ?? 0), `let j = i % ${s.filters}u; let q = i / ${s.filters}u; ${place('q', oh, ow, ['row', 'oy', 'ox'])}
    let first = j / ${own}u * ${each_}u; var v = 0.0;
    for (var ky = 0u; ky < ${s.kernelHeight}u; ky++) { for (var kx = 0u; kx < ${s.kernelWidth}u; kx++) { for (var c = 0u; c < ${each_}u; c++) {
      v += pixel_(p0, row, oy, ox, ky, kx, first + c) * m[p1 + ((ky * ${s.kernelWidth}u + kx) * ${each_}u + c) * ${s.filters}u + j];
    } } }
    ${finish} m[p2 + i] = v;`, helpers)],
  };
};

export const conv2dInputGrad: GpuLowering<ConvAttrs> = ({ attrs, inputs, outputs }) => {
  const { shape } = outputs[0]!;
  const s = sidesOf(shape, inputs[1]!.shape);
  const helpers = output(s, attrs);
  const [each_, own] = [s.channels / attrs.groups, s.filters / attrs.groups];
  if (attrs.groups === 1) {
    const g: Gemm = {
      m: shape[0]! * s.height * s.width, n: s.channels, k: s.kernelHeight * s.kernelWidth * s.filters, batch: 1, aAlongK: true, bAlongJ: false, finish: '',
      a: `${place('i', s.height, s.width, ['row', 'y', 'x'])} ${cell('k', s.kernelWidth, s.filters, 'f')} return output_(p0, row, y, x, ky, kx, f);`,
      b: `return m[p1 + (k / ${s.filters}u * ${s.channels}u + j) * ${s.filters}u + k % ${s.filters}u];`,
      out: `p2 + i * ${s.channels}u + j`,
    };
    return { scratch: gemmScratch(g), steps: ({ inputs: [y, w], outputs: [x], scratch }) => gemm(g, words(y!, w!, x!), scratch, helpers) };
  }
  return {
    steps: ({ inputs: [dy, w], outputs: [dx] }) => [each(sizeOf(shape), words(dy!, w!, dx!), `let c = i % ${s.channels}u; let q = i / ${s.channels}u; ${place('q', s.height, s.width, ['row', 'y', 'x'])}
    let first = c / ${each_}u * ${own}u; var v = 0.0;
    for (var ky = 0u; ky < ${s.kernelHeight}u; ky++) { for (var kx = 0u; kx < ${s.kernelWidth}u; kx++) { for (var f = first; f < first + ${own}u; f++) {
      v += output_(p0, row, y, x, ky, kx, f) * m[p1 + ((ky * ${s.kernelWidth}u + kx) * ${each_}u + c % ${each_}u) * ${s.filters}u + f];
    } } }
    m[p2 + i] = v;`, helpers)],
  };
};

export const conv2dFilterGrad: GpuLowering<ConvAttrs> = ({ attrs, inputs, outputs }) => {
  const { shape } = outputs[0]!;
  const s = sidesOf(inputs[0]!.shape, shape);
  const helpers = pixel(s, attrs);
  const [oh, ow] = [attrs.out[0]!, attrs.out[1]!];
  const all = inputs[1]!.shape[0]! * oh * ow;
  if (attrs.groups === 1) {
    const g: Gemm = {
      m: s.kernelHeight * s.kernelWidth * s.channels, n: s.filters, k: all, batch: 1, aAlongK: false, bAlongJ: true, finish: '',
      a: `${place('k', oh, ow, ['row', 'oy', 'ox'])} ${cell('i', s.kernelWidth, s.channels, 'c')} return pixel_(p0, row, oy, ox, ky, kx, c);`,
      b: `return m[p1 + k * ${s.filters}u + j];`,
      out: `p2 + i * ${s.filters}u + j`,
    };
    return { scratch: gemmScratch(g), steps: ({ inputs: [x, dy], outputs: [dw], scratch }) => gemm(g, words(x!, dy!, dw!), scratch, helpers) };
  }
  const [each_, own] = [s.channels / attrs.groups, s.filters / attrs.groups];
  return {
    // A group of threads a number of the filters.
    steps: ({ inputs: [x, dy], outputs: [dw] }) => [eachGroup(sizeOf(shape), words(x!, dy!, dw!), `let f = r % ${s.filters}u; let q = r / ${s.filters}u; ${cell('q', s.kernelWidth, each_, 'c')}
    let channel = f / ${own}u * ${each_}u + c; var v = 0.0;
    for (var k = t; k < ${all}u; k += ${GROUP_THREADS}u) { ${place('k', oh, ow, ['row', 'oy', 'ox'])} v += pixel_(p0, row, oy, ox, ky, kx, channel) * m[p1 + k * ${s.filters}u + f]; }
    part[t] = v; ${folded((a, b) => `${a} + ${b}`)} if (t == 0u) { m[p2 + r] = part[0]; }`, helpers)],
  };
};
