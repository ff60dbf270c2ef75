import { mulberry32, permutation } from '../core/random.ts';

/** Subsets of M columns, each with its weight in the Shapley regression. */
export interface Coalitions {
  readonly count: number;
  /** count × M: 1 where the column is present. */
  readonly masks: Uint8Array;
  /** Sums to one. */
  readonly weights: Float64Array;
  /** Every subset is in it: the values are exact, not estimates. */
  readonly exact: boolean;
}

/** n over k, in doubles; exact far beyond the sizes that are enumerated. */
function choose(n: number, k: number): number {
  let c = 1;
  for (let i = 0; i < k; i++) c = (c * (n - i)) / (i + 1);
  return Math.round(c);
}

/** Calls `visit` with the members of every k-subset of 0 … n − 1. */
function eachSubset(n: number, k: number, visit: (members: readonly number[]) => void): void {
  const members: number[] = Array.from({ length: k }, (_, i) => i);
  for (;;) {
    visit(members);
    let i = k - 1;
    while (i >= 0 && members[i] === n - k + i) i--;
    if (i < 0) return;
    members[i]!++;
    for (let j = i + 1; j < k; j++) members[j] = members[j - 1]! + 1;
  }
}

class MaskList {
  readonly #M: number;
  readonly #rows: Uint8Array[] = [];
  readonly #weights: number[] = [];
  readonly #place = new Map<string, number>();

  constructor(M: number) { this.#M = M; }

  get count(): number { return this.#rows.length; }

  push(mask: Uint8Array, weight: number): void {
    this.#rows.push(mask);
    this.#weights.push(weight);
  }

  /** One more draw of a mask that may have been drawn before. */
  draw(mask: Uint8Array): void {
    const key = mask.join('');
    const seen = this.#place.get(key);
    if (seen !== undefined) { this.#weights[seen]!++; return; }
    this.#place.set(key, this.count);
    this.push(mask, 1);
  }

  /** Scales the weights of everything from `from` on so that they add up to `total`. */
  rescale(from: number, total: number): void {
    let sum = 0;
    for (let i = from; i < this.count; i++) sum += this.#weights[i]!;
    for (let i = from; i < this.count; i++) this.#weights[i] = (this.#weights[i]! * total) / sum;
  }

  finish(exact: boolean): Coalitions {
    const masks = new Uint8Array(this.count * this.#M);
    this.#rows.forEach((mask, i) => masks.set(mask, i * this.#M));
    return { count: this.count, masks, weights: Float64Array.from(this.#weights), exact };
  }
}

const complement = (mask: Uint8Array): Uint8Array => mask.map((bit) => 1 - bit);

function drawRest(list: MaskList, M: number, sizes: readonly { readonly size: number; readonly weight: number }[], draws: number, random: () => number): void {
  const total = sizes.reduce((s, { weight }) => s + weight, 0);
  // Each mask is drawn with its complement, which halves the variance (Covert & Lee 2021).
  for (let drawn = 0; drawn < draws; drawn += 2) {
    let u = random() * total;
    const { size } = sizes.find(({ weight }) => (u -= weight) < 0) ?? sizes.at(-1)!;
    const mask = new Uint8Array(M);
    for (const j of permutation(M, random).subarray(0, size)) mask[j] = 1;
    list.draw(mask);
    list.draw(complement(mask));
  }
}

/**
 * Subsets for kernel SHAP (Lundberg & Lee 2017): whole sizes from the outside in (1 and M − 1, 2 and M − 2, …) while the budget
 * lasts, since they weigh most, then random draws of the sizes that are left.
 */
export function coalitions(M: number, budget: number, seed: number): Coalitions {
  const list = new MaskList(M);
  const half = Math.floor(M / 2);
  const sizes = Array.from({ length: half }, (_, i) => {
    const size = i + 1;
    const paired = size !== M - size;
    return { size, subsets: choose(M, size) * (paired ? 2 : 1), weight: ((M - 1) / (size * (M - size))) * (paired ? 2 : 1) };
  });
  const totalWeight = sizes.reduce((s, { weight }) => s + weight, 0);
  let left = budget;
  let whole = 0;
  for (const { size, subsets, weight } of sizes) {
    if (subsets > left) break;
    const each = weight / totalWeight / subsets;
    eachSubset(M, size, (members) => {
      const mask = new Uint8Array(M);
      for (const j of members) mask[j] = 1;
      list.push(mask, each);
      if (size !== M - size) list.push(complement(mask), each);
    });
    left -= subsets;
    whole++;
  }
  if (whole === sizes.length) return list.finish(true);
  const rest = sizes.slice(whole);
  const from = list.count;
  drawRest(list, M, rest, Math.max(left, 2), mulberry32(seed));
  list.rescale(from, rest.reduce((s, { weight }) => s + weight, 0) / totalWeight);
  return list.finish(false);
}
