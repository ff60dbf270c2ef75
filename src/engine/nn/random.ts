import { uniformAt } from '../core/random.ts';

export { mix } from '../core/random.ts';

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
