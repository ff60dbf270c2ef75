import type { Batch } from '../../src/engine/nn/train/parts.ts';
import type { Case } from './cases.ts';

export const OPTIMIZER = { kind: 'adam', learningRate: 1e-3, momentum: 0, nesterov: false, beta1: 0.9, beta2: 0.999, rho: 0.9, epsilon: 1e-7, weightDecay: 0 } as const;
export const BATCHES = 8;

/** Batches that differ, of made-up rows. */
export function batchesOf(c: Case): readonly Batch[] {
  const inputs = c.input.reduce((a, b) => a * b, 1);
  const random = (i: number): number => Math.sin(i * 12.9898) * 43758.5453 % 1;
  return Array.from({ length: BATCHES }, (_, q) => {
    const x = Float32Array.from({ length: c.batch * inputs }, (_v, i) => 2 * random(i + q * 7919));
    const y = c.loss === 'mse' ? Float32Array.from({ length: c.batch * c.outputs }, (_v, i) => x[Math.floor(i / c.outputs) * inputs + (i % c.outputs)]!) : Float32Array.from({ length: c.batch * c.outputs }, (_v, i) => (c.outputs === 1 ? Number(random(i + q) > 0) : Number(i % c.outputs === (Math.floor(i / c.outputs) * 7 + q) % c.outputs)));
    return { rows: c.batch, x, y, weight: new Float32Array(c.batch).fill(1) };
  });
}
