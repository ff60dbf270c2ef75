import { permutation } from '../../core/random.ts';

/** Rows to learn from and rows held out, both in order. */
export interface Bag {
  readonly train: Int32Array;
  readonly held: Int32Array;
}

/** Holds a share of the rows out, of every class alike; at least one row of every class is learned from. Classes and their order do not change who is drawn. */
export function makeBag(y: Float64Array, classes: number, share: number, random: () => number): Bag {
  const left = new Float64Array(Math.max(1, classes));
  const classOf = (i: number): number => (classes === 0 ? 0 : y[i]!);
  for (let i = 0; i < y.length; i++) left[classOf(i)]!++;
  for (let k = 0; k < left.length; k++) left[k] = Math.min(left[k]! - 1, Math.round(left[k]! * share));
  const isHeld = new Uint8Array(y.length);
  for (const i of permutation(y.length, random)) {
    if (left[classOf(i)]! <= 0) continue;
    left[classOf(i)]!--;
    isHeld[i] = 1;
  }
  const rows = Int32Array.from(y.keys());
  return { train: rows.filter((i) => isHeld[i] === 0), held: rows.filter((i) => isHeld[i] === 1) };
}
