import { describe, expect, it } from 'vitest';
import { matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { choice, type ParamsOf, resolveParams } from '../../core/params.ts';
import { mulberry32, normal } from '../../core/random.ts';
import { CLASS_CRITERIA, type CriterionName, VALUE_CRITERIA } from '../../tree/criteria.ts';
import type { TreeTask } from '../../tree/grow-one.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { ensembleOf } from '../../tree/ensemble.ts';
import { treeParams } from '../../tree/tree-params.ts';
import { depthOf, leafValues, type Tree } from '../../tree/tree.ts';
import { maxFeaturesParams } from '../max-features.ts';
import { rawOutputs } from '../predict.ts';
import { predictionMemory, rawOutputsIn } from '../predict/by-kernel.ts';
import { BinnedGrower } from './binned.ts';
import { ExactGrower } from './exact.ts';
import { growTree } from './one-tree.ts';
import { forestParams } from './params.ts';
import { planForest } from './plan.ts';
import { wholeWeights } from './whole-weights.ts';

const schema = {
  criterion: choice('gini' as CriterionName, [...CLASS_CRITERIA, ...VALUE_CRITERIA], { help: '' }), ...maxFeaturesParams('sqrt'), ...forestParams(true),
  classWeight: choice('none', ['none', 'balanced', 'balanced_subsample'], { help: '' }),
};
type Params = ParamsOf<typeof schema>;

/** Rows with few distinct values in one column, many in others, and some missing. */
function toys(rows: number, classes: number, options: { readonly holes?: boolean; readonly weights?: boolean; readonly few?: boolean } = {}): TreeTask {
  const next = normal(mulberry32(11));
  const X = matrix(['a', 'b', 'c', 'd', 'e'], Float64Array.from({ length: rows * 5 }, (_, at) => {
    const v = at % 5 === 2 ? Math.round(2 * next()) : options.few === true ? Math.round(20 * next()) : next();
    return options.holes === true && (at * 7919) % 11 === 0 ? Number.NaN : v;
  }));
  const known = (v: number): number => (Number.isNaN(v) ? 0.4 : options.few === true ? v / 20 : v);
  const signal = Float64Array.from({ length: rows }, (_, i) => known(X.values[i * 5]!) - 0.7 * known(X.values[i * 5 + 1]!) + 0.4 * known(X.values[i * 5 + 2]!) + 0.6 * next());
  const cuts = Array.from({ length: classes - 1 }, (_, k) => signal.slice().sort()[Math.floor(((k + 1) * rows) / classes)]!);
  const y = classes > 1 ? signal.map((s) => cuts.filter((cut) => s >= cut).length) : signal.map((s) => Math.round(Math.exp(s / 2) * 4));
  return { X, y, classes, weight: options.weights === true ? Float64Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? 0 : 0.3 + (i % 3))) : null, algorithm: 'test' };
}

async function grown(task: TreeTask, given: object, splitter: 'best' | 'random', twins: boolean): Promise<readonly Tree[]> {
  const params: Params = resolveParams(schema, { nEstimators: 3, ...given }, 'test');
  const grower = await BinnedGrower.open(planForest(task, params, splitter, 9), quietContext(), twins);
  try {
    return [0, 1, 2].flatMap((t) => grower.trees(t, t + 1));
  } finally {
    grower.close();
  }
}

const cases: readonly [string, number, object, Parameters<typeof toys>[2]][] = [
  ['two classes', 2, {}, {}],
  ['two classes with holes', 2, { minSamplesLeaf: 3 }, { holes: true }],
  ['three classes', 3, { criterion: 'entropy', maxFeatures: 'all' }, { holes: true }],
  ['classes weighed in each tree', 3, { classWeight: 'balanced_subsample', maxDepth: 5 }, {}],
  ['classes weighed, rows as they are', 2, { classWeight: 'balanced', bootstrap: false, minWeightFractionLeaf: 0.02 }, { weights: true }],
  ['rows drawn by weight', 2, { maxSamples: 200 }, { weights: true }],
  ['the best leaves first', 2, { maxLeafNodes: 12, minImpurityDecrease: 0.001 }, { holes: true }],
  ['a monotone share', 2, { monotonicCst: 'a: 1, b: -1', maxDepth: 6 }, { holes: true }],
  ['values', 1, { criterion: 'squared_error', maxFeatures: 'all' }, { holes: true }],
  ['weighed values', 1, { criterion: 'squared_error', bootstrap: false, maxFeatures: 'fraction' }, { weights: true }],
  ['monotone values', 1, { criterion: 'squared_error', monotonicCst: 'a: 1', maxLeafNodes: 20 }, {}],
  ['counts', 1, { criterion: 'poisson', minSamplesLeaf: 4 }, { holes: true }],
];

describe('trees on bins', () => {
  it.each(cases.flatMap((c) => (['best', 'random'] as const).map((splitter) => [...c, splitter] as const)))('are the same bits from the twin and compiled: %s', async (_, classes, given, options, splitter) => {
    const task = toys(700, classes, options);
    const compiled = await grown(task, given, splitter, false);
    expect(compiled).toEqual(await grown(task, given, splitter, true));
    expect(compiled[0]!.feature.length).toBeGreaterThan(5);
  });

  it.each(cases.filter(([, , given]) => !('minImpurityDecrease' in given)))('are the exact trees where every value has a bin and all columns are tried: %s', async (_, classes, given, options) => {
    const task = toys(300, classes, { ...options, few: true });
    const params: Params = resolveParams(schema, { nEstimators: 1, ...given, maxFeatures: 'all' }, 'test');
    const plan = planForest(task, params, 'best', 9);
    const exact = await new ExactGrower(plan).grow(0, 1, quietContext());
    const grower = await BinnedGrower.open(plan, quietContext());
    const binned = await grower.grow(0, 1, quietContext());
    grower.close();
    const leaves = (e: typeof exact): number[] => Array.from(e.feature.keys()).filter((node) => e.feature[node]! < 0).map((node) => e.count[node]!).sort((a, b) => a - b);
    const gains = (e: typeof exact): number => e.gain.reduce((a, b) => a + b, 0);
    expect(binned.feature[0]).toBe(exact.feature[0]);
    expect(Math.abs(gains(binned) / gains(exact) - 1)).toBeLessThan(1e-6);
    expect(Math.abs(leaves(binned).length / leaves(exact).length - 1)).toBeLessThan(0.03);
  });
});

describe('a single tree', () => {
  it('of a large table is the exact one where every value has a bin, and says how it was split', async () => {
    const task = toys(400, 2, { few: true });
    const params = { ...resolveParams(treeParams, { maxDepth: 6, ccpAlpha: 0.004 }, 'test'), criterion: 'gini' as const };
    const said: unknown[] = [];
    const ctx = quietContext(1, { note: (_, how) => said.push(how) });
    const [exact, binned] = [await growTree(task, params, ctx), await growTree(task, params, ctx, 0)];
    expect(said).toEqual(['exact', 'binned']);
    const sorted = (tree: Tree): number[] => [...tree.samples].sort((a, b) => a - b);
    expect(sorted(binned)).toEqual(sorted(exact));
    expect(leafValues(binned, task.X)).toEqual(leafValues(exact, task.X));
  });
});

describe('deep trees by the prediction kernel', () => {
  it.each([['classes', 3, 'entropy'], ['values', 1, 'squared_error']] as const)('give the bits of the plain way: %s', async (_, classes, criterion) => {
    const task = toys(1500, classes, { holes: true });
    const grower = await BinnedGrower.open(planForest(task, resolveParams(schema, { criterion, nEstimators: 2 }, 'test'), 'random', 3), quietContext());
    const trees = [0, 1].flatMap((t) => grower.trees(t, t + 1));
    grower.close();
    expect(depthOf(trees[0]!)).toBeGreaterThan(12);
    const ensemble = ensembleOf(trees, task.X.columns);
    const backend = await openBackend([treeKernels], { bytes: predictionMemory(ensemble, 1) });
    try {
      expect(await rawOutputsIn(backend, ensemble, task.X, quietContext())).toEqual(rawOutputs(ensemble, task.X));
    } finally {
      backend.close();
    }
  });
});

describe('whole weights', () => {
  it('leaves whole numbers alone and makes others whole in proportion', () => {
    expect(wholeWeights(Float64Array.of(3, 0, 1))).toEqual({ weights: Uint32Array.of(3, 0, 1), unit: 1 });
    const { weights, unit } = wholeWeights(Float64Array.of(0.1, 0, 0.25, 1e-12));
    expect(weights[2]! / weights[0]!).toBeCloseTo(2.5, 6);
    expect(weights[0]! * unit).toBeCloseTo(0.1, 8);
    expect([weights[1], weights[3]]).toEqual([0, 1]);
  });
});
