import type { Shape } from '../../graph/graph.ts';
import type { PoolAttrs } from '../../graph/ops/pool.ts';
import { sizeOf } from '../../graph/shape.ts';
import { each, type GpuLowering, words } from '../shader.ts';

/** WGSL: `body` for every cell (y, x) of the image in the window of output (oy, ox); `cell` is its number in the window. */
const window = ([, height, width]: Shape, { size, strides, pads }: PoolAttrs, body: string): string => `for (var ky = 0; ky < ${size[0]}; ky++) { for (var kx = 0; kx < ${size[1]}; kx++) {
    let y = i32(oy) * ${strides[0]} - ${pads[0]} + ky; let x = i32(ox) * ${strides[1]} - ${pads[1]} + kx; let cell = f32(ky * ${size[1]} + kx);
    if (y >= 0 && x >= 0 && y < ${height} && x < ${width}) { ${body} }
  } }`;
const outputAt = ([, oh, ow, channels]: Shape): string => `let c = i % ${channels}u; let ox = i / ${channels}u % ${ow}u; let oy = i / ${channels! * ow!}u % ${oh}u; let row = i / ${channels! * ow! * oh!}u;`;

/** WGSL: `body` for every output (at word `o` of its array) whose window has pixel (y, x); `cell` is the pixel's number in it. */
const windowsOf = ([, oh, ow, channels]: Shape, { size, strides, pads }: PoolAttrs, body: string): string => `for (var ky = 0; ky < ${size[0]}; ky++) { for (var kx = 0; kx < ${size[1]}; kx++) {
    let sy = y + ${pads[0]} - ky; let sx = x + ${pads[1]} - kx; let cell = f32(ky * ${size[1]} + kx);
    if (sy >= 0 && sx >= 0 && sy % ${strides[0]} == 0 && sx % ${strides[1]} == 0 && sy / ${strides[0]} < ${oh} && sx / ${strides[1]} < ${ow}) {
      let oy = sy / ${strides[0]}; let ox = sx / ${strides[1]}; let o = ((row * ${oh}u + u32(oy)) * ${ow}u + u32(ox)) * ${channels}u + c; ${body}
    }
  } }`;
const pixelAt = ([, height, width, channels]: Shape): string => `let c = i % ${channels}u; let x = i32(i / ${channels}u % ${width}u); let y = i32(i / ${channels! * width!}u % ${height}u); let row = i / ${channels! * width! * height!}u;`;

const value = ([, height, width, channels]: Shape): string => `m[p0 + ((row * ${height}u + u32(y)) * ${width}u + u32(x)) * ${channels}u + c]`;

/** Which cell it was is kept as a number: bits of whole numbers are no numbers that a graphics processor must keep. */
export const maxPool: GpuLowering<PoolAttrs> = ({ attrs, inputs, outputs }) => ({
  steps: ({ inputs: [x], outputs: [y, where] }) => [each(sizeOf(outputs[0]!.shape), words(x!, y!, where!), `${outputAt(outputs[0]!.shape)} var most = 0.0; var best = -1.0;
  ${window(inputs[0]!.shape, attrs, `let v = ${value(inputs[0]!.shape)}; if (best < 0.0 || v > most) { most = v; best = cell; }`)}
  m[p1 + i] = most; m[p2 + i] = best;`)],
});

export const maxPoolGrad: GpuLowering<PoolAttrs> = ({ attrs, inputs, outputs }) => ({
  steps: ({ inputs: [g, where], outputs: [dx] }) => [each(sizeOf(outputs[0]!.shape), words(g!, where!, dx!), `${pixelAt(outputs[0]!.shape)} var v = 0.0;
  ${windowsOf(inputs[0]!.shape, attrs, 'if (m[p1 + o] == cell) { v += m[p0 + o]; }')}
  m[p2 + i] = v;`)],
});

export const avgPool: GpuLowering<PoolAttrs> = ({ attrs, inputs, outputs }) => ({
  steps: ({ inputs: [x], outputs: [y] }) => [each(sizeOf(outputs[0]!.shape), words(x!, y!), `${outputAt(outputs[0]!.shape)} var sum = 0.0; var n = 0.0;
  ${window(inputs[0]!.shape, attrs, `sum += ${value(inputs[0]!.shape)}; n += 1.0;`)}
  m[p1 + i] = sum / n;`)],
});

export const avgPoolGrad: GpuLowering<PoolAttrs> = ({ attrs, inputs, outputs }) => {
  const [, height, width] = outputs[0]!.shape;
  const { size, strides, pads } = attrs;
  const inside = (o: string, axis: 0 | 1, side: number): string => `f32(min(${o} * ${strides[axis]} - ${pads[axis]} + ${size[axis]}, ${side}) - max(${o} * ${strides[axis]} - ${pads[axis]}, 0))`;
  return {
    steps: ({ inputs: [g], outputs: [dx] }) => [each(sizeOf(outputs[0]!.shape), words(g!, dx!), `${pixelAt(outputs[0]!.shape)} var v = 0.0;
    ${windowsOf(inputs[0]!.shape, attrs, `v += m[p0 + o] / (${inside('oy', 0, height!)} * ${inside('ox', 1, width!)});`)}
    m[p1 + i] = v;`)],
  };
};
