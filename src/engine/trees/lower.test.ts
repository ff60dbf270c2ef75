import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix } from '../../frame/matrix.ts';
import { mulberry32 } from '../core/random.ts';
import { GraphBuilder } from '../export/graph.ts';
import { runGraph } from '../export/onnx/index.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { lowerEnsemble } from './lower.ts';
import { predictTrees } from './predict.ts';
import { randomEnsemble } from './random-ensemble.test-data.ts';

const CATEGORIES = 40;

async function lowered(e: TreeEnsemble, rows: Float64Array): Promise<Float64Array> {
  const graph = new GraphBuilder();
  const { value } = lowerEnsemble(e, graph, graph.input('x', 'float64', e.columns));
  graph.output('y', value, 'float64', Array.from({ length: e.link === 'logistic' ? 2 : e.outputs }, (_, k) => `y${k}`));
  const built = graph.build();
  const answers = await runGraph(built, { x: { dtype: 'float64', dims: [rows.length / e.columns.length, e.columns.length], data: rows } });
  return Float64Array.from(answers[built.outputs[0]!.name]!.data as Float64Array);
}

/** On thresholds, beside them by less than single precision holds, between them, missing, and categories nobody saw. */
function rowsFor(e: TreeEnsemble, random: () => number): Float64Array {
  const p = e.columns.length;
  return Float64Array.from({ length: 30 * p }, (_, at) => {
    if (random() < 0.15) return Number.NaN;
    if (e.categories[at % p] !== null) return Math.floor(random() * (CATEGORIES + 1));
    return Math.round(random() * 8) / 8 + (Math.floor(random() * 3) - 1) * (random() < 0.5 ? 1e-9 : 0.05);
  });
}

type Facts = Pick<TreeEnsemble, 'combine' | 'link' | 'outputs'> & { readonly wide: boolean };

describe('trees in ONNX', () => {
  it.each<Facts>([
    { combine: 'sum', link: 'identity', outputs: 1, wide: false },
    { combine: 'sum', link: 'logistic', outputs: 1, wide: false },
    { combine: 'sum', link: 'softmax', outputs: 3, wide: false },
    { combine: 'sum', link: 'softmax', outputs: 3, wide: true },
    { combine: 'mean', link: 'identity', outputs: 1, wide: false },
    { combine: 'mean', link: 'identity', outputs: 2, wide: true },
    { combine: 'sum', link: 'exp', outputs: 1, wide: false },
  ])('predict the same: $combine, $link, $outputs outputs, wide leaves $wide', async ({ combine, link, outputs, wide }) => {
    await fc.assert(fc.asyncProperty(fc.nat(), fc.constantFrom(0, CATEGORIES), fc.integer({ min: 0, max: 6 }), async (seed, categories, depth) => {
      const e = { ...randomEnsemble({ seed, trees: 4, depth, columns: 4, categories, outputs, wide }), combine, link };
      const rows = rowsFor(e, mulberry32(seed + 1));
      const expected = predictTrees({ ensemble: e, origins: e.columns.map((_, j) => [j]) }, matrix(e.columns, rows));
      const got = await lowered(e, rows);
      const whole = link === 'logistic' ? got.filter((_, at) => at % 2 === 1) : got;
      expect(whole.length).toBe(expected.length);
      expect(Math.max(...whole.map((v, i) => Math.abs(v - expected[i]!)))).toBeLessThan(1e-12);
    }), { numRuns: 6 });
  });
});
