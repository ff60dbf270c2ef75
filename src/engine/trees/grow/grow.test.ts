import fc from 'fast-check';
import { expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import type { Matrix } from '../../../frame/matrix.ts';
import { onEveryBackend } from '../../checks/every-backend.ts';
import { quietContext } from '../../core/context.ts';
import { mulberry32 } from '../../core/random.ts';
import type { Backend } from '../../kernels/backend.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { bin } from '../bins/bin.ts';
import { createGrower } from './create-grower.ts';
import type { GrownTree } from './grown-tree.ts';
import { predictMemory } from './layout.ts';
import { type GrowRules, lightgbmRules, xgboostRules } from './rules.ts';

const threads = processThreads(4);

/** Numbers (some missing, some few-valued) and one column of categories. */
function table(rows: number, seed: number, missing: number): Matrix {
  const random = mulberry32(seed);
  const values = Float64Array.from({ length: rows * 5 }, (_, k) => {
    const [j, v] = [k % 5, random()];
    if (random() < missing) return Number.NaN;
    return j === 4 ? Math.floor(v * 12) : j === 3 ? Math.floor(v * 4) : Math.round(v * 1e3) / 1e3;
  });
  return { rows, columns: ['a', 'b', 'c', 'd', 'e'], values, categories: [null, null, null, null, Array.from({ length: 12 }, (_, c) => `k${c}`)] };
}

/** Squared error or something like a logistic one, two rounds on different rows; everything that comes of it. */
async function twoRounds(X: Matrix, rules: GrowRules, backend: Backend, constant: boolean): Promise<readonly unknown[]> {
  const binned = await bin(X, { flavour: rules.flavour, maxBin: 60 }, backend, quietContext());
  const grower = createGrower(binned, { outputs: 1, maxLeaves: 64, histogramBytes: 5 * 8 * 2048 * 2 });
  const random = mulberry32(7);
  const { gradient, hessian } = grower.gradients(0);
  const trees: GrownTree[] = [];
  const some = Uint32Array.from({ length: X.rows }, (_, i) => i).filter((i) => i % 3 !== 1);
  for (const rows of [null, some]) {
    for (let i = 0; i < X.rows; i++) {
      const y = Math.sin(7 * (X.values[5 * i] || 0)) + ((X.values[5 * i + 4] || 0) % 3) * (X.values[5 * i + 1] || 0.5);
      gradient[i] = grower.scores(0)[i]! - y;
      hessian[i] = constant ? 1 : 0.1 + Math.abs(Math.cos(i));
    }
    const tree = grower.grow(0, rows, rules, random);
    grower.apply(tree, 0);
    trees.push(tree);
  }
  grower.apply(trees[0]!, 0);
  return [...trees, grower.scores(0).slice(), ...trees.map((tree) => grower.leaves(tree).slice())];
}

const share = fc.constantFrom(0.4, 1);
const settings = fc.record({
  flavour: fc.constantFrom('xgboost' as const, 'lightgbm' as const),
  growth: fc.constantFrom('depth' as const, 'leaf' as const),
  maxDepth: fc.integer({ min: 1, max: 5 }), maxLeaves: fc.integer({ min: 2, max: 40 }),
  lambda: fc.constantFrom(0, 1), alpha: fc.constantFrom(0, 0, 0.3), minGain: fc.constantFrom(0, 0.05), minChildWeight: fc.constantFrom(0, 1, 5), minDataInLeaf: fc.constantFrom(0, 3, 20),
  maxDeltaStep: fc.constantFrom(0, 0, 0.4), pathSmooth: fc.constantFrom(0, 0, 2), extraTrees: fc.constantFrom(false, false, true),
  columnsByTree: share, columnsByLevel: share, columnsByNode: share,
  monotone: fc.constantFrom(null, null, Int8Array.of(1, -1, 0, 0, 0)), interactions: fc.constantFrom(null, null, [[0, 1], [2, 3, 4]]),
});

it('grows the same trees, and comes to the same scores, on twins, WebAssembly and any number of threads, under any rules', async () => {
  await fc.assert(fc.asyncProperty(settings, fc.integer({ min: 1, max: 1200 }), fc.nat(100), fc.constantFrom(0, 0.1), fc.boolean(), async (setting, rows, seed, missing, constant) => {
    const X = table(rows, seed, missing);
    const rules = (setting.flavour === 'xgboost' ? xgboostRules : lightgbmRules)(setting);
    const bytes = predictMemory({ rows, features: 5, outputs: 1, maxLeaves: 64, threads: 4, categories: 100 });
    const all = await onEveryBackend([treeKernels], bytes, threads, (backend) => twoRounds(X, rules, backend, constant));
    for (const other of all.slice(1)) expect(other).toEqual(all[0]);
  }), { numRuns: 60 });
});
