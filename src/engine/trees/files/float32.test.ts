import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFloat32, previousFloat32, widenThreshold } from './float32.ts';

const doubles = new Float64Array(1);
const wide = new BigInt64Array(doubles.buffer);

/** The double after a finite one that is not below zero, or before one that is. */
function away(value: number): number {
  doubles[0] = value;
  wide[0]! += 1n;
  return doubles[0]!;
}
/** The next larger double. */
function above(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  if (value > 0) return away(value);
  doubles[0] = value;
  wide[0]! -= 1n;
  return doubles[0]!;
}

describe('a threshold of single precision, for doubles', () => {
  it('is the largest double that rounds to at most it', () => {
    fc.assert(fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (threshold) => {
      const wider = widenThreshold(threshold);
      expect(Math.fround(wider)).toBeLessThanOrEqual(threshold);
      expect(Math.fround(above(wider))).toBeGreaterThan(threshold);
    }), { numRuns: 2000 });
  });

  it('is so at the ends, around zero and at powers of two', () => {
    const most = previousFloat32(Infinity);
    const least = nextFloat32(0);
    for (const threshold of [most, -most, least, -least, 0, 1, -1, 2 ** -126, -(2 ** -126), previousFloat32(1), nextFloat32(1)]) {
      const wider = widenThreshold(threshold);
      expect(Math.fround(wider)).toBeLessThanOrEqual(threshold);
      expect(Math.fround(above(wider))).toBeGreaterThan(threshold);
    }
  });

  it('beyond all numbers stays there', () => {
    expect(widenThreshold(Infinity)).toBe(Infinity);
    expect(Math.fround(widenThreshold(-Infinity))).toBe(-Infinity);
    expect(Math.fround(above(widenThreshold(-Infinity)))).toBe(-previousFloat32(Infinity));
  });
});
