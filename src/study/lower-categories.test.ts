import { expect, it, vi } from 'vitest';
import type { AnyAlgorithm } from '../engine/core/algorithm.ts';
import { quietContext } from '../engine/core/context.ts';
import { attr } from '../engine/export/graph.ts';
import { runGraph } from '../engine/export/onnx/index.ts';
import { ridgeModel } from '../engine/models/ridge/model.ts';
import type { Features } from '../frame/features.ts';
import { predictFeatures } from './fit.ts';
import { lowerPipeline } from './lower.ts';
import { onnxInputs } from './onnx-inputs.ts';
import type { FittedPipeline } from './results.ts';

/** Says 100 × the first column plus the second: the codes as they come. */
const codes: AnyAlgorithm = {
  ...(ridgeModel as unknown as AnyAlgorithm),
  predict: (_, X) => Float64Array.from({ length: X.rows }, (_, i) => 100 * X.values[i * X.columns.length]! + X.values[i * X.columns.length + 1]!),
  lower: (_, graph, x) => ({ kind: 'value', value: graph.op('MatMul', [graph.op('Gather', [x, graph.int64s('first', [0, 1])], { axis: attr.int(1) }), graph.doubles('w', [100, 1], [2, 1])]) }),
};
vi.mock('./registry.ts', async (original) => ({ ...(await original<typeof import('./registry.ts')>()), algorithmOf: () => codes }));

const columns = [{ name: 'size', type: 'number' as const }, { name: 'colour', type: 'category' as const }, { name: 'city', type: 'category' as const }];

it('gives categories to the model as the codes of training: new ones and missing ones too', async () => {
  const fitted: FittedPipeline = {
    format: 'tablab/pipeline', version: 1, task: 'regression', target: 'y', classes: null, inputs: columns, typical: [1, 'red', 'Rome'], steps: [], trainRows: 3,
    features: [{ name: 'colour', origin: 'colour', categories: ['red', 'née'] }, { name: 'city', origin: 'city', categories: ['Rome'] }, { name: 'size', origin: 'size' }],
    model: { type: 'codes', version: 1, params: {}, state: null },
  };
  const features: Features = { rows: 5, columns: [
    { kind: 'number', name: 'size', values: Float64Array.of(1, 2, 3, 4, 5) },
    { kind: 'category', name: 'colour', codes: Int32Array.of(0, 1, 2, -1, 1), categories: ['née', 'red', 'blue'] },
    { kind: 'category', name: 'city', codes: Int32Array.of(0, 1, 0, 1, -1), categories: ['Rome', 'Oslo'] },
  ] };
  const graph = lowerPipeline(fitted);
  const { prediction } = await runGraph(graph, onnxInputs(graph, features));
  expect([...(prediction!.data as Float64Array)]).toEqual([100, 1, 200, Number.NaN, Number.NaN]);
  const reordered = { ...features, columns: [features.columns[1]!, features.columns[2]!, features.columns[0]!] };
  expect([...(await predictFeatures(fitted, reordered, quietContext())).yPred]).toEqual([100, 1, 200, Number.NaN, Number.NaN]);
});
