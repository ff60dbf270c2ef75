import { mvsThreshold } from '../../kernels/twins/oblivious.ts';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { automaticRate } from './auto-rate.ts';
import { type BorderType, selectBorders } from './borders.ts';
import { ctrTable, findGroups } from './ctr-table.ts';
import { parseCtrs } from './ctr-spec.ts';
import { entropy, logSum } from './greedy-borders.ts';
import { isotonicLeaves, leafOrders } from './monotone.ts';
import { groupRows } from './projections.ts';
import { perColumn } from './resolve.ts';
import { sortSingles } from './sort-singles.ts';
import reference from './reference.json' with { type: 'json' };

describe('borders equal CatBoost\'s', () => {
  /** Sum of penalties of the bins. */
  const cost = (values: readonly number[], borders: ArrayLike<number>, type: string): number => {
    const bins = new Float64Array(borders.length + 1);
    for (const v of values) bins[Array.from(borders).filter((b) => v > b).length]!++;
    return bins.reduce((sum, rows) => sum + (type === 'MinEntropy' ? entropy(rows) : logSum(rows)), 0);
  };
  const isExact = (type: string): boolean => type === 'MaxLogSum' || type === 'MinEntropy';
  const found = (column: string, type: string, count: number): Float32Array => selectBorders(Float32Array.from(reference.columns[column as keyof typeof reference.columns]).sort(), count, type as BorderType);
  it.each(reference.borders.filter(({ type }) => !isExact(type)))('$type of $column, $count', ({ column, type, count, borders }) => {
    expect([...found(column, type, count)]).toEqual(borders.map(Math.fround));
  });
  it.each(reference.borders.filter(({ type }) => isExact(type)))('$type of $column, $count: as good, for there may be several as good', ({ column, type, count, borders }) => {
    const values = reference.columns[column as keyof typeof reference.columns];
    expect(cost(values, found(column, type, count), type)).toBeCloseTo(cost(values, borders, type), 6);
  });
  it('a constant column has none', () => expect(selectBorders(new Float32Array(9).fill(3), 10, 'GreedyLogSum')).toHaveLength(0));
});

it.each(reference.rates)('the automatic rate for $loss, $rows rows, $iterations trees', ({ loss, rows, iterations, watched, fromAverage, rate }) => {
  expect(automaticRate(loss, rows, iterations, watched, fromAverage)).toBeCloseTo(rate, 7);
});

describe('statistics of categories', () => {
  it('are read with their options, and refused with a sentence', () => {
    expect(parseCtrs('Borders:Prior=1/2:CtrBorderCount=7, Counter', 'simpleCtr')).toEqual([{ type: 'Borders', priors: [0.5], borders: 7 }, { type: 'Counter', priors: [0], borders: 15 }]);
    for (const bad of ['', 'Average', 'Borders:Prior=x', 'Borders:Prior=1/0', 'Counter:Size=3', 'Borders:CtrBorderCount=0']) expect(() => parseCtrs(bad, 'simpleCtr')).toThrow(/"simpleCtr"/);
  });
  it('find the groups of new rows, and none for combinations that training did not have', () => {
    const X = { ...matrix(['a', 'b', 'x'], Float64Array.of(0, 1, 5, 1, 1, 7, 0, 0, 9, Number.NaN, 1, 1)), categories: [['p', 'q'], ['r', 's'], null] };
    const categories = [{ column: 0, values: Int32Array.of(-1, 0, 1), codes: Int32Array.of(1, 2, 1, 0) }, { column: 1, values: Int32Array.of(0, 1), codes: Int32Array.of(1, 1, 0, 1) }];
    const floats = [{ column: 2, borders: Float32Array.of(6), nan: 'none' as const, bins: Uint8Array.of(0, 1, 1, 0) }];
    const projection = { categories: [0, 1], floats: [{ feature: 0, border: 0 }], oneHots: [] };
    const groups = groupRows(projection, categories, floats);
    const table = ctrTable(projection, groups, categories, floats, { count: 2, of: Uint8Array.of(0, 1, 1, 0) });
    expect([...findGroups(table, X)]).toEqual([...groups.ids]);
    const other = { ...X, values: Float64Array.of(0, 1, 8, 1, 0, 7, 2, 1, 7, Number.NaN, 1, 3) };
    expect([...findGroups(table, other)]).toEqual([-1, -1, -1, groups.ids[3]]);
  });
});

describe('monotone leaves', () => {
  it('are ordered by the constrained answers, within each of the other answers', () => {
    expect(leafOrders([1, 0, -1]).map((order) => [...order])).toEqual([[4, 0, 5, 1], [6, 2, 7, 3]]);
    expect(leafOrders([0, 0])).toEqual([]);
  });
  it('are pooled where they fall', () => {
    expect([...isotonicLeaves(Float64Array.of(3, 1, 2, 5), Float64Array.of(1, 3, 1, 1), [Int32Array.of(0, 1, 2, 3)])]).toEqual([1.5, 1.5, 2, 5]);
  });
});

it('constraints name columns, or are refused', () => {
  expect(perColumn('b: -1, a x:1', ['a x', 'b', 'c'], 'monotoneConstraints')).toEqual([1, -1, 0]);
  for (const bad of ['d: 1', 'b', 'b: 3']) expect(() => perColumn(bad, ['b'], 'monotoneConstraints')).toThrow(/"monotoneConstraints"/);
});

it('the threshold of minimal-variance sampling gives the number of rows that was asked for', () => {
  const sizes = Float64Array.of(0.1, 5, 0.4, 2, 9, 0.7, 0.2);
  const threshold = mvsThreshold(sizes, 0, sizes.length, 4);
  expect(sizes.reduce((sum, size) => sum + Math.min(1, size / threshold), 0)).toBeCloseTo(4, 12);
});

it('sorts single-precision numbers as the engine does', () => {
  const values = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i * 7.3) * 10 ** ((i % 13) - 6));
  values.set([0, -Infinity, Infinity, 1e-44, -1e-44]);
  expect(sortSingles(values.slice())).toEqual(values.slice().sort());
});
