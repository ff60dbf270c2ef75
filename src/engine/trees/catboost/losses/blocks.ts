import { LEAF_SUMS } from '../../../kernels/twins/oblivious.ts';

const LEAST = 16_384;
const MOST_BLOCKS = 32;

/** Rows in blocks that do not depend on the number of threads. */
export function blocksOf(rows: number): readonly (readonly [from: number, to: number])[] {
  // Even, so that rows pair up alike in every block.
  const size = Math.max(LEAST, 2 * Math.ceil(rows / MOST_BLOCKS / 2));
  return Array.from({ length: Math.ceil(rows / size) }, (_, b) => [b * size, Math.min(rows, (b + 1) * size)]);
}

/** Bytes of a block's sums. */
export const leafSumBytes = (leaves: number): number => (leaves + 1) * LEAF_SUMS * 8 + Math.ceil(leaves / 4) * 16;

/** Bytes of the room that losses need. */
export const lossBytes = (rows: number, leaves: number): number => blocksOf(rows).length * leafSumBytes(leaves) + leaves * 8;
