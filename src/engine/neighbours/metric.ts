/** `power` 1, 2 or any above for sums of |difference|^power, Infinity for the largest difference. */
export type Power = number;

export function powerOf(metric: 'minkowski' | 'euclidean' | 'manhattan' | 'chebyshev', p: number): Power {
  switch (metric) {
    case 'euclidean': return 2;
    case 'manhattan': return 1;
    case 'chebyshev': return Infinity;
    case 'minkowski': return p;
    default: return metric satisfies never;
  }
}

/** One coordinate's part of the reduced distance: the distance before its root is taken. */
export function part(difference: number, power: Power): number {
  if (power === 2) return difference * difference;
  if (power === 1 || power === Infinity) return Math.abs(difference);
  return Math.abs(difference) ** power;
}

/**
 * Reduced distance of row `i` of A to row `k` of B, both p wide. Added from the first column to the last, as every
 * export of it does, so that equal distances stay equal.
 */
export function reducedDistance(A: Float64Array, i: number, B: Float64Array, k: number, p: number, power: Power): number {
  const a = i * p;
  const b = k * p;
  let sum = 0;
  if (power === 2) {
    for (let j = 0; j < p; j++) {
      const d = A[a + j]! - B[b + j]!;
      sum += d * d;
    }
    return sum;
  }
  for (let j = 0; j < p; j++) {
    const piece = part(A[a + j]! - B[b + j]!, power);
    sum = power === Infinity ? Math.max(sum, piece) : sum + piece;
  }
  return sum;
}

export function fromReduced(reduced: number, power: Power): number {
  if (power === 2) return Math.sqrt(reduced);
  if (power === 1 || power === Infinity) return reduced;
  return reduced ** (1 / power);
}
