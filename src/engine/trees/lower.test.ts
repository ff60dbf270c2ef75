import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../export/graph.ts';
import { runGraph, writeOnnx } from '../export/onnx/index.ts';
import { mulberry32 } from '../core/random.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { randomEnsemble } from './files/random-ensemble.test-data.ts';
import { lowerEnsemble, lowerTrees } from './lower.ts';
import { applyLink, rawOutputs } from './predict.ts';

/** Rows at, just beside and between the thresholds, categories that are known, new and missing, and NaN. */
function rowsFor(e: TreeEnsemble, rows: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const p = e.columns.length;
  const thresholds = e.threshold.filter((_, node) => e.feature[node]! >= 0 && e.set[node]! < 0);
  return Float64Array.from({ length: rows * p }, (_, i) => {
    if (random() < 0.1) return Number.NaN;
    const names = e.categories[i % p];
    if (names) return Math.floor(random() * (names.length + 1));
    const t = thresholds[Math.floor(random() * thresholds.length)] ?? 0;
    return [t, t * (1 + 2 ** -25), t * (1 - 2 ** -25), t * (1 + 2 ** -24), t + 2 ** -40, random() * 4 - 2][Math.floor(random() * 6)]!;
  });
}

async function check(e: TreeEnsemble, rows: number, seed: number): Promise<number> {
  const graph = new GraphBuilder();
  const x = graph.input('x', 'float64', e.columns);
  graph.output('y', lowerEnsemble(e, graph, x), 'float64', Array.from({ length: e.outputs }, (_, k) => String(k)));
  const values = rowsFor(e, rows, seed);
  const { y } = await runGraph(graph.build(), { x: { dtype: 'float64', dims: [rows, e.columns.length], data: values } });
  const ours = applyLink(e.link, rawOutputs(e, { rows, columns: e.columns, values }), e.outputs);
  expect(y!.dims).toEqual([rows, e.outputs]);
  return ours.reduce((most, v, i) => Math.max(most, Math.abs(v - (y!.data[i] as number))), 0);
}

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }), trees: fc.integer({ min: 0, max: 9 }), leaves: fc.integer({ min: 1, max: 20 }), float32: fc.boolean(),
  link: fc.constantFrom('identity', 'logistic', 'softmax', 'exp'), wide: fc.boolean(), combine: fc.constantFrom('sum', 'mean'), categories: fc.constantFrom({}, { 0: 3, 2: 40 }, { 1: 300 }),
});

describe('trees in ONNX Runtime', () => {
  it('say what they say here, whatever their shape', async () => {
    await fc.assert(fc.asyncProperty(shapes, async ({ link, wide, combine, ...shape }) => {
      const outputs = link === 'softmax' || (link === 'identity' && wide) ? 3 : 1;
      const made = randomEnsemble({ ...shape, outputs, width: wide && outputs > 1 ? outputs : 1, columns: 4, link: link as 'identity', combine: combine as 'sum' });
      expect(await check(made, 60, shape.seed)).toBeLessThan(1e-12);
    }), { numRuns: 10 });
  });

  it('look up the leaves of many trees in groups', async () => {
    expect(await check(randomEnsemble({ seed: 3, trees: 150, outputs: 3, width: 3, columns: 5, categories: { 2: 4 }, leaves: 8, float32: true, link: 'identity', combine: 'mean' }), 40, 3)).toBeLessThan(1e-12);
  });

  it('give both classes where there is one probability', async () => {
    const made = randomEnsemble({ seed: 3, trees: 5, outputs: 1, width: 1, columns: 2, categories: {}, leaves: 4, float32: true, link: 'logistic' });
    const graph = new GraphBuilder();
    const { kind, value } = lowerTrees(made, 'binary', graph, graph.input('x', 'float64', made.columns));
    graph.output('p', value, 'float64', ['a', 'b']);
    const { p } = await runGraph(graph.build(), { x: { dtype: 'float64', dims: [1, 2], data: [0.3, 0.2] } });
    const [second] = applyLink('logistic', rawOutputs(made, { rows: 1, columns: made.columns, values: Float64Array.of(0.3, 0.2) }), 1);
    expect(kind).toBe('probabilities');
    expect((p!.data as Float64Array)[0]! + (p!.data as Float64Array)[1]!).toBeCloseTo(1, 12);
    expect((p!.data as Float64Array)[1]).toBeCloseTo(second!, 12);
  });

  it('take few bytes a node', () => {
    const made = randomEnsemble({ seed: 3, trees: 20, outputs: 1, width: 1, columns: 20, categories: {}, leaves: 100, float32: true, link: 'identity' });
    const graph = new GraphBuilder();
    graph.output('y', lowerEnsemble(made, graph, graph.input('x', 'float64', made.columns)), 'float64', ['y']);
    expect(writeOnnx(graph.build(), { name: '', doc: '' }).length / made.feature.length).toBeLessThan(18);
  });
});
