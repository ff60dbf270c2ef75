import type { Memory } from '../../memory.ts';

const f = Math.fround;

/**
 * C (m × n) = A (m × k) · B (k × n), `count` times: the matrices of the next product lie `aBatch`, `bBatch`, `cBatch` numbers further.
 * Number (i, l) of A lies at `a` + i·ai + l·ak, number (l, j) of B at `b` + (j ÷ 8)·bPanel + l·bRow + j mod 8 (B as it lies: bPanel 8,
 * bRow its columns; packed: 8k and 8), number (i, j) of C at `c` + i·ldc + j; addresses are bytes, all else counts numbers.
 * A sum begins with the bias of its column (`bias` 0: with 0), or with what C holds (`flags` 2), and adds l = 0, 1, 2 …, each product and
 * sum rounded to single precision; `flags` 1 sets what is negative to 0. The compiled one may read up to 32 bytes behind B's and C's end.
 */
export function gemm({ f32 }: Memory, count: number, m: number, n: number, k: number, a: number, aBatch: number, ai: number, ak: number, b: number, bBatch: number, bPanel: number, bRow: number, c: number, cBatch: number, ldc: number, bias: number, flags: number): void {
  for (let q = 0; q < count; q++) {
    const [a0, b0, c0] = [a / 4 + q * aBatch, b / 4 + q * bBatch, c / 4 + q * cBatch];
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) {
      const at = c0 + i * ldc + j;
      const column = b0 + (j >> 3) * bPanel + (j & 7);
      let sum = (flags & 2) !== 0 ? f32[at]! : bias === 0 ? 0 : f32[bias / 4 + j]!;
      for (let l = 0; l < k; l++) sum = f(sum + f(f32[a0 + i * ai + l * ak]! * f32[column + l * bRow]!));
      f32[at] = (flags & 1) !== 0 && sum < 0 ? 0 : sum;
    }
  }
}

/** Panels `from` … `to` − 1 of B, whose number (l, j) lies at `b` + l·bk + j·bn, each of 8 columns one after another; missing columns are 0. */
export function pack({ f32 }: Memory, k: number, n: number, b: number, bk: number, bn: number, from: number, to: number, out: number): void {
  for (let p = from; p < to; p++) for (let l = 0; l < k; l++) for (let j = 0; j < 8; j++) {
    f32[out / 4 + (p * k + l) * 8 + j] = p * 8 + j < n ? f32[b / 4 + l * bk + (p * 8 + j) * bn]! : 0;
  }
}
