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
