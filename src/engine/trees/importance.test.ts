import { describe, expect, it } from 'vitest';
import { type Measure, measureNames, treeImportance } from './importance.ts';
import { creditOf } from './shap/credit.ts';
import reference from './shap/reference.json';
import { readEnsemble } from './shap/reference.test-data.ts';

const own = (columns: number): ReturnType<typeof creditOf> => creditOf(Array.from({ length: columns }, (_, j) => [j]), columns);

describe('importance by how trees were built', () => {
  it('is XGBoost’s, by its names', () => {
    const e = readEnsemble(reference.boostedYesNo.ensemble);
    const got = new Map(treeImportance(e, own(e.columns.length), 1).map((m) => [m.measure, m.values]));
    const theirs: Readonly<Record<string, Readonly<Record<string, number>>>> = reference.boostedYesNo.importance;
    const names = measureNames('xgboost');
    expect(names.map(([, name]) => name).toSorted()).toEqual(Object.keys(theirs).toSorted());
    for (const [measure, name] of names) e.columns.forEach((column, j) => expect(got.get(measure)![j]! / theirs[name]![column]!).toBeCloseTo(1, 5));
  });

  it('is LightGBM’s', () => {
    const e = readEnsemble(reference.leafwise.ensemble);
    const got = new Map(treeImportance(e, own(e.columns.length), 1).map((m) => [m.measure, m.values]));
    reference.leafwise.importance.split.forEach((v, j) => expect(got.get('splits')![j]).toBe(v));
    reference.leafwise.importance.gain.forEach((v, j) => expect(got.get('gain')![j]).toBeCloseTo(v, 2));
  });

  it('is scikit-learn’s, with an interval over trees around it', () => {
    const e = readEnsemble(reference.forest.ensemble);
    const impurity = treeImportance(e, own(e.columns.length), 1).find((m) => m.measure === 'impurity')!;
    reference.forest.importance.forEach((v, j) => {
      expect(impurity.values[j]).toBeCloseTo(v, 8);
      const each = reference.forest.importanceByTree.map((tree) => tree[j]!);
      expect(impurity.low[j]).toBeGreaterThanOrEqual(Math.min(...each));
      expect(impurity.low[j]).toBeLessThan(impurity.values[j]!);
      expect(impurity.high[j]).toBeGreaterThan(impurity.values[j]!);
      expect(impurity.high[j]).toBeLessThanOrEqual(Math.max(...each));
    });
  });

  it('credits columns made of several equally', () => {
    const e = readEnsemble(reference.forest.ensemble);
    const values = (owners: number[][], columns: number, measure: Measure): Float64Array => treeImportance(e, creditOf(owners, columns), 1).find((m) => m.measure === measure)!.values;
    const fine = values([[0], [1], [2], [3], [4]], 5, 'gain');
    const coarse = values([[0], [1], [0, 1], [0], [1]], 2, 'gain');
    expect(coarse[0]).toBeCloseTo(fine[0]! + fine[3]! + fine[2]! / 2, 10);
    expect(coarse[1]).toBeCloseTo(fine[1]! + fine[4]! + fine[2]! / 2, 10);
  });
});
