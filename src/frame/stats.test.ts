import { describe, expect, it } from 'vitest';
import { ranks } from './association.ts';
import { associationWith } from './association-with.ts';
import { correlationOf } from './correlation.ts';
import { Distinct } from './distinct.ts';
import { boxOf, distributionOf } from './distribution.ts';
import { duplicateRows } from './duplicate-rows.ts';
import { FrameError } from './error.ts';
import { fromColumns } from './from-columns.ts';
import { hashBytes, hashNumber } from './hash.ts';
import { histogramOf } from './histogram.ts';
import { profileTable } from './profile-table.ts';
import { quantile } from './quantile.ts';
import reference from './reference.json' with { type: 'json' };

const numbers = ['x', 'y', 'ties', 'skewed'] as const;
const words = ['colour', 'shape'] as const;
// Chunks of 64 rows, so that every verb crosses their borders.
const table = fromColumns(reference.columns.map(({ name, values }) => ({ name, values, ...(name === 'note' && { type: 'text' as const }) })), 64);
const close = (a: ArrayLike<number>, b: ArrayLike<number>, within = 1e-10): void => {
  expect(a).toHaveLength(b.length);
  for (let i = 0; i < b.length; i++) expect(Math.abs(a[i]! - b[i]!)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(b[i]!)));
};

describe('profileTable', () => {
  it.each(numbers)('says of %s what pandas and numpy say', async (name) => {
    const { columns } = await profileTable(table);
    const mine = columns.find((c) => c.name === name)!;
    const theirs = reference.profile[name];
    expect([mine.missing, mine.distinct, mine.distinctExact]).toEqual([theirs.missing, theirs.distinct, true]);
    const { min, max, mean, sd, quartiles } = mine.numeric!;
    close([min, max, mean, sd, ...quartiles], [theirs.min, theirs.max, theirs.mean, theirs.sd, ...theirs.quartiles]);
  });

  it.each(['x', 'y', 'skewed'] as const)('draws the histogram of %s as numpy does', async (name) => {
    const { histogram } = (await profileTable(table)).columns.find((c) => c.name === name)!.numeric!;
    close(histogram.edges, reference.profile[name].histogram.edges, 1e-12);
    expect(Array.from(histogram.counts)).toEqual(reference.profile[name].histogram.counts);
  });

  it.each([...words, 'note'] as const)('counts the values of %s as pandas does', async (name) => {
    const mine = (await profileTable(table)).columns.find((c) => c.name === name)!;
    const theirs = reference.profile[name];
    expect([mine.missing, mine.distinct]).toEqual([theirs.missing, theirs.distinct]);
    const counts = new Map(Object.entries(theirs.counts));
    expect(mine.top!.map((t) => counts.get(t.value))).toEqual(mine.top!.map((t) => t.count));
    expect(mine.top!.map((t) => t.count)).toEqual([...counts.values()].slice(0, 50));
  });

  it('counts repeated rows as pandas does', async () => {
    expect((await profileTable(table)).duplicateRows).toBe(reference.duplicateRows);
    expect(await duplicateRows(fromColumns([{ name: 'a', values: [1, 1, 2, null, null] }, { name: 'b', values: ['x', 'x', 'x', null, null], type: 'text' }]))).toBe(2);
  });

  it('has an answer for columns of one value, of none, and of infinities', async () => {
    const odd = await profileTable(fromColumns([{ name: 'same', values: [3, 3, 3] }, { name: 'none', values: [null, null, null] }, { name: 'infinite', values: [1, Infinity, -2] }]));
    expect(odd.columns[0]).toMatchObject({ distinct: 1, numeric: { min: 3, max: 3, sd: 0, integers: true, histogram: { edges: Float64Array.of(2.5, 3.5), counts: Float64Array.of(3) } } });
    expect(odd.columns[1]).toMatchObject({ missing: 3, distinct: 0, numeric: null });
    expect(odd.columns[2]).toMatchObject({ distinct: 3, numeric: { max: Infinity, mean: -0.5, negatives: 1, integers: false } });
  });

  it('stops when cancelled', async () => {
    await expect(profileTable(table, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('Distinct', () => {
  it.each([10_000, 10_001, 40_000, 90_000, 300_000, 1_000_000])('counts %d values, exactly or within 2 %%', (n) => {
    const pair = new Uint32Array(2);
    const byNumber = new Distinct();
    const byText = new Distinct();
    const encoder = new TextEncoder();
    for (let k = 0; k < n; k++) {
      hashNumber(k * 0.25, pair);
      byNumber.add(pair);
      const bytes = encoder.encode(`value ${k}`);
      hashBytes(bytes, 0, bytes.length, pair);
      byText.add(pair);
    }
    for (const counter of [byNumber, byText]) {
      expect(counter.exact).toBe(n <= 10_000);
      expect(Math.abs(counter.count() - n)).toBeLessThanOrEqual(counter.exact ? 0 : n * 0.02);
    }
  });
});

describe('correlationOf', () => {
  it('agrees with pandas and scipy', async () => {
    const found = await correlationOf(table, [...numbers, ...words]);
    const n = found.columns.length;
    const at = (values: Float64Array, a: string, b: string): number => values[found.columns.indexOf(a) * n + found.columns.indexOf(b)]!;
    numbers.forEach((a, i) => {
      close(numbers.map((b) => at(found.values, a, b)), reference.pearson[i]!);
      close(numbers.map((b) => at(found.spearman, a, b)), reference.spearman[i]!);
      expect(numbers.map((b) => at(found.counts, a, b))).toEqual(reference.pairs[i]);
    });
    for (const [pair, value] of Object.entries(reference.eta)) {
      const [category, number] = pair.split(' ') as [string, string];
      close([at(found.values, category, number), at(found.values, number, category)], [value, value]);
      expect(at(found.spearman, category, number)).toBeNaN();
    }
    close([at(found.values, 'colour', 'shape'), at(found.values, 'colour', 'colour')], [reference.cramersV, 1]);
    expect(found.kinds).toEqual(['number', 'number', 'number', 'number', 'category', 'category']);
  });

  it('says the same of every column against one, however many there are', async () => {
    const { columns, values, counts } = await correlationOf(table, null);
    for (const target of ['x', 'colour']) {
      const found = await associationWith(table, target);
      const t = columns.indexOf(target);
      expect(found.columns).toEqual(columns.filter((name) => name !== target));
      expect(found.kind).toBe(target === 'x' ? 'number' : 'category');
      found.columns.forEach((name, i) => {
        close([found.values[i]!], [values[t * columns.length + columns.indexOf(name)]!]);
        expect(found.counts[i]).toBe(counts[t * columns.length + columns.indexOf(name)]);
      });
    }
    const wide = fromColumns([{ name: 'y', values: [1, 2, 3, 4] }, ...Array.from({ length: 100 }, (_, j) => ({ name: `c${j}`, values: [4, 3, 2, j === 70 ? 1 : 9] }))]);
    const strongest = await associationWith(wide, 'y');
    expect(strongest.columns).toHaveLength(100);
    expect(strongest.values[70]).toBeCloseTo(-1, 12);
    expect((await associationWith(table, 'note')).columns).toEqual([]);
  });

  it('leaves text out unless asked, and then says why it cannot', async () => {
    expect((await correlationOf(table, null)).columns).toEqual([...numbers, ...words]);
    await expect(correlationOf(table, ['x', 'note'])).rejects.toThrow(/"note" is free text/);
    await expect(correlationOf(table, ['nobody'])).rejects.toThrow(FrameError);
  });

  it('has no value for a constant column', async () => {
    const { values } = await correlationOf(fromColumns([{ name: 'a', values: [1, 2, 3] }, { name: 'b', values: [5, 5, 5] }, { name: 'c', values: ['k', 'k', 'k'] }]), null);
    expect(Array.from(values, (v) => (Number.isNaN(v) ? null : Number(v.toFixed(12))))).toEqual([1, null, null, null, null, null, null, null, null]);
  });

  it('shares ranks between equal values', () => {
    expect(Array.from(ranks(Float64Array.of(3, 1, NaN, 3, 2)))).toEqual([3.5, 1, NaN, 3.5, 2]);
  });
});

describe('distributionOf', () => {
  it('groups numbers by the classes of a column, missing ones apart', async () => {
    const found = await distributionOf(table, 'skewed', 'colour');
    expect(found.groups).toEqual(['blue', 'green', 'red', '(missing)']);
    for (const [k, name] of (['blue', 'green', 'red'] as const).entries()) {
      const { q1, median, q3, mean, count } = found.boxes![k]!;
      const theirs = reference.boxes[name];
      close([q1, median, q3, mean, count], [theirs.q1, theirs.median, theirs.q3, theirs.mean, theirs.count]);
    }
    const all = found.histogram!.counts.reduce((sum, counts) => sum + counts.reduce((a, b) => a + b, 0), 0);
    expect(all).toBe(table.rows);
  });

  it('counts categories by the quarters of a number, and texts', async () => {
    const found = await distributionOf(table, 'colour', 'skewed');
    expect(found.groups).toHaveLength(4);
    expect(found.bars!.values).toEqual(['red', 'green', 'blue']);
    expect(found.bars!.values.map((_, k) => found.bars!.counts.reduce((sum, c) => sum + c[k]!, 0))).toEqual(Object.values(reference.profile.colour.counts));
    const notes = await distributionOf(table, 'note', null);
    expect(notes.bars!.values).toHaveLength(30);
    expect(notes.bars!.values[29]).toBe('Other');
    expect(notes.bars!.counts[0]!.reduce((a, b) => a + b, 0)).toBe(table.rows - reference.profile.note.missing);
  });

  it("puts whiskers at the outermost values within Tukey's fences", () => {
    expect(boxOf(Float64Array.of(-50, 1, 2, 3, 4, 5, 100))).toMatchObject({ low: 1, q1: 1.5, median: 3, q3: 4.5, high: 5, count: 7 });
  });
});

describe('histogramOf and quantile', () => {
  it('gives whole numbers of a short range a bin each', () => {
    const { edges, counts } = histogramOf([1, 2, 2, 5, NaN]);
    expect(Array.from(edges)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
    expect(Array.from(counts)).toEqual([1, 2, 0, 0, 1]);
    expect(histogramOf([]).counts).toHaveLength(0);
  });

  it('keeps between 10 and 40 bins and every value', () => {
    for (const values of [Array.from({ length: 5_000 }, (_, k) => Math.tan(k)), [0.1, 0.2, 0.3], [0, 0, 0, 0, 1e-9]]) {
      const { counts } = histogramOf(values);
      expect(counts.length).toBeGreaterThanOrEqual(10);
      expect(counts.length).toBeLessThanOrEqual(40);
      expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
    }
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
