import type { Memory } from '../../memory.ts';
import { numberOf } from './elementwise.ts';

const f = Math.fround;
const lanes = new Float32Array(4);

/** Sum of n numbers in four lanes, as the compiled kernels add up a row: lanes 0 + 1, 2 + 3, then both. */
export function rowSum(n: number, of: (i: number) => number): number {
  lanes.fill(0);
  for (let i = 0; i < n; i++) lanes[i & 3]! += of(i);
  return f(f(lanes[0]! + lanes[1]!) + f(lanes[2]! + lanes[3]!));
}

/**
 * x (outer × n × inner) over its middle: y (outer × inner), the sums times `by`, or the largest where `largest` is 1 (NaN where there is
 * one). Columns `from` … `to` − 1 of `inner`; with inner 1 a row's numbers are added in lanes, else one after another.
 */
export function reduce({ f32 }: Memory, largest: number, outer: number, n: number, inner: number, from: number, to: number, x: number, y: number, byBits: number): void {
  const by = numberOf(byBits);
  for (let o = 0; o < outer; o++) for (let j = from; j < to; j++) {
    const at = (i: number): number => f32[x / 4 + (o * n + i) * inner + j]!;
    let value: number;
    if (largest === 1) {
      value = at(0);
      for (let i = 1; i < n; i++) if (value < at(i) || Number.isNaN(at(i))) value = at(i);
    } else if (inner === 1) value = rowSum(n, at) * by;
    else {
      value = 0;
      for (let i = 0; i < n; i++) value = f(value + at(i));
      value *= by;
    }
    f32[y / 4 + o * inner + j] = value;
  }
}

/** The gradient of the largest (y of x, outer × n × inner): dy where it stands first, else 0. */
export function reduceMaxGrad({ f32 }: Memory, outer: number, n: number, inner: number, x: number, y: number, dy: number, dx: number): void {
  f32.fill(0, dx / 4, dx / 4 + outer * n * inner);
  for (let o = 0; o < outer; o++) for (let j = 0; j < inner; j++) for (let i = 0; i < n; i++) {
    const at = (o * n + i) * inner + j;
    if (f32[x / 4 + at] !== f32[y / 4 + o * inner + j]) continue;
    f32[dx / 4 + at] = f32[dy / 4 + o * inner + j]!;
    break;
  }
}
