import type { Target } from './objective.ts';

export function weightedMean({ y, weight }: Target): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    const w = weight === null ? 1 : weight[i]!;
    sum += w * y[i]!;
    total += w;
  }
  return sum / total;
}
