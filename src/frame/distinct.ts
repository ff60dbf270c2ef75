import { hashKey } from './hash.ts';

/** Up to this many distinct values are counted exactly. */
export const EXACT = 10_000;
const INDEX_BITS = 15;
const REGISTERS = 1 << INDEX_BITS;
const RANKS = 32;

/**
 * Counts distinct values by their hashes: exactly while they are few (53-bit keys), then by HyperLogLog with 32,768 registers
 * (standard error 0.6 %) and Ertl's estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017),
 * which has no bias at any size.
 */
export class Distinct {
  #exact: Set<number> | null = new Set();
  readonly #registers = new Uint8Array(REGISTERS);

  add(pair: Uint32Array): void {
    if (this.#exact !== null) {
      this.#exact.add(hashKey(pair));
      if (this.#exact.size > EXACT) this.#exact = null;
    }
    const index = pair[0]! >>> (32 - INDEX_BITS);
    const rank = Math.clz32(pair[1]!) + 1;
    if (rank > this.#registers[index]!) this.#registers[index] = rank;
  }

  get exact(): boolean {
    return this.#exact !== null;
  }

  count(): number {
    return this.#exact?.size ?? Math.round(estimate(this.#registers));
  }
}

function estimate(registers: Uint8Array): number {
  const m = registers.length;
  const counts = new Float64Array(RANKS + 2);
  for (const r of registers) counts[r]!++;
  let z = m * tau(1 - counts[RANKS + 1]! / m);
  for (let k = RANKS; k >= 1; k--) z = 0.5 * (z + counts[k]!);
  z += m * sigma(counts[0]! / m);
  return (m * m) / (2 * Math.LN2 * z);
}

function sigma(x: number): number {
  if (x === 1) return Infinity;
  let power = x;
  let y = 1;
  let z = x;
  for (let before = NaN; z !== before; ) {
    power *= power;
    before = z;
    z += power * y;
    y += y;
  }
  return z;
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let root = x;
  let y = 1;
  let z = 1 - x;
  for (let before = NaN; z !== before; ) {
    root = Math.sqrt(root);
    before = z;
    y *= 0.5;
    z -= (1 - root) ** 2 * y;
  }
  return z / 3;
}
