import fc from 'fast-check';
import { expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { onEveryBackend } from '../../checks/every-backend.ts';
import { quietContext } from '../../core/context.ts';
import type { Backend } from '../../kernels/backend.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { bin, binMemory } from './bin.ts';
import type { BinnedDataset, BinOptions } from './binned.ts';

const ctx = quietContext();
const threads = processThreads(4);
const bytesFor = (X: Matrix): number => {
  const { kept, passing } = binMemory(X.rows, X.columns.length, 4, 10_000);
  return kept + passing;
};
const binsOf = ({ backend, rows, stride, rowBins, columnBins, features }: BinnedDataset) => ({
  features,
  byRow: backend.memory.u8.slice(rowBins, rowBins + rows * stride),
  byColumn: backend.memory.u8.slice(columnBins, columnBins + rows * features.length),
});

const cell = fc.oneof({ weight: 6, arbitrary: fc.double({ min: -5, max: 5, noNaN: true }) }, { weight: 3, arbitrary: fc.integer({ min: -3, max: 3 }) }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const matrices = fc.integer({ min: 1, max: 6 }).chain((p) => fc.array(fc.array(cell, { minLength: p, maxLength: p }), { minLength: 1, maxLength: 2500 }).map((rows): Matrix => ({
  rows: rows.length, columns: Array.from({ length: p }, (_, j) => `c${j}`), values: Float64Array.from(rows.flat()),
})));
const options = fc.record({ flavour: fc.constantFrom('xgboost' as const, 'lightgbm' as const), maxBin: fc.integer({ min: 2, max: 255 }) });

it('gives the same bins from twins, WebAssembly and any number of threads, and a bin is the number of thresholds below the value', async () => {
  await fc.assert(fc.asyncProperty(matrices, options, async (X, option) => {
    const all = await onEveryBackend([treeKernels], bytesFor(X), threads, async (backend) => binsOf(await bin(X, option, backend, ctx)));
    for (const other of all.slice(1)) expect(other).toEqual(all[0]);
    const { features, byRow, byColumn } = all[0]!;
    const p = X.columns.length;
    features.forEach((feature, j) => {
      if (feature.kind !== 'number') throw new TypeError('not a number column');
      expect(feature.bins).toBeLessThanOrEqual(option.maxBin);
      for (let i = 0; i < X.rows; i++) {
        const v = option.flavour === 'xgboost' ? Math.fround(X.values[i * p + j]!) : X.values[i * p + j]!;
        const expected = Number.isNaN(v) ? feature.missing : feature.thresholds.reduce((n, t) => n + Number(t < v), 0);
        expect(byRow[i * Math.ceil(p / 4) * 4 + j]).toBe(expected);
        expect(byColumn[j * X.rows + i]).toBe(expected);
      }
    });
  }), { numRuns: 30 });
});

const onTwins = async <T>(X: Matrix, option: BinOptions, look: (binned: BinnedDataset) => T): Promise<T> =>
  (await onEveryBackend([treeKernels], bytesFor(X), threads, async (backend: Backend) => look(await bin(X, option, backend, ctx))))[0]!;

it('bins categories by code, rare ones of very many together, and missing ones apart', async () => {
  const names = Array.from({ length: 400 }, (_, k) => `k${k}`);
  const codes = [...Array.from({ length: 1000 }, (_, i) => i % 300), Number.NaN];
  const X: Matrix = { rows: codes.length, columns: ['c'], values: Float64Array.from(codes), categories: [names] };
  const { feature, rowBins } = await onTwins(X, { flavour: 'xgboost', maxBin: 256 }, ({ features, backend, rowBins, stride }) => ({ feature: features[0]!, rowBins: codes.map((_, i) => backend.memory.u8[rowBins + i * stride]!) }));
  if (feature.kind !== 'category') throw new TypeError('not a category column');
  expect(feature).toMatchObject({ bins: 255, missing: 255, other: 254 });
  expect(rowBins.at(-1)).toBe(255);
  const back = rowBins.slice(0, -1).map((b) => feature.codes[b]);
  expect(back).toEqual(codes.slice(0, -1).map((code) => (feature.codes.includes(code) ? code : -1)));

  const few: Matrix = { rows: 5, columns: ['c'], values: Float64Array.of(2, 0, 2, 2, 0), categories: [['a', 'b', 'c']] };
  expect(await onTwins(few, { flavour: 'xgboost', maxBin: 256 }, ({ features }) => features[0])).toMatchObject({ bins: 3, other: -1, missing: -1, codes: Int32Array.of(0, 1, 2) });
  expect(await onTwins(few, { flavour: 'lightgbm', maxBin: 255 }, ({ features }) => features[0])).toMatchObject({ bins: 2, other: -1, codes: Int32Array.of(2, 0) });
});

it('a column that is all missing has one bin that no value is in', async () => {
  const X: Matrix = { rows: 3, columns: ['c'], values: new Float64Array(3).fill(Number.NaN) };
  for (const flavour of ['xgboost', 'lightgbm'] as const) {
    expect(await onTwins(X, { flavour, maxBin: 16 }, ({ features }) => features[0])).toMatchObject({ bins: 1, missing: 1 });
  }
});
