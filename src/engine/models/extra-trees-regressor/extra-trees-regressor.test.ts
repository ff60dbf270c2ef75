import { describe, expect, it } from 'vitest';
import type { AnyAlgorithm } from '../../core/algorithm.ts';
import { apart, type ForestReference, tryCase } from '../../trees/forest/forest-case.ts';
import { extraTreesRegressorModel } from './model.ts';
import given from './reference.json' with { type: 'json' };

const reference = given as unknown as ForestReference;
const model = extraTreesRegressorModel as unknown as AnyAlgorithm;
const SEEDS = [1, 2];

describe('ExtraTreesRegressor is as good as scikit-learn, within the noise of seeds', () => {
  it.each(reference.cases)('on $set with $params, missing: $missing', async (example) => {
    const ours = await tryCase(model, reference, example, SEEDS);
    expect(apart(ours.score, SEEDS.length, example.score, 8)).toBeLessThan(4.5);
    // Roughly as large, and looking at the same columns: what two seeds can show.
    expect(Math.abs(ours.leaves / example.leaves.mean - 1)).toBeLessThan(0.15);
    expect(example.outOfBag ? apart(ours.outOfBag, SEEDS.length, example.outOfBag, 8) : 0).toBeLessThan(4);
    ours.importance.forEach((share, j) => expect(Math.abs(share - example.importance[j]!)).toBeLessThan(0.1));
  });
});
