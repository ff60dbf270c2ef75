import type { Memory } from '../../memory.ts';

/** n0 × n1 × n2 × n3 numbers from x to y; `x0` … `y3` say how many numbers further the next of each side lies (x: 0 repeats). */
export function copyPart({ u32 }: Memory, n0: number, n1: number, n2: number, n3: number, x: number, x0: number, x1: number, x2: number, x3: number, y: number, y0: number, y1: number, y2: number, y3: number): void {
  for (let i = 0; i < n0; i++) for (let j = 0; j < n1; j++) for (let k = 0; k < n2; k++) for (let l = 0; l < n3; l++) {
    u32[y / 4 + i * y0 + j * y1 + k * y2 + l * y3] = u32[x / 4 + i * x0 + j * x1 + k * x2 + l * x3]!;
  }
}

/** n words of the same bits. */
export function fillWith({ i32 }: Memory, n: number, y: number, bits: number): void {
  i32.fill(bits, y / 4, y / 4 + n);
}

/** Rows of x, `width` numbers each, whose numbers stand at `rows` (whole numbers), one after another to y. */
export function takeRows({ u32, i32 }: Memory, n: number, width: number, rows: number, x: number, y: number): void {
  for (let i = 0; i < n; i++) {
    const from = x / 4 + i32[rows / 4 + i]! * width;
    u32.copyWithin(y / 4 + i * width, from, from + width);
  }
}
