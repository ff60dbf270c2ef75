import { Recent } from './recent.ts';

/** Where the histograms of a combination's columns are, and the level of the tree they are of; −1 for none. */
export interface Kept {
  readonly histograms: readonly number[];
  level: number;
}

/** Space for histograms of combinations. While a tree grows they are kept, so that the next level need not look at all rows again. */
export class SpareHistograms {
  readonly places: number;
  readonly #free: (readonly number[])[];
  readonly #kept: Recent<Kept>;

  /** `addresses`: `columns` for each combination. */
  constructor(addresses: readonly number[], columns: number) {
    this.places = columns === 0 ? 0 : Math.floor(addresses.length / columns);
    this.#free = Array.from({ length: this.places }, (_, p) => addresses.slice(p * columns, (p + 1) * columns));
    this.#kept = new Recent(this.places, ({ histograms }) => this.#free.push(histograms));
  }

  /** Those of at most `places` combinations, by their keys; what was asked for longest ago makes room. */
  take(keys: readonly string[]): readonly Kept[] {
    for (const key of keys) this.#kept.get(key);
    return keys.map((key) => {
      const known = this.#kept.get(key);
      if (known) return known;
      this.#kept.makeRoom();
      const kept = { histograms: this.#free.pop()!, level: -1 };
      this.#kept.set(key, kept);
      return kept;
    });
  }
}
