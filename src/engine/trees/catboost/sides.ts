import { obliviousPick } from '../../kernels/twins/oblivious.ts';
import type { Field } from './field.ts';
import type { Part } from './part.ts';

/** Addresses of room: for row numbers, a byte a parent, an integer a leaf, and one number. */
export interface SideRoom {
  readonly rows: number;
  readonly upper: number;
  readonly marks: number;
  readonly found: number;
}

/**
 * Finds the rows of each parent's smaller child after a split, by the counts of all rows in the leaves; parent p's children are p and
 * p + parents. Returns their number.
 */
export function smallerSides({ backend }: Field, part: Part, leafOf: number, counts: Int32Array, room: SideRoom): number {
  const { i32, u8 } = backend.memory;
  const parents = counts.length >> 1;
  for (let p = 0; p < parents; p++) {
    const isUpper = counts[p + parents]! < counts[p]!;
    u8[room.upper + p] = isUpper ? 1 : 0;
    i32[(room.marks >> 2) + p] = isUpper ? 0 : 1;
    i32[(room.marks >> 2) + p + parents] = isUpper ? 1 : 0;
  }
  backend.run(obliviousPick, [[leafOf, part.rows, part.count, room.marks, room.rows, room.found]]);
  return i32[room.found >> 2]!;
}
