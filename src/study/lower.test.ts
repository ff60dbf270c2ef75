import { describe, expect, it } from 'vitest';
import { quietContext } from '../engine/core/context.ts';
import type { Task } from '../engine/core/dataset.ts';
import { mulberry32, normal } from '../engine/core/random.ts';
import { all as models } from '../engine/models/index.ts';
import { type Features, sourceOf } from '../frame/features.ts';
import type { ColumnInfo } from '../frame/table.ts';
import { onnxBundle } from './bundle/index.ts';
import { readZip } from './bundle/zip.ts';
import { fitPipeline, predictFeatures } from './fit.ts';
import { lowerPipeline, SEPARATE_INPUTS } from './lower.ts';
import type { FittedPipeline } from './results.ts';
import type { StepSpec } from './schema.ts';

const ROWS = 120;
const ISLANDS = ['Biscoe', 'Dream', 'née', 'label'];

/** Numbers, dates and categories in turn, all with missing cells, named so as to collide with the outputs. */
function table(numbers = 3): { readonly inputs: readonly ColumnInfo[]; readonly features: Features; readonly driver: Float64Array } {
  const random = mulberry32(9);
  const gauss = normal(random);
  const column = (scale: number): Float64Array => Float64Array.from({ length: ROWS }, () => (random() < 0.1 ? Number.NaN : gauss() * scale));
  const driver = column(1).map((v) => (Number.isNaN(v) ? 0 : v));
  const islands = Int32Array.from({ length: ROWS }, () => (random() < 0.1 ? -1 : Math.floor(random() * 4)));
  const named = Array.from({ length: numbers }, (_, j) => ({ kind: 'number' as const, name: ['bill length', 'label', 'probabilities'][j] ?? `n${j}`, values: j === 0 ? driver : column(10 ** (j % 4)) }));
  const [first, ...rest] = named;
  const seen = { kind: 'number' as const, name: 'seen', values: column(1e9).map((v) => 1.5e12 + v) };
  const island = { kind: 'category' as const, name: 'island', codes: islands, categories: ISLANDS };
  const columns = [first!, island, ...rest, seen];
  return {
    driver,
    features: { rows: ROWS, columns },
    inputs: columns.map((c) => (c.kind === 'category' ? { name: c.name, type: 'category', dictionary: ISLANDS } : { name: c.name, type: c.name === 'seen' ? 'date' : 'number' })),
  };
}

const step = (type: string, params: StepSpec['params'] = {}): StepSpec => ({ id: type, type, version: 1, enabled: true, params });
const STEPS = [step('simple-imputer', { strategy: 'median' }), step('one-hot-encoder'), step('standard-scaler')];
const QUICK = { epochs: 2, hiddenUnits: [8], encoderUnits: [8], denseUnits: [8], convFilters: [4] };

async function fitted(type: string, task: Task, numbers = 3, steps = STEPS): Promise<{ readonly pipeline: FittedPipeline; readonly features: Features }> {
  const { inputs, features, driver } = table(numbers);
  const model = models.find((m) => m.type === type)!;
  const classes = task === 'binary' ? ['no', 'yes'] : task === 'multiclass' ? ['a', 'b', 'c'] : null;
  const y = task === 'unsupervised' ? null : driver.map((v) => (classes === null ? 3 * v + 100 : v < -0.3 ? 0 : v < 0.5 || classes.length === 2 ? 1 : 2));
  // As small as the contract suite trains it: what is exported is the same, whatever the size.
  const params = { ...model.checkWith, ...Object.fromEntries(Object.entries(QUICK).filter(([key]) => Object.hasOwn(model.params, key))) };
  const pipeline = await fitPipeline({ task, target: task === 'unsupervised' ? null : 'species', classes, inputs, steps, model: { id: 'm', type, version: model.version, params, seed: 1 } }, { inputs: sourceOf(features), y: task === 'ranking' ? y!.map((v) => Math.max(0, Math.min(4, Math.round(v - 98)))) : y, ...(task === 'ranking' ? { groups: Int32Array.from(y!, (_, i) => i % 6) } : {}) }, null, quietContext(1, { device: 'cpu' }));
  return { pipeline, features };
}

const cases = models.filter((m) => !m.tags.images).flatMap((m) => m.tags.tasks.map((task) => [m.type, task] as const));

describe('lowerPipeline', () => {
  it.each(cases)('gives what the app says in ONNX Runtime: %s, %s', async (type, task) => {
    const { pipeline, features } = await fitted(type, task);
    const ctx = quietContext(1, { device: 'cpu' });
    const ours = await predictFeatures(pipeline, features, ctx);
    const rows = Uint32Array.from({ length: ROWS }, (_, i) => i);
    const bundle = await onnxBundle({ name: 'A study', fitted: pipeline, features, ours, predictions: { rows, fold: new Uint16Array(ROWS), yTrue: null, ...ours } });
    expect(bundle.certificate).toMatchObject({ passed: true, sameClass: 1, rows: ROWS });
    const files = readZip(bundle.bytes, { entries: 5, total: 1e8, names: ['README.md', 'model.onnx', 'parity.json', 'features.json', 'predictions.csv'] });
    const readme = new TextDecoder().decode(files.get('README.md'));
    expect(readme).toContain('"bill length", "label"');
    expect(readme).toContain("pd.Timestamp(0");
    expect(JSON.parse(new TextDecoder().decode(files.get('parity.json')))).toEqual(bundle.certificate);
    expect(new TextDecoder().decode(files.get('predictions.csv')).split('\r\n')).toHaveLength(ROWS + 2);
  });

  it('takes many number columns as one input', async () => {
    const { pipeline, features } = await fitted('ridge', 'regression', SEPARATE_INPUTS + 10);
    const graph = lowerPipeline(pipeline);
    expect(graph.inputs.map((port) => [port.name, port.width])).toEqual([['numbers', SEPARATE_INPUTS + 11], ['island', 1]]);
    const ours = await predictFeatures(pipeline, features, quietContext());
    const { certificate } = await onnxBundle({ name: 'Wide', fitted: pipeline, features, ours, predictions: { rows: new Uint32Array(0), fold: new Uint16Array(0), yTrue: null, yPred: new Float64Array(0), proba: null } });
    expect(certificate.passed).toBe(true);
  });

  it('puts columns in the model’s order where a step leaves them in another', async () => {
    const steps = [step('simple-imputer', { strategy: 'most_frequent', addIndicator: true }), step('one-hot-encoder')];
    const { pipeline, features } = await fitted('ridge', 'regression', 5, steps);
    const ours = await predictFeatures(pipeline, features, quietContext());
    const { certificate } = await onnxBundle({ name: 'Order', fitted: pipeline, features, ours, predictions: { rows: new Uint32Array(0), fold: new Uint16Array(0), yTrue: null, yPred: new Float64Array(0), proba: null } });
    expect(certificate.passed).toBe(true);
  });

  it('does not pass a model whose numbers differ', async () => {
    const { pipeline, features } = await fitted('ridge', 'regression');
    const ours = await predictFeatures(pipeline, features, quietContext());
    const wrong = { ...ours, yPred: ours.yPred.map((v, i) => (i === 7 ? v + 0.01 : v)) };
    const { certificate } = await onnxBundle({ name: 'Wrong', fitted: pipeline, features, ours: wrong, predictions: { rows: new Uint32Array(0), fold: new Uint16Array(0), yTrue: null, yPred: new Float64Array(0), proba: null } });
    expect(certificate.passed).toBe(false);
    expect(certificate.largestDifference).toBeCloseTo(0.01, 6);
  });

  it('says which column is still a category', async () => {
    const { pipeline } = await fitted('ridge', 'regression');
    expect(() => lowerPipeline({ ...pipeline, steps: [] })).toThrow(/"island" still holds categories/);
  });
});
