// See twins/neural/random.ts.
import { cosine, log, sine } from './_math.as';
import { put } from './_lanes.as';

const UNIFORM: i32 = 0;
const NORMAL: i32 = 1;

@inline
function wide(low: v128, high: v128, upper: bool): v128 {
  return upper ? v128.shuffle<i32>(low, high, 1, 3, 5, 7) : v128.shuffle<i32>(low, high, 0, 2, 4, 6);
}

/** 0 … 1 without 1, in steps of 2⁻²⁴. */
@inline
function unit(word: v128): v128 { return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(word, 8)), f32x4.splat(5.9604644775390625e-8)); }

/** Two normal numbers of two words: the radius and the angle of a point in the plane. */
@inline
function radius(word: v128): v128 { return f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log(f32x4.add(unit(word), f32x4.splat(5.9604644775390625e-8))))); }

export function random(from: i32, to: i32, kind: i32, stream: i32, state: usize, parameters: usize, out: usize): void {
  const first = v128.load32_splat(parameters), second = v128.load32_splat(parameters + 4), step = v128.load32_splat(state + 8);
  const m0 = i32x4.splat(0xD2511F53), m1 = i32x4.splat(0xCD9E8D57);
  for (let i = from; i < to; i += 16) {
    let k0 = v128.load32_splat(state), k1 = v128.load32_splat(state + 4);
    let c0 = i32x4.add(i32x4.splat(i >> 2), i32x4(0, 1, 2, 3)), c1 = i32x4.splat(stream), c2 = step, c3 = i32x4.splat(0);
    for (let round = 0; round < 7; round++) {
      const a = i64x2.extmul_low_i32x4_u(c0, m0), b = i64x2.extmul_high_i32x4_u(c0, m0);
      const c = i64x2.extmul_low_i32x4_u(c2, m1), d = i64x2.extmul_high_i32x4_u(c2, m1);
      c0 = v128.xor(v128.xor(wide(c, d, true), c1), k0);
      c2 = v128.xor(v128.xor(wide(a, b, true), c3), k1);
      c1 = wide(c, d, false);
      c3 = wide(a, b, false);
      k0 = i32x4.add(k0, i32x4.splat(0x9E3779B9));
      k1 = i32x4.add(k1, i32x4.splat(0xBB67AE85));
    }
    if (kind == NORMAL) {
      const r0 = radius(c0), a0 = unit(c1), r1 = radius(c2), a1 = unit(c3);
      c0 = f32x4.add(f32x4.mul(f32x4.mul(r0, cosine(a0)), second), first);
      c1 = f32x4.add(f32x4.mul(f32x4.mul(r0, sine(a0)), second), first);
      c2 = f32x4.add(f32x4.mul(f32x4.mul(r1, cosine(a1)), second), first);
      c3 = f32x4.add(f32x4.mul(f32x4.mul(r1, sine(a1)), second), first);
    } else {
      c0 = unit(c0); c1 = unit(c1); c2 = unit(c2); c3 = unit(c3);
      if (kind == UNIFORM) {
        c0 = f32x4.add(f32x4.mul(c0, second), first); c1 = f32x4.add(f32x4.mul(c1, second), first);
        c2 = f32x4.add(f32x4.mul(c2, second), first); c3 = f32x4.add(f32x4.mul(c3, second), first);
      } else {
        c0 = v128.and(second, f32x4.ge(c0, first)); c1 = v128.and(second, f32x4.ge(c1, first));
        c2 = v128.and(second, f32x4.ge(c2, first)); c3 = v128.and(second, f32x4.ge(c3, first));
      }
    }
    const at = out + (<usize>i << 2), left = to - i;
    put(at, left, c0);
    if (left > 4) put(at + 16, left - 4, c1);
    if (left > 8) put(at + 32, left - 8, c2);
    if (left > 12) put(at + 48, left - 12, c3);
  }
}
