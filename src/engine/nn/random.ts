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

/** 0 with probability `rate`, else 1 / (1 − rate): multiplied with activations, it keeps their mean. */
export function dropoutMask(size: number, rate: number, key: number): Float32Array {
  const keep = 1 / (1 - rate);
  const mask = new Float32Array(size);
  for (let i = 0; i < size; i++) mask[i] = uniformAt(key, i) < rate ? 0 : keep;
  return mask;
}

/** Normal numbers of deviation `sd` (Box–Muller). */
export function noise(size: number, sd: number, key: number): Float32Array {
  const out = new Float32Array(size);
  for (let i = 0; i < size; i += 2) {
    const radius = sd * Math.sqrt(-2 * Math.log(1 - uniformAt(key, i)));
    const angle = 2 * Math.PI * uniformAt(key, i + 1);
    out[i] = radius * Math.cos(angle);
    if (i + 1 < size) out[i + 1] = radius * Math.sin(angle);
  }
  return out;
}
