/** Mulberry32: a 32-bit generator of uniform numbers in [0, 1). Same seed, same sequence, on every machine. */
export function mulberry32(seed: number): () => number {
  // In an array: a captured number above 2^31 would be made anew on every call.
  const state = Int32Array.of(seed);
  return () => {
    const a = (state[0]! + 0x6d2b79f5) | 0;
    state[0] = a;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** 0 … n − 1 in random order (Fisher–Yates). */
export function permutation(n: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const t = order[i]!;
    order[i] = order[j]!;
    order[j] = t;
  }
  return order;
}

/** Standard normal numbers (Box–Muller). */
export function normal(random: () => number): () => number {
  // In an array, as above.
  const spare = new Float64Array(1);
  let held = false;
  return () => {
    if (held) {
      held = false;
      return spare[0]!;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare[0] = radius * Math.sin(angle);
    held = true;
    return radius * Math.cos(angle);
  };
}

/**
 * Counter-based randomness: every number is a function of (seed, what for, when, which), never of how many were drawn
 * before. So a resumed training draws exactly what the uninterrupted one would have drawn.
 */
export function mix(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ (part | 0), 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

/** Uniform in [0, 1), the `i`-th of the stream `key`. */
export function uniformAt(key: number, i: number): number {
  let h = (key + Math.imul(i, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}
