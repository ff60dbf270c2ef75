import type { Memory } from '../memory.ts';

const ROUND = 1.5 * 2 ** 52;
/** To the nearest integer, halves to even ones. */
const nearest = (x: number): number => x + ROUND - ROUND;

/** rows[i] = i. */
export function countUp({ i32 }: Memory, rows: number, from: number, to: number): void {
  for (let i = from; i < to; i++) i32[rows / 4 + i] = i;
}

/**
 * Sums of |gradient| and of hessians over rows from … to (`rows`: of that list, or 0: of all) into two doubles. Every fourth term is
 * added to one of four sums.
 */
export function gradientSums({ f32, f64, u32 }: Memory, gradient: number, hessian: number, rows: number, from: number, to: number, out: number): void {
  const [g, h] = [new Float64Array(4), new Float64Array(4)];
  for (let i = from; i < to; i++) {
    const r = rows === 0 ? i : u32[rows / 4 + i]!;
    g[(i - from) & 3]! += Math.abs(f32[gradient / 4 + r]!);
    h[(i - from) & 3]! += Math.max(0, f32[hessian / 4 + r]!);
  }
  f64[out / 8] = g[0]! + g[2]! + (g[1]! + g[3]!);
  f64[out / 8 + 1] = h[0]! + h[2]! + (h[1]! + h[3]!);
}

/**
 * A row's gradient and hessian times the two `scales` (powers of two), rounded, side by side: one 64-bit number whose high half is
 * the gradient and whose low half, which is never negative, the hessian. Sums of them are exact and can be in any order; that of rows from … to goes to `out`.
 */
export function quantise({ f32, f64, u32, i32 }: Memory, gradient: number, hessian: number, rows: number, from: number, to: number, scales: number, pairs: number, out: number): void {
  let [H, G] = [0, 0];
  const [sg, sh] = [f64[scales / 8]!, f64[scales / 8 + 1]!];
  for (let i = from; i < to; i++) {
    const r = rows === 0 ? i : u32[rows / 4 + i]!;
    const [h, g] = [nearest(Math.max(0, f32[hessian / 4 + r]!) * sh), nearest(f32[gradient / 4 + r]! * sg)];
    i32[pairs / 4 + 2 * r] = h;
    i32[pairs / 4 + 2 * r + 1] = g;
    H += h;
    G += g;
  }
  i32[out / 4] = H;
  i32[out / 4 + 1] = G;
}

/**
 * Fills the histograms (256 pairs each, 2,048 bytes) of all columns, or of the `count` ones listed at `columns`, from the rows of a
 * node's segments from … to. A node: for every segment of the rows where its own begin in `rows` and how many they are. `apart`: a hint
 * that rows lie apart in memory.
 */
export function histogram({ u8, u32, i32 }: Memory, node: number, from: number, to: number, rows: number, pairs: number, bins: number, stride: number, columns: number, count: number, out: number, _apart: number): void {
  const listed = count === 0 ? Uint32Array.from({ length: stride }, (_, j) => j) : u32.subarray(columns / 4, columns / 4 + count);
  const base = out / 4;
  for (const j of listed) i32.fill(0, base + j * 512, base + (j + 1) * 512);
  for (let s = from; s < to; s++) {
    const [begin, size] = [u32[node / 4 + 2 * s]!, u32[node / 4 + 2 * s + 1]!];
    for (let i = begin; i < begin + size; i++) {
      const r = u32[rows / 4 + i]!;
      const [h, g] = [i32[pairs / 4 + 2 * r]!, i32[pairs / 4 + 2 * r + 1]!];
      for (const j of listed) {
        const at = base + j * 512 + 2 * u8[bins + r * stride + j]!;
        i32[at] = i32[at]! + h;
        i32[at + 1] = i32[at + 1]! + g;
      }
    }
  }
}

/**
 * Divides a node's segments from … to in place, keeping the order of rows: first those whose bin b in `column` has goesRight[b] = 0.
 * `spare` is as long as `rows`.
 */
export function partition({ u8, u32 }: Memory, node: number, left: number, right: number, from: number, to: number, rows: number, spare: number, column: number, goesRight: number): void {
  for (let s = from; s < to; s++) {
    const [begin, count] = [u32[node / 4 + 2 * s]!, u32[node / 4 + 2 * s + 1]!];
    let l = rows / 4 + begin;
    let r = spare / 4 + begin;
    for (let i = rows / 4 + begin, end = i + count; i < end; i++) {
      const row = u32[i]!;
      if (u8[goesRight + u8[column + row]!] === 0) u32[l++] = row;
      else u32[r++] = row;
    }
    u32.copyWithin(l, spare / 4 + begin, r);
    const lefts = l - rows / 4 - begin;
    u32.set([begin, lefts], left / 4 + 2 * s);
    u32.set([begin + lefts, count - lefts], right / 4 + 2 * s);
  }
}
