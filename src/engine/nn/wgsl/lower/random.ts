import type { randomOp } from '../../graph/ops/random.ts';
import { sizeOf } from '../../graph/shape.ts';
import { each, type GpuLowering, num, words } from '../shader.ts';

/** Philox 4×32 of seven rounds, as the kernels have it; WGSL has no product of two words with an upper word. */
const PHILOX = `
fn upper_(a: u32, b: u32) -> u32 {
  let ah = a >> 16u; let al = a & 65535u; let bh = b >> 16u; let bl = b & 65535u;
  let middle = ah * bl + ((al * bl) >> 16u);
  let carried = al * bh + (middle & 65535u);
  return ah * bh + (middle >> 16u) + (carried >> 16u);
}
fn philox_(counter: vec4<u32>, key: vec2<u32>) -> vec4<u32> {
  var c = counter; var k = key;
  for (var round = 0u; round < 7u; round++) {
    c = vec4<u32>(upper_(c.z, 0xcd9e8d57u) ^ c.y ^ k.x, c.z * 0xcd9e8d57u, upper_(c.x, 0xd2511f53u) ^ c.w ^ k.y, c.x * 0xd2511f53u);
    k = k + vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
fn unit_(w: u32) -> f32 { return f32(w >> 8u) * 5.9604644775390625e-8; }
// Of a number of turns; WGSL's own sine may be off by a thousandth.
fn sine_cosine_(turns: f32) -> vec2<f32> {
  let quarter = round(turns * 4.0);
  let a = 6.283185307 * (turns - quarter * 0.25); let z = a * a;
  let s = a * (1.0 + z * (-0.16666667 + z * (0.0083333333 + z * (-0.00019841270 + z * 0.0000027557319))));
  let c = 1.0 + z * (-0.5 + z * (0.041666667 + z * (-0.0013888889 + z * 0.000024801587)));
  switch (u32(quarter) % 4u) {
    case 0u: { return vec2<f32>(s, c); }
    case 1u: { return vec2<f32>(c, -s); }
    case 2u: { return vec2<f32>(-s, -c); }
    default: { return vec2<f32>(-c, s); }
  }
}
`;

type Attrs = Parameters<typeof randomOp.infer>[1];

const MADE: Readonly<Record<Attrs['name'], (first: string, second: string) => string>> = {
  uniform: (first, second) => `let v = unit_(c[w]) * ${second} + ${first};`,
  mask: (first, second) => `let v = select(0.0, ${second}, unit_(c[w]) >= ${first});`,
  normal: (first, second) => `let q = (w / 2u) * 2u;
    let radius = sqrt(-2.0 * log(unit_(c[q]) + 5.9604644775390625e-8)); let way = sine_cosine_(unit_(c[q + 1u]));
    let v = radius * select(way.x, way.y, w % 2u == 0u) * ${second} + ${first};`,
};

export const random: GpuLowering<Attrs> = ({ attrs: { name, stream, first, second }, outputs }) => ({
  steps: ({ outputs: [y] }) => [
    each(sizeOf(outputs[0]!.shape), [...words(y!), stream >>> 0], `let w = (i % 16u) / 4u;
    let c = philox_(vec4<u32>(i / 16u * 4u + i % 4u, p1, state.z, 0u), state.xy);
    ${MADE[name](num(first), num(second))}
    m[p0 + i] = v;`, PHILOX),
  ],
});
