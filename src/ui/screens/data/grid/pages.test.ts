import { describe, expect, it } from 'vitest';
import { decimalsOf, PAGE_COLUMNS, PAGE_ROWS, PageCache, pageKey, pagesOf, showCell, showNumber } from './pages.ts';

describe('grid pages', () => {
  it('covers the window, middle first', () => {
    const pages = pagesOf({ start: PAGE_ROWS - 1, end: PAGE_ROWS * 2 + 1 }, { start: 0, end: PAGE_COLUMNS + 1 });
    expect(new Set(pages.map(pageKey))).toEqual(new Set(['0:0', '0:1', '1:0', '1:1', '2:0', '2:1']));
    expect(pages[0]!.rowPage).toBe(1);
    expect(pagesOf({ start: 0, end: 0 }, { start: 0, end: 3 })).toEqual([]);
  });
  it('forgets the least recently used', () => {
    const cache = new PageCache();
    cache.put('first', []);
    for (let i = 0; i < 399; i++) cache.put(String(i), []);
    expect(cache.touch('first')).toBe(true);
    cache.put('one more', []);
    expect(cache.peek('first')).toEqual([]);
    expect(cache.peek('0')).toBeUndefined();
    expect(cache.touch('0')).toBe(false);
  });
  it('shows cells, the missing and the not yet here apart', () => {
    const numbers = { kind: 'number', values: Float64Array.from([1.5, Number.NaN]) } as const;
    expect(showCell(numbers, 0, 2)).toEqual({ text: '1.50', numeric: true });
    expect(showCell(numbers, 1, 2)).toBeNull();
    expect(showCell(numbers, 2, 2)).toBeUndefined();
    expect(showCell({ kind: 'text', values: ['a', null] }, 1, 0)).toBeNull();
    expect(showCell(undefined, 0, 0)).toBeUndefined();
  });
  it('writes numbers so that points line up', () => {
    expect(decimalsOf([1, 2.25, 3.5])).toBe(2);
    expect(decimalsOf([1, 2])).toBe(0);
    expect(decimalsOf([0.1234567])).toBe(4);
    expect(showNumber(-3, 1)).toBe('−3.0');
    expect(showNumber(2007, 0)).toBe('2007');
    expect(showNumber(0.00001, 4)).toBe('1.000e−5');
    expect(showCell({ kind: 'date', values: Float64Array.of(0, 3_600_000) }, 0, 0)?.text).toBe('1970-01-01');
    expect(showCell({ kind: 'date', values: Float64Array.of(0, 3_600_000) }, 1, 0)?.text).toBe('1970-01-01 01:00');
  });
});
