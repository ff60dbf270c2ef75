import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32, normal } from '../core/random.ts';
import { solveCholesky } from './cholesky.ts';
import { lbfgs } from './lbfgs.ts';
import { minimumNorm } from './least-squares.ts';
import { nonNegative } from './nnls.ts';
import { Reducer, type Triangle } from './qr.ts';

function reduce(rows: number, p: number, x: Float64Array, y: Float64Array, block?: number): Triangle {
  const reducer = new Reducer(p, block);
  for (let from = 0; from < rows; from += reducer.blockRows) {
    const count = Math.min(reducer.blockRows, rows - from);
    reducer.add(count, (i, j) => x[(from + i) * p + j]!, (i) => y[from + i]!);
  }
  return reducer.triangle();
}
const random = (n: number, seed: number): Float64Array => {
  const next = normal(mulberry32(seed));
  return Float64Array.from({ length: n }, next);
};
const residualOf = (rows: number, p: number, x: Float64Array, y: Float64Array, b: Float64Array): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => b.reduce((s, v, j) => s - v * x[i * p + j]!, y[i]!));

describe('least squares', () => {
  it('leaves a residual at right angles to every column, whatever the shape and the block', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 16 }), fc.integer(), (rows, p, block, seed) => {
      const x = random(rows * p, seed);
      const y = random(rows, seed + 1);
      const triangle = reduce(rows, p, x, y, block);
      const { x: b, rank } = minimumNorm(triangle);
      const r = residualOf(rows, p, x, y, b);
      for (let j = 0; j < p; j++) {
        const dot = r.reduce((s, v, i) => s + v * x[i * p + j]!, 0);
        expect(Math.abs(dot)).toBeLessThan(1e-8 * (1 + b.reduce((m, v) => Math.max(m, Math.abs(v)), 0)));
      }
      expect(rank).toBe(Math.min(rows, p));
      const left = rows >= p ? triangle.residual : 0;
      expect(r.reduce((s, v) => s + v * v, 0)).toBeCloseTo(left, 6);
    }));
  });

  it('shares a weight between equal columns, as the shortest solution does', () => {
    const x = Float64Array.from([1, 1, 0, 2, 2, 1, 3, 3, 0, 4, 4, 1]);
    const { x: b, rank } = minimumNorm(reduce(4, 3, x, Float64Array.from([2, 5, 6, 9])));
    expect(rank).toBe(2);
    [1, 1, 1].forEach((v, j) => expect(b[j]).toBeCloseTo(v, 12));
  });

  it('does not take a column in tiny units for rounding', () => {
    const x = Float64Array.from([1, 1e-18, 2, -1e-18, 3, 2e-18]);
    const { x: b, rank } = minimumNorm(reduce(3, 2, x, Float64Array.from([2, 1, 5])));
    expect(rank).toBe(2);
    expect(b[0]).toBeCloseTo(1, 12);
    expect(b[1]! / 1e18).toBeCloseTo(1, 12);
  });

  it('gives zero for columns of zeros', () => {
    const { x: b, rank } = minimumNorm(reduce(3, 2, new Float64Array(6), Float64Array.from([1, 2, 3])));
    expect([...b, rank]).toEqual([0, 0, 0]);
  });
});

describe('non-negative least squares', () => {
  it('meets the Karush-Kuhn-Tucker conditions', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.integer(), (p, seed) => {
      const rows = p + 20;
      const x = random(rows * p, seed);
      const y = random(rows, seed + 1);
      const b = nonNegative(reduce(rows, p, x, y));
      const r = residualOf(rows, p, x, y, b);
      b.forEach((v, j) => {
        const dot = r.reduce((s, u, i) => s + u * x[i * p + j]!, 0);
        expect(v).toBeGreaterThanOrEqual(0);
        expect(v > 0 ? Math.abs(dot) : dot).toBeLessThan(1e-8);
      });
    }));
  });
});

describe('Cholesky', () => {
  it('solves what is positive definite and refuses what is not', () => {
    const x = solveCholesky(Float64Array.from([4, 0, 2, 3]), Float64Array.from([8, 7]));
    expect(x?.[0]).toBeCloseTo(1.25, 14);
    expect(x?.[1]).toBeCloseTo(1.5, 14);
    expect(solveCholesky(Float64Array.from([1, 0, 2, 1]), Float64Array.from([1, 1]))).toBeNull();
  });
});

describe('L-BFGS', () => {
  it('finds the bottom of the Rosenbrock valley', async () => {
    const valley = (x: Float64Array, g: Float64Array): number => {
      let f = 0;
      g.fill(0);
      for (let i = 0; i + 1 < x.length; i++) {
        const a = x[i + 1]! - x[i]! ** 2;
        const b = 1 - x[i]!;
        f += 100 * a * a + b * b;
        g[i]! += -400 * a * x[i]! - 2 * b;
        g[i + 1]! += 200 * a;
      }
      return f;
    };
    const found = await lbfgs(valley, Float64Array.from([-1.2, 1, -1.2, 1, 0.5, -2]), { gradientTolerance: 1e-10, maxIterations: 500 });
    expect(found.converged).toBe(true);
    found.x.forEach((v) => expect(v).toBeCloseTo(1, 8));
  });
  it('says when it ran out of iterations', async () => {
    const bowl = (x: Float64Array, g: Float64Array): number => {
      g[0] = 4 * x[0]! ** 3;
      return x[0]! ** 4;
    };
    const found = await lbfgs(bowl, Float64Array.from([3]), { gradientTolerance: 1e-12, maxIterations: 2 });
    expect(found.converged).toBe(false);
    expect(found.iterations).toBe(2);
  });
});
