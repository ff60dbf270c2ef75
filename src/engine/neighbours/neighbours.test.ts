import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { quietContext } from '../core/context.ts';
import { mulberry32 } from '../core/random.ts';
import { part } from './metric.ts';
import { nearest, neighbourhood } from './search.ts';

describe('nearest neighbours', () => {
  it('finds with and without the tree what sorting all distances finds, ties by the lower row', async () => {
    const metrics = fc.constantFrom<'euclidean' | 'manhattan' | 'chebyshev' | 'minkowski'>('euclidean', 'manhattan', 'chebyshev', 'minkowski');
    await expect(fc.assert(fc.asyncProperty(fc.constantFrom(7, 60, 450, 900), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 7 }), metrics, fc.integer(), async (rows, p, k, metric, seed) => {
      const random = mulberry32(seed);
      // Whole numbers from a few: plenty of equal distances.
      const grid = (n: number): Float64Array => Float64Array.from({ length: n * p }, () => Math.floor(random() * 6));
      const columns = Array.from({ length: p }, (_, j) => `x${j}`);
      const X = matrix(columns, grid(rows));
      const Q = matrix(columns, grid(15));
      const power = { euclidean: 2, manhattan: 1, chebyshev: Infinity, minkowski: 3 }[metric];
      const { index } = await nearest(neighbourhood(X, { nNeighbors: k, weights: 'uniform', metric, p: 3 }, 'test'), Q, quietContext());
      for (let q = 0; q < 15; q++) {
        const d = Float64Array.from({ length: rows }, (_, r) => {
          const parts = columns.map((_, j) => part(Q.values[q * p + j]! - X.values[r * p + j]!, power));
          return metric === 'chebyshev' ? Math.max(...parts) : parts.reduce((a, b) => a + b, 0);
        });
        const order = Array.from({ length: rows }, (_, r) => r).sort((a, b) => d[a]! - d[b]! || a - b);
        expect(Array.from(index.slice(q * k, (q + 1) * k))).toEqual(order.slice(0, k));
      }
    }), { numRuns: 60 })).resolves.toBeUndefined();
  });
});
