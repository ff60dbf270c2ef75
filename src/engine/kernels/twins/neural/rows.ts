import type { Memory } from '../../memory.ts';

/**
 * out[i] = table[ids[i]] for i of `from` … `to`: rows of `width` numbers of a table of `rows` rows. Ids are whole numbers in single
 * precision; one that is no row of the table gives zeros.
 */
export function gatherRows({ f32 }: Memory, from: number, to: number, width: number, rows: number, ids: number, table: number, out: number): void {
  for (let i = from; i < to; i++) {
    const id = f32[ids / 4 + i]!;
    const at = out / 4 + i * width;
    const source = table / 4 + Math.trunc(id) * width;
    if (id >= 0 && id < rows) f32.copyWithin(at, source, source + width);
    else f32.fill(0, at, at + width);
  }
}

/**
 * Rows `from` … `to` of a table of sums: row r is the sum of the values[i] with ids[i] = r, of i in order of 0 … `count`. Every call reads all ids
 * and writes its own rows, so any division gives the same bits.
 */
export function scatterAddRows({ f32 }: Memory, from: number, to: number, count: number, width: number, ids: number, values: number, table: number): void {
  f32.fill(0, table / 4 + from * width, table / 4 + to * width);
  for (let i = 0; i < count; i++) {
    const id = f32[ids / 4 + i]!;
    if (!(id >= from && id < to)) continue;
    const target = table / 4 + Math.trunc(id) * width;
    const source = values / 4 + i * width;
    for (let j = 0; j < width; j++) f32[target + j]! += f32[source + j]!;
  }
}
