import type { Matrix } from '../../frame/matrix.ts';
import { argsort } from '../math/argsort.ts';

/**
 * The training rows, sorted once by every column. A node is a stretch `from … to` of every order; splitting it
 * rearranges the stretch so that the left child's rows come first, still sorted. No node is ever sorted again.
 */
export class SortedColumns {
  readonly p: number;
  readonly rows: number;
  /** values[j][row]. */
  readonly values: readonly Float64Array[];
  /** order[j]: row numbers by ascending value of column j. */
  readonly order: readonly Int32Array[];
  readonly #goesLeft: Uint8Array;
  readonly #spare: Int32Array;

  constructor(X: Matrix, rows: Int32Array) {
    this.p = X.columns.length;
    this.rows = rows.length;
    this.values = Array.from({ length: this.p }, (_, j) => {
      const column = new Float64Array(X.rows);
      for (let i = 0; i < X.rows; i++) column[i] = X.values[i * this.p + j]!;
      return column;
    });
    this.order = this.values.map((column) => argsort(column, rows));
    this.#goesLeft = new Uint8Array(X.rows);
    this.#spare = new Int32Array(rows.length);
  }

  /** The first `count` rows of the stretch, in the order of column `feature`, become its left part in every order. */
  partition(from: number, to: number, feature: number, count: number): void {
    const chosen = this.order[feature]!;
    for (let r = from; r < to; r++) this.#goesLeft[chosen[r]!] = r < from + count ? 1 : 0;
    for (let j = 0; j < this.p; j++) {
      if (j === feature) continue;
      const order = this.order[j]!;
      let left = from;
      let right = 0;
      for (let r = from; r < to; r++) {
        const row = order[r]!;
        if (this.#goesLeft[row] === 1) order[left++] = row;
        else this.#spare[right++] = row;
      }
      order.set(this.#spare.subarray(0, right), left);
    }
  }
}
