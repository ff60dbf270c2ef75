import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '../core/random.ts';
import { argsort } from './argsort.ts';

describe('argsort', () => {
  it.each([3, 500, 5000])('orders %d numbers of any size and sign as a comparison sort does, equal ones in their order', (n) => {
    expect(() => fc.assert(fc.property(fc.integer(), (seed) => {
      const random = mulberry32(seed);
      const values = Float64Array.from({ length: n }, () => (random() < 0.3 ? Math.floor(random() * 5) - 2 : (random() - 0.5) * 10 ** Math.floor(random() * 600 - 300)) * (random() < 0.1 ? -0 : 1));
      const rows = Int32Array.from({ length: n }, (_, i) => n - 1 - i);
      const expected = Array.from(rows).sort((a, b) => values[a]! - values[b]!);
      expect(Array.from(argsort(values, rows))).toEqual(expected);
    }), { numRuns: 20 })).not.toThrow();
  });
});
