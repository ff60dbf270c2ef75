import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnAt, columnsInView, edgesOf, extentOf, isScaled, offsetOf, offsetToShow, ROW_HEIGHT, rowsInView, scrollTopOf } from './geometry.ts';

describe('grid geometry', () => {
  it('scrolls short tables as they are', () => {
    const extent = extentOf(1000, 600);
    expect(isScaled(extent)).toBe(false);
    expect(offsetOf(extent, 1234)).toBe(1234);
    expect(scrollTopOf(extent, 1234)).toBe(1234);
  });
  it('reaches the first and the last row of fifty million', () => {
    const rows = 50_000_000;
    const extent = extentOf(rows, 600);
    expect(isScaled(extent)).toBe(true);
    expect(extent.shown).toBeLessThan(17_000_000);
    expect(offsetOf(extent, 0)).toBe(0);
    const bottom = offsetOf(extent, extent.shown - 600);
    expect(rowsInView(rows, bottom, 600, 0).end).toBe(rows);
    expect(bottom).toBe(rows * ROW_HEIGHT - 600);
  });
  it('goes there and back', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e8 }), fc.integer({ min: 50, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), (rows, view, share) => {
      const extent = extentOf(rows, view);
      const offset = share * Math.max(0, extent.full - view);
      expect(offsetOf(extent, scrollTopOf(extent, offset))).toBeCloseTo(offset, 1);
    }));
  });
  it('shows a row with the smallest move', () => {
    const extent = extentOf(100, 280);
    expect(offsetToShow(extent, 0, 3)).toBe(0);
    expect(offsetToShow(extent, 0, 10)).toBe(28);
    expect(offsetToShow(extent, 560, 3)).toBe(84);
    expect(offsetToShow(extent, 0, 99)).toBe(2520);
  });
  it('finds columns', () => {
    const edges = edgesOf([100, 50, 200]);
    expect([...edges]).toEqual([0, 100, 150, 350]);
    expect(columnAt(edges, 0)).toBe(0);
    expect(columnAt(edges, 99)).toBe(0);
    expect(columnAt(edges, 100)).toBe(1);
    expect(columnAt(edges, 9999)).toBe(2);
    expect(columnsInView(edges, 120, 20, 0)).toEqual({ start: 1, end: 2 });
    expect(columnsInView(edges, 0, 1000)).toEqual({ start: 0, end: 3 });
    expect(columnsInView(edgesOf([]), 0, 100)).toEqual({ start: 0, end: 0 });
  });
});
