// Products of matrices. See twins/neural/gemm.ts.
import { put } from './_lanes.as';

// Numbers of A that stay in the second-level cache while all panels of B go past; B up to SMALL numbers is kept in the first.
const BLOCK = 32768;
const SMALL = 4096;

@inline
function step(sum: v128, a: usize, b: v128): v128 { return f32x4.add(sum, f32x4.mul(v128.load32_splat(a), b)); }
@inline
function finished(sum: v128, relu: bool): v128 { return relu ? f32x4.pmax(sum, f32x4.splat(0)) : sum; }

/** Four rows, eight columns. */
function tile4x8(k: i32, a: usize, ai: usize, ak: usize, b: usize, bRow: usize, c: usize, ldc: usize, bias: usize, flags: i32, width: i32): void {
  let s00 = f32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
  const c1 = c + ldc, c2 = c1 + ldc, c3 = c2 + ldc;
  if (flags & 2) {
    s00 = v128.load(c); s01 = v128.load(c, 16); s10 = v128.load(c1); s11 = v128.load(c1, 16);
    s20 = v128.load(c2); s21 = v128.load(c2, 16); s30 = v128.load(c3); s31 = v128.load(c3, 16);
  } else if (bias) {
    s00 = v128.load(bias); s01 = v128.load(bias, 16); s10 = s00; s11 = s01; s20 = s00; s21 = s01; s30 = s00; s31 = s01;
  }
  let a0 = a;
  const a1 = ai, a2 = a1 + ai, a3 = a2 + ai;
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let v = v128.load32_splat(a0);
    s00 = f32x4.add(s00, f32x4.mul(v, b0)); s01 = f32x4.add(s01, f32x4.mul(v, b1));
    v = v128.load32_splat(a0 + a1);
    s10 = f32x4.add(s10, f32x4.mul(v, b0)); s11 = f32x4.add(s11, f32x4.mul(v, b1));
    v = v128.load32_splat(a0 + a2);
    s20 = f32x4.add(s20, f32x4.mul(v, b0)); s21 = f32x4.add(s21, f32x4.mul(v, b1));
    v = v128.load32_splat(a0 + a3);
    s30 = f32x4.add(s30, f32x4.mul(v, b0)); s31 = f32x4.add(s31, f32x4.mul(v, b1));
    a0 += ak; b += bRow;
  }
  const relu = (flags & 1) != 0;
  s00 = finished(s00, relu); s01 = finished(s01, relu); s10 = finished(s10, relu); s11 = finished(s11, relu);
  s20 = finished(s20, relu); s21 = finished(s21, relu); s30 = finished(s30, relu); s31 = finished(s31, relu);
  if (width >= 8) {
    v128.store(c, s00); v128.store(c, s01, 16); v128.store(c1, s10); v128.store(c1, s11, 16);
    v128.store(c2, s20); v128.store(c2, s21, 16); v128.store(c3, s30); v128.store(c3, s31, 16);
  } else {
    v128.store(c, s00); v128.store(c1, s10); v128.store(c2, s20); v128.store(c3, s30);
    put(c + 16, width - 4, s01); put(c1 + 16, width - 4, s11); put(c2 + 16, width - 4, s21); put(c3 + 16, width - 4, s31);
  }
}

/** Four rows, up to four columns. */
function tile4x4(k: i32, a: usize, ai: usize, ak: usize, b: usize, bRow: usize, c: usize, ldc: usize, bias: usize, flags: i32, width: i32): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
  const c1 = c + ldc, c2 = c1 + ldc, c3 = c2 + ldc;
  if (flags & 2) {
    s0 = v128.load(c); s1 = v128.load(c1); s2 = v128.load(c2); s3 = v128.load(c3);
  } else if (bias) {
    s0 = v128.load(bias); s1 = s0; s2 = s0; s3 = s0;
  }
  const a2 = ai + ai, a3 = a2 + ai;
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(b);
    s0 = step(s0, a, b0); s1 = step(s1, a + ai, b0); s2 = step(s2, a + a2, b0); s3 = step(s3, a + a3, b0);
    a += ak; b += bRow;
  }
  const relu = (flags & 1) != 0;
  put(c, width, finished(s0, relu)); put(c1, width, finished(s1, relu)); put(c2, width, finished(s2, relu)); put(c3, width, finished(s3, relu));
}

/** One row, up to eight columns. */
function tile1(k: i32, a: usize, ak: usize, b: usize, bRow: usize, c: usize, bias: usize, flags: i32, width: i32): void {
  let s0 = f32x4.splat(0), s1 = s0;
  const from = flags & 2 ? c : bias;
  if (from) { s0 = v128.load(from); s1 = v128.load(from, 16); }
  for (let i = 0; i < k; i++) {
    s0 = step(s0, a, v128.load(b)); s1 = step(s1, a, v128.load(b, 16));
    a += ak; b += bRow;
  }
  const relu = (flags & 1) != 0;
  put(c, width, finished(s0, relu));
  if (width > 4) put(c + 16, width - 4, finished(s1, relu));
}

export function gemm(count: i32, m: i32, n: i32, k: i32, a: usize, aBatch: i32, ai: i32, ak: i32, b: usize, bBatch: i32, bPanel: i32, bRow: i32, c: usize, cBatch: i32, ldc: i32, bias: usize, flags: i32): void {
  const sai = <usize>ai << 2, sak = <usize>ak << 2, row = <usize>bRow << 2, sc = <usize>ldc << 2;
  const block = k * n <= SMALL ? 4 : max(4, (BLOCK / k) & ~3);
  for (let q = 0; q < count; q++) {
    for (let top = 0; top < m; top += block) {
      const bottom = min(m, top + block), fours = top + ((bottom - top) & ~3);
      for (let j = 0; j < n; j += 8) {
        const bp = b + (<usize>(j >> 3) * (<usize>bPanel << 2)), width = min(8, n - j), from = bias ? bias + (<usize>j << 2) : 0;
        let ap = a + <usize>top * sai, cp = c + <usize>top * sc + (<usize>j << 2);
        let i = top;
        for (; i < fours; i += 4) {
          if (width > 4) tile4x8(k, ap, sai, sak, bp, row, cp, sc, from, flags, width);
          else tile4x4(k, ap, sai, sak, bp, row, cp, sc, from, flags, width);
          ap += sai << 2; cp += sc << 2;
        }
        for (; i < bottom; i++) {
          tile1(k, ap, sak, bp, row, cp, from, flags, width);
          ap += sai; cp += sc;
        }
      }
    }
    a += <usize>aBatch << 2; b += <usize>bBatch << 2; c += <usize>cBatch << 2;
  }
}

export function pack(k: i32, n: i32, b: usize, bk: i32, bn: i32, from: i32, to: i32, out: usize): void {
  const sk = <usize>bk << 2, sn = <usize>bn << 2;
  for (let p = from; p < to; p++) {
    const j = p << 3, width = min(8, n - j);
    let o = out + (<usize>(j * k) << 2), at = b + <usize>j * sn;
    for (let i = 0; i < k; i++) {
      let s = at, l = 0;
      if (bn == 1 && width == 8) { v128.store(o, v128.load(s)); v128.store(o, v128.load(s, 16), 16); }
      else {
        for (; l < width; l++) { store<u32>(o + (<usize>l << 2), load<u32>(s)); s += sn; }
        for (; l < 8; l++) store<u32>(o + (<usize>l << 2), 0);
      }
      o += 32; at += sk;
    }
  }
}
