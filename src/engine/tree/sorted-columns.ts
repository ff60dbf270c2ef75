import type { Matrix } from '../../frame/matrix.ts';
import { argsort } from '../math/argsort.ts';

/** values[j][row]: the columns of a matrix one by one. */
export function columnsOf({ rows, columns, values }: Matrix): readonly Float64Array[] {
  const p = columns.length;
  return Array.from({ length: p }, (_, j) => {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = values[i * p + j]!;
    return column;
  });
}

/** Rows by ascending value, those whose value is missing at the end in the order given. */
function sortedRows(column: Float64Array, rows: Int32Array): Int32Array {
  const known = rows.filter((row) => !Number.isNaN(column[row]!));
  if (known.length === rows.length) return argsort(column, rows);
  const order = new Int32Array(rows.length);
  order.set(argsort(column, known));
  order.set(rows.filter((row) => Number.isNaN(column[row]!)), known.length);
  return order;
}

/** What a split does to the rows of a node; rows whose value is missing go left or right together. */
interface Division {
  readonly feature: number;
  /** Rows that go left. */
  readonly count: number;
  readonly missingLeft: boolean;
}

/**
 * The training rows, sorted once by every column. A node is a stretch `from … to` of every order; splitting it
 * rearranges the stretch so that the left child's rows come first, still sorted. No node is ever sorted again.
 */
export class SortedColumns {
  readonly p: number;
  /** values[j][row]. */
  readonly values: readonly Float64Array[];
  /** order[j]: row numbers by ascending value of column j, missing values last. */
  readonly order: readonly Int32Array[];
  readonly #goesLeft: Uint8Array;
  readonly #spare: Int32Array;

  constructor(values: readonly Float64Array[], order: readonly Int32Array[]) {
    this.p = values.length;
    this.values = values;
    this.order = order;
    this.#goesLeft = new Uint8Array(values[0]!.length);
    this.#spare = new Int32Array(order[0]!.length);
  }

  static of(X: Matrix, rows: Int32Array): SortedColumns {
    const values = columnsOf(X);
    return new SortedColumns(values, values.map((column) => sortedRows(column, rows)));
  }

  /** The rows with weight only, for a tree that sees a part of them; nothing is sorted anew. */
  withWeight(weight: Float64Array): SortedColumns {
    return new SortedColumns(this.values, this.order.map((order) => order.filter((row) => weight[row]! > 0)));
  }

  /** Where the missing values of a stretch of column `feature` begin; `to` where there are none. */
  missingFrom(feature: number, from: number, to: number): number {
    const order = this.order[feature]!;
    const values = this.values[feature]!;
    if (!Number.isNaN(values[order[to - 1]!]!)) return to;
    let low = from;
    let high = to - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Number.isNaN(values[order[middle]!]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The rows that go left become the left part of the stretch, in every order. */
  partition(from: number, to: number, { feature, count, missingLeft }: Division): void {
    const chosen = this.order[feature]!;
    const missing = this.missingFrom(feature, from, to);
    const moved = missingLeft ? to - missing : 0;
    const known = from + count - moved;
    for (let r = from; r < missing; r++) this.#goesLeft[chosen[r]!] = r < known ? 1 : 0;
    for (let r = missing; r < to; r++) this.#goesLeft[chosen[r]!] = missingLeft ? 1 : 0;
    for (let j = 0; j < this.p; j++) {
      if (j === feature && moved === 0) continue;
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
