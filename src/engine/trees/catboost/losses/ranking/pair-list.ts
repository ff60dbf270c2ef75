/** Pairs of rows of which the first should stand above the second, by query: those of query q are starts[q] … starts[q + 1] − 1. */
export class PairList {
  readonly starts: Int32Array;
  #winner = new Int32Array(1024);
  #loser = new Int32Array(1024);
  #weight = new Float32Array(1024);
  #count = 0;
  #query = 0;

  constructor(queries: number) {
    this.starts = new Int32Array(queries + 1);
  }

  clear(): void {
    this.#count = 0;
    this.#query = 0;
    this.starts.fill(0);
  }

  add(winner: number, loser: number, weight: number): void {
    if (this.#count === this.#winner.length) {
      const wider = <T extends Int32Array | Float32Array>(from: T, to: T): T => {
        to.set(from);
        return to;
      };
      this.#winner = wider(this.#winner, new Int32Array(2 * this.#count));
      this.#loser = wider(this.#loser, new Int32Array(2 * this.#count));
      this.#weight = wider(this.#weight, new Float32Array(2 * this.#count));
    }
    this.#winner[this.#count] = winner;
    this.#loser[this.#count] = loser;
    this.#weight[this.#count++] = weight;
  }

  /** All pairs of the next query have been added. */
  endQuery(): void {
    this.starts[++this.#query] = this.#count;
  }

  get winner(): Int32Array { return this.#winner; }
  get loser(): Int32Array { return this.#loser; }
  get weight(): Float32Array { return this.#weight; }
  get count(): number { return this.#count; }

  /** What each of `rows` weighs by its pairs. */
  rowWeights(out: Float64Array): void {
    out.fill(0);
    for (let i = 0; i < this.#count; i++) {
      out[this.#winner[i]!] = Math.fround(out[this.#winner[i]!]! + this.#weight[i]!);
      out[this.#loser[i]!] = Math.fround(out[this.#loser[i]!]! + this.#weight[i]!);
    }
  }
}
