import type { TreeEnsemble } from '../ensemble.ts';
import { floorFloat32, widenThreshold } from '../files/float32.ts';

/** Thresholds that ranks of one byte tell apart. */
const MOST = 255;

/** Thresholds of a column that are next to one another, and the columns of ranks that are made by them. */
export interface Ladder {
  readonly feature: number;
  /** Ascending, each once; `null` for categories. */
  readonly thresholds: Float64Array | null;
  /** Columns of bytes: where missing values are below, and above, all thresholds; −1 where no node asks. */
  left: number;
  right: number;
}

/** What a number node asks of ranks: the row goes right where the column's is above `rank`. */
export interface Rung {
  readonly column: number;
  readonly rank: number;
}

/** Where the nodes of an ensemble find what they ask for, in columns of bytes. */
export class Ladders {
  readonly all: Ladder[] = [];
  /** Columns of bytes. */
  columns = 0;
  readonly #numbers = new Map<number, readonly Ladder[]>();
  readonly #categories = new Map<number, Ladder>();
  /** Of every node, for values as they are: rounding is in the threshold. */
  readonly #threshold: Float64Array;
  readonly #ensemble: TreeEnsemble;

  constructor(ensemble: TreeEnsemble) {
    const { feature, set, threshold, float32 } = ensemble;
    this.#ensemble = ensemble;
    this.#threshold = float32 ? threshold.map((t, node) => (feature[node]! < 0 ? 0 : widenThreshold(floorFloat32(t)))) : threshold;
    const found = new Map<number, number[]>();
    feature.forEach((j, node) => {
      if (j < 0 || set[node]! >= 0) return;
      const thresholds = found.get(j);
      if (thresholds) thresholds.push(this.#threshold[node]!);
      else found.set(j, [this.#threshold[node]!]);
    });
    for (const [j, thresholds] of found) {
      const sorted = Float64Array.from(thresholds).sort().filter((t, i, all) => i === 0 || t !== all[i - 1]);
      const ladders = Array.from({ length: Math.ceil(sorted.length / MOST) }, (_, k): Ladder => ({ feature: j, thresholds: sorted.subarray(k * MOST, (k + 1) * MOST), left: -1, right: -1 }));
      this.#numbers.set(j, ladders);
      this.all.push(...ladders);
    }
  }

  /** The rung of a number node. */
  number(node: number): Rung {
    const { feature, missingLeft } = this.#ensemble;
    const threshold = this.#threshold[node]!;
    const ladder = this.#numbers.get(feature[node]!)!.find(({ thresholds }) => threshold <= thresholds![thresholds!.length - 1]!)!;
    const side = missingLeft[node] === 1 ? 'left' : 'right';
    if (ladder[side] < 0) ladder[side] = this.columns++;
    return { column: ladder[side], rank: indexIn(ladder.thresholds!, threshold) };
  }

  /** The first of the two columns that a category node asks for. */
  category(node: number): number {
    const feature = this.#ensemble.feature[node]!;
    let ladder = this.#categories.get(feature);
    if (!ladder) {
      ladder = { feature, thresholds: null, left: this.columns, right: -1 };
      this.columns += 2;
      this.#categories.set(feature, ladder);
      this.all.push(ladder);
    }
    return ladder.left;
  }
}

function indexIn(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
