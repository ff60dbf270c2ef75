/** Mulberry32, as in src/engine/core/random.ts: uniform numbers in [0, 1). */
export function uniform(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers as the sum of twelve uniform ones less six: no transcendental function, so the same on every machine. */
export const bell = (random) => {
  let sum = -6;
  for (let k = 0; k < 12; k++) sum += random();
  return sum;
};
