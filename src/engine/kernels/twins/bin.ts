import type { Memory } from '../memory.ts';

/** Bytes of scratch that sorting needs. */
export const sortScratch = (count: number): number => count * 8 + 6 * 2048 * 4;

/** Sorts `count` doubles, ascending, −0 before 0; there must be no NaN. */
export function sortDoubles({ f64 }: Memory, at: number, _scratch: number, count: number): void {
  f64.subarray(at / 8, at / 8 + count).sort();
}

/**
 * Bins a block of `rows` rows of p doubles at `x`, which are the data set's rows from `first` on, into its bytes row by row and
 * column by column. `features`: 16 bytes a column: kind (0 number, 1 category), table, bin of missing values, limit. A number's
 * table: 256 doubles, its thresholds and then infinities; the bin is how many are below the value (`single`: rounded to single
 * precision first). A category's table: a byte for each of `limit` codes, and one for all other codes.
 */
export function binRows({ u8, i32, f64 }: Memory, features: number, p: number, x: number, rows: number, first: number, total: number, rowBins: number, stride: number, columnBins: number, single: number): void {
  for (let j = 0; j < p; j++) {
    const feature = features / 4 + j * 4;
    const [kind, table, missing, limit] = [i32[feature]!, i32[feature + 1]! >>> 0, i32[feature + 2]!, i32[feature + 3]!];
    for (let i = 0; i < rows; i++) {
      let value = f64[x / 8 + i * p + j]!;
      if (single !== 0) value = Math.fround(value);
      let bin = missing;
      if (!Number.isNaN(value)) {
        if (kind === 0) {
          const base = table / 8;
          let at = base;
          for (let size = 128; size >= 1; size >>= 1) if (value > f64[at + size - 1]!) at += size;
          bin = at - base;
        } else bin = u8[table + (value >= 0 && value < limit ? Math.trunc(value) : limit)]!;
      }
      u8[rowBins + (first + i) * stride + j] = bin;
      u8[columnBins + j * total + first + i] = bin;
    }
  }
}
