import { describe, expect, it } from 'vitest';
import { lightgbmDart, xgboostDart } from './dart.ts';

const ones = new Array<number>(400).fill(1);
const xgboost = { rateDrop: 0.2, skipDrop: 0, oneDrop: false, sampleType: 'uniform', normalizeType: 'tree', learningRate: 0.3, perRound: 1 } as const;
const lightgbm = { dropRate: 0.1, maxDrop: -1, skipDrop: 0, uniformDrop: false, xgboostDartMode: false, learningRate: 0.1, perRound: 2 } as const;
const rounds = Array.from({ length: 2000 }, (_, r) => r);
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('XGBoost\'s dart', () => {
  it('drops each tree with the probability asked for, and weighs as the library does', () => {
    const dart = xgboostDart(xgboost, 1);
    expect(mean(rounds.map((r) => dart(r, ones).trees.length)) / 400).toBeCloseTo(0.2, 1.7);
    const { trees, old, fresh } = dart(7, ones);
    expect(old).toBeCloseTo(trees.length / (trees.length + 0.3), 12);
    expect(fresh).toBeCloseTo(1 / (trees.length + 0.3), 12);
    expect(dart(7, ones)).toEqual(xgboostDart(xgboost, 1)(7, ones));
    expect(xgboostDart({ ...xgboost, normalizeType: 'forest' }, 1)(7, ones).old).toBeCloseTo(1 / 1.3, 12);
  });
  it('skips rounds, drops at least one where asked to, and heavier trees sooner', () => {
    expect(rounds.filter((r) => xgboostDart({ ...xgboost, skipDrop: 0.5 }, 1)(r, ones).trees.length === 0).length / 2000).toBeCloseTo(0.5, 1.3);
    expect(rounds.every((r) => xgboostDart({ ...xgboost, rateDrop: 0, oneDrop: true }, 1)(r, ones).trees.length === 1)).toBe(true);
    const heavy = ones.map((_, t) => (t < 200 ? 3 : 1));
    const dropped = rounds.flatMap((r) => xgboostDart({ ...xgboost, sampleType: 'weighted' }, 1)(r, heavy).trees);
    expect(dropped.filter((t) => t < 200).length / dropped.length).toBeCloseTo(0.75, 1.5);
  });
  it('has nothing to drop in the first round', () => {
    expect(xgboostDart({ ...xgboost, oneDrop: true }, 1)(0, [])).toEqual({ trees: [], old: 1, fresh: 1 });
  });
});

describe('LightGBM\'s dart', () => {
  it('drops whole rounds, and weighs as the library does', () => {
    const { trees, old, fresh } = lightgbmDart(lightgbm, 1)(9, ones);
    const k = trees.length / 2;
    expect(trees.every((t) => trees.includes(t ^ 1))).toBe(true);
    expect(old).toBeCloseTo(k / (k + 1), 12);
    expect(fresh).toBeCloseTo(1 / (k + 1), 12);
    expect(lightgbmDart({ ...lightgbm, xgboostDartMode: true }, 1)(9, ones).fresh).toBeCloseTo(1 / (k + 0.1), 12);
    expect(mean(rounds.map((r) => lightgbmDart(lightgbm, 1)(r, ones).trees.length / 2)) / 200).toBeCloseTo(0.1, 1.7);
  });
  it('drops no more rounds than asked for, and skips some', () => {
    expect(Math.max(...rounds.map((r) => lightgbmDart({ ...lightgbm, maxDrop: 3, uniformDrop: true, dropRate: 1 }, 1)(r, ones).trees.length))).toBeLessThanOrEqual(6);
    expect(rounds.filter((r) => lightgbmDart({ ...lightgbm, skipDrop: 0.5 }, 1)(r, ones).trees.length === 0).length / 2000).toBeCloseTo(0.5, 1.3);
  });
});
