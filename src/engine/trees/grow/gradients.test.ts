import fc from 'fast-check';
import { expect, it } from 'vitest';
import { processThreads } from '../../../cli/threads.ts';
import { onEveryBackend } from '../../checks/every-backend.ts';
import { quietContext } from '../../core/context.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { exp } from '../../kernels/twins/exp.ts';
import { bin } from '../bins/bin.ts';
import { createGrower } from './create-grower.ts';
import { predictMemory } from './layout.ts';

const threads = processThreads(4);
const double = fc.double({ min: -20, max: 20, noNaN: true });

it('e^x is right to the last digits over all its range', () => {
  fc.assert(fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => {
    expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(7e-16);
  }), { numRuns: 5000 });
});

it('gradients by kernel are the formulas of the losses, the same bits on every backend', async () => {
  const rows = fc.integer({ min: 1, max: 60 });
  await fc.assert(fc.asyncProperty(rows.chain((n) => fc.record({
    scores: fc.array(fc.array(double, { minLength: n, maxLength: n }), { minLength: 3, maxLength: 3 }),
    labels: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: n, maxLength: n }),
    weights: fc.option(fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: n, maxLength: n })),
  })), fc.constantFrom('squared' as const, 'logistic' as const, 'softmax' as const), async ({ scores, labels, weights }, objective) => {
    const n = labels.length;
    const bytes = predictMemory({ rows: n, features: 1, outputs: 3, maxLeaves: 2, threads: 4 });
    const all = await onEveryBackend([treeKernels], bytes, threads, async (backend) => {
      const grower = createGrower(await bin({ rows: n, columns: ['x'], values: new Float64Array(n) }, { flavour: 'xgboost', maxBin: 4 }, backend, quietContext()), { outputs: 3, maxLeaves: 2 });
      scores.forEach((score, k) => grower.scores(k).set(score));
      grower.setTarget(objective === 'logistic' ? labels.map((y) => y / 2) : labels, weights);
      grower.derive(objective, 1.5);
      return (objective === 'softmax' ? [0, 1, 2] : [0]).map((k) => ({ gradient: grower.gradients(k).gradient.slice(), hessian: grower.gradients(k).hessian.slice() }));
    });
    for (const other of all.slice(1)) expect(other).toEqual(all[0]);
    for (let i = 0; i < n; i++) {
      const w = weights?.[i] ?? 1;
      const e = scores.map((score) => Math.exp(score[i]!));
      const total = e[0]! + e[1]! + e[2]!;
      all[0]!.forEach(({ gradient, hessian }, k) => {
        const s = scores[k]![i]!;
        const p = objective === 'softmax' ? e[k]! / total : 1 / (1 + Math.exp(-s));
        const y = objective === 'softmax' ? Number(labels[i] === k) : objective === 'logistic' ? labels[i]! / 2 : labels[i]!;
        const [g, h] = objective === 'squared' ? [s - y, 1] : [p - y, Math.max(1e-16, p * (1 - p) * (objective === 'softmax' ? 1.5 : 1))];
        expect(Math.abs(gradient[i]! - g * w)).toBeLessThanOrEqual(2e-6 * (1 + Math.abs(g)));
        expect(Math.abs(hessian[i]! - h * w)).toBeLessThanOrEqual(1e-6);
      });
    }
  }), { numRuns: 30 });
});
