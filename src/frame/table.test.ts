import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { decodeTable, encodeTable, tableParts } from './codec.ts';
import { columnValues } from './column-values.ts';
import { FrameError } from './error.ts';
import { fromColumns } from './from-columns.ts';
import { imageTable } from './images/image-table.ts';
import { resizeImage } from './images/resize.ts';
import { narrowNumbers } from './narrow.ts';
import { rowWindow, rowsAt } from './row-window.ts';
import { scatterSample, spreadRows } from './scatter.ts';
import type { Table } from './table.ts';
import { toFeatures } from './to-features.ts';
import { csvCell, writeCsv } from './write-csv.ts';

const table = fromColumns([
  { name: 'n', values: [1, null, 3.5, -4, 70_000] },
  { name: 'c', values: ['b', 'a', null, 'b', 'ü'] },
  { name: 'd', values: [0, 86_400_000, null, 1e12, -1], type: 'date', dateFormat: 'yyyy-mm-dd' },
  { name: 't', values: ['one', null, '', '😀 three', 'x'.repeat(200)], type: 'text' },
], 2);

describe('codec', () => {
  const value = fc.option(fc.oneof(fc.double({ noNaN: true }), fc.integer()), { nil: null });
  const text = fc.option(fc.string({ unit: 'grapheme' }), { nil: null });

  it('gives back any table, and the same bytes for it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(value, text, text, value), { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (rows, chunkRows) => {
      const made = fromColumns([
        { name: '__proto__', values: rows.map((r) => r[0]), type: 'number' },
        { name: 'c', values: rows.map((r) => r[1]), type: 'category' },
        { name: 't', values: rows.map((r) => r[2]), type: 'text' },
        { name: 'd', values: rows.map((r) => r[3]), type: 'date', dateFormat: 'dd/mm/yyyy' },
      ], chunkRows);
      const bytes = encodeTable(made);
      expect(decodeTable(bytes)).toEqual(made);
      expect(encodeTable(decodeTable(bytes))).toEqual(bytes);
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      expect(decodeTable(shifted.subarray(1))).toEqual(made);
    }), { numRuns: 50 });
  });

  it('copies nothing where it need not', () => {
    const bytes = encodeTable(table);
    for (const column of decodeTable(bytes).chunks.flatMap((c) => c.columns)) expect((column.type === 'category' ? column.codes : column.type === 'text' ? column.bytes : column.values).buffer).toBe(bytes.buffer);
    expect(tableParts(table).reduce((n, p) => n + p.length, 0)).toBe(bytes.length);
  });

  it('refuses bytes that are no table, are cut off or were changed', () => {
    const bytes = encodeTable(table);
    expect(() => decodeTable(new Uint8Array(40))).toThrow(/not a table stored by Tablab/);
    for (let end = 0; end < bytes.length - 8; end += 7) expect(() => decodeTable(bytes.slice(0, end))).toThrow(FrameError);
    for (let at = 8; at < 16 + new DataView(bytes.buffer).getUint32(8, true); at += 3) {
      const changed = bytes.slice();
      changed[at]! ^= 21;
      let thrown: unknown = null;
      try {
        decodeTable(changed);
      } catch (error) {
        thrown = error;
      }
      expect(thrown === null || thrown instanceof FrameError).toBe(true);
    }
  });
});

describe('row windows', () => {
  it('shows rows across chunks, cut at the end', () => {
    const { rows, columns, cells } = rowWindow(table, 1, 99, null);
    expect(Array.from(rows)).toEqual([1, 2, 3, 4]);
    expect(columns).toEqual(['n', 'c', 'd', 't']);
    expect(cells.map((c) => Array.from<unknown>(c.values))).toEqual([
      [NaN, 3.5, -4, 70_000], ['a', null, 'b', 'ü'], [86_400_000, NaN, 1e12, -1], [null, '', '😀 three', 'x'.repeat(200)],
    ]);
    expect(rowWindow(table, 9, 5, ['n']).rows).toHaveLength(0);
  });

  it('shows named rows in their order, and says which is not there', () => {
    expect(rowsAt(table, [4, 0, 4], ['c']).cells[0]!.values).toEqual(['ü', 'b', 'ü']);
    expect(() => rowsAt(table, [5], null)).toThrow('There is no row 5: the table has 5 rows, counted from 0.');
    expect(() => rowWindow(table, 0, 1, ['nobody'])).toThrow(/There is no column "nobody".*"n", "c", "d", "t"/);
  });

  it('samples rows from everywhere', () => {
    const rows = spreadRows(1_000_000, 500);
    expect(rows).toHaveLength(500);
    expect(rows.every((row, k) => row >= k * 2_000 && row < (k + 1) * 2_000)).toBe(true);
    const sample = scatterSample(table, ['n', 'c'], 100);
    expect(Array.from(sample.rows)).toEqual([0, 1, 2, 3, 4]);
    expect(sample.columns[1]).toEqual({ name: 'c', values: ['b', 'a', null, 'b', 'ü'] });
  });
});

describe('toFeatures and columnValues', () => {
  it('gives numbers, codes and dates for named rows', () => {
    expect(toFeatures(table, [4, 1], ['d', 'n', 'c'])).toEqual({
      rows: 2,
      columns: [
        { kind: 'number', name: 'd', values: Float64Array.of(-1, 86_400_000) },
        { kind: 'number', name: 'n', values: Float64Array.of(70_000, NaN) },
        { kind: 'category', name: 'c', codes: Int32Array.of(2, 0), categories: ['a', 'b', 'ü'] },
      ],
    });
    expect(() => toFeatures(table, null, ['t'])).toThrow(/"t" is free text/);
  });

  it('reads a whole column', () => {
    expect(columnValues(table, 'c')).toEqual({ kind: 'category', codes: Int32Array.of(1, 0, -1, 1, 2), categories: ['a', 'b', 'ü'] });
    expect(columnValues(table, 't')).toEqual({ kind: 'text', values: ['one', null, '', '😀 three', 'x'.repeat(200)] });
  });

  it('narrows without losing a bit', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -200, max: 300 }), fc.float({ noNaN: true })), { maxLength: 20 }), (values) => {
      expect(Array.from(narrowNumbers(Float64Array.from(values), values.length, null))).toEqual(values);
    }));
    expect(narrowNumbers(Float64Array.of(-0, 1), 2, null)).toBeInstanceOf(Float32Array);
  });
});

describe('writeCsv', () => {
  it('is read back by PapaParse as it was, formulas aside', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', ';', '=', '-', '1', '.') }), { minLength: 1 }), (values) => {
      const parsed = Papa.parse<string[]>(writeCsv([{ name: 'x', values }, { name: 'y', values: values.map((_, k) => k) }]), { delimiter: ',', newline: '\r\n' });
      const expected = values.map((v) => (/^[=+\-@\t\r]/.test(v) && (v.trim() !== v || Number.isNaN(Number(v))) ? `'${v}` : v));
      expect(parsed.data.slice(1, -1).map((row) => row[0])).toEqual(expected);
    }));
  });

  it('disarms formulas and leaves numbers alone', () => {
    expect(['=1+1', '+1', '-2.5e3', '-x', '@SUM(A1)', '\tx', '-1+cmd', 'a=b', '=HYPERLINK("x")'].map((text) => csvCell(text))).toEqual(["'=1+1", '+1', '-2.5e3', "'-x", "'@SUM(A1)", "'\tx", "'-1+cmd", 'a=b', '"\'=HYPERLINK(""x"")"']);
    expect(writeCsv([{ name: '=x', values: [null, NaN, 1.5, -3] }, { name: 'd', values: [0, NaN, 1, 2], dateFormat: 'dd/mm/yyyy' }])).toBe("'=x,d\r\n,01/01/1970\r\n,\r\n1.5,01/01/1970\r\n-3,01/01/1970\r\n");
  });
});

describe('images', () => {
  const rgba = (pixels: readonly (readonly [number, number, number, number?])[]): Uint8ClampedArray => Uint8ClampedArray.from(pixels.flatMap(([r, g, b, a = 255]) => [r, g, b, a]));

  it('resizes by the mean of the covered area, shares of pixels included', () => {
    const strip = { width: 3, height: 1, rgba: rgba([[0, 0, 0], [90, 90, 90], [255, 255, 255]]) };
    expect(Array.from(resizeImage(strip, { width: 2, height: 1, channels: 1 }))).toEqual([30, 200]);
    expect(Array.from(resizeImage(strip, { width: 3, height: 1, channels: 1 }))).toEqual([0, 90, 255]);
    expect(Array.from(resizeImage(strip, { width: 6, height: 1, channels: 1 }))).toEqual([0, 0, 90, 90, 255, 255]);
  });

  it('weighs colours by Rec. 601 and shows transparency on white', () => {
    const image = { width: 3, height: 1, rgba: rgba([[255, 0, 0], [0, 255, 0], [0, 0, 0, 0]]) };
    expect(Array.from(resizeImage(image, { width: 3, height: 1, channels: 1 }))).toEqual([76, 150, 255]);
    expect(Array.from(resizeImage(image, { width: 1, height: 1, channels: 3 }))).toEqual([170, 170, 85]);
  });

  it('makes a table of them', async () => {
    const image = (label: string, v: number): { name: string; label: string; width: number; height: number; rgba: Uint8ClampedArray } => ({ name: `${label}.png`, label, width: 2, height: 1, rgba: rgba([[v, v, v], [0, 0, 0]]) });
    const made: Table = await imageTable([image('cat', 10), image('dog', 20), image('', 30)], { width: 2, height: 1, channels: 1 });
    expect(made.columns).toEqual([{ name: 'pixel_0', type: 'number' }, { name: 'pixel_1', type: 'number' }, { name: 'label', type: 'category', dictionary: ['cat', 'dog'] }]);
    expect(rowWindow(made, 0, 3, ['pixel_0', 'label']).cells.map((c) => Array.from<unknown>(c.values))).toEqual([[10, 20, 30], ['cat', 'dog', null]]);
    expect(decodeTable(encodeTable(made))).toEqual(made);
    await expect(imageTable([], { width: 2, height: 1, channels: 1 })).rejects.toThrow(/no images/);
    await expect(imageTable([{ ...image('cat', 1), width: 5 }], { width: 2, height: 1, channels: 1 })).rejects.toThrow(/not a decoded image of 5 × 1/);
  });
});
