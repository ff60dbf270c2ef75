import { describe, expect, it } from 'vitest';
import { quietContext } from '../engine/core/context.ts';
import { randomEnsemble } from '../engine/trees/files/random-ensemble.test-data.ts';
import { writeXgboost } from '../engine/trees/files/xgboost/write.ts';
import { fromColumns } from '../frame/from-columns.ts';
import { newModel, newStudy } from './create.ts';
import { explainShap } from './explain/index.ts';
import { onnxModel } from './bundle/index.ts';
import { inputFeatures, predictTable } from './predict.ts';
import { pythonScript } from './python/index.ts';
import { runModel } from './run.ts';
import { quietRun } from './run-context.ts';
import type { Study } from './schema.ts';
import { checkTreeFile, treeFile } from './tree-files.ts';

const ROWS = 60;
const table = fromColumns([
  { name: 'size', values: Array.from({ length: ROWS }, (_, i) => (i % 9 === 0 ? null : Math.sin(i))) },
  { name: 'colour', values: Array.from({ length: ROWS }, (_, i) => (i % 11 === 0 ? null : ['c2', 'c0', 'c1'][i % 3]!)) },
  { name: 'other', values: Array.from({ length: ROWS }, (_, i) => i) },
  { name: 'kind', values: Array.from({ length: ROWS }, (_, i) => (i % 2 === 0 ? 'no' : 'yes')) },
]);
const ensemble = { ...randomEnsemble({ seed: 12, trees: 8, outputs: 1, width: 1, columns: 2, categories: { 1: 3 }, leaves: 6, float32: true, link: 'logistic' as const }), columns: ['size', 'colour'] };
const bytes = writeXgboost(ensemble, { form: 'ubjson' });
const study: Study = {
  ...newStudy('A file'), target: 'kind', task: 'binary', models: [newModel('imported-trees', { name: 'model.ubj', file: 'ab12' })],
  data: { table: 't', file: null, name: 'rows.csv', sample: null, rows: ROWS, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
};
const run = (files: Record<string, Uint8Array>) => runModel(study, study.models[0]!.id, 'binary', table, quietRun({ file: async (hash) => files[hash] ?? null }));

describe('a model file in a study', () => {
  it('is scored, explained by its trees, and taken away like any other model', async () => {
    const result = await run({ ab12: bytes });
    expect(result.predictions.yTrue).toHaveLength(result.predictions.rows.length);
    expect(result.warnings.join()).toContain('0 is "no", 1 is "yes"');
    expect(result.fitted.features.map((f) => f.name)).toEqual(['size', 'colour', 'other']);
    const shap = await explainShap(result, table, { maxRows: 5, background: 10, nSamples: null, seed: 0 }, { ...quietContext(), progress: () => {} });
    expect(shap.method).toBe('tree-path');
    const features = inputFeatures(result.fitted, table, result.probeRows);
    const { certificate } = await onnxModel({ name: 'A file', fitted: result.fitted, features, ours: await predictTable(result.fitted, table, result.probeRows, quietContext()) });
    expect(certificate).toMatchObject({ passed: true, sameClass: 1 });
    for (const format of ['xgboost', 'xgboost-ubj', 'lightgbm'] as const) expect((await checkTreeFile(result.fitted, treeFile(result.fitted, format), features, quietContext())).largestDifference).toBeLessThan(1e-6);
    expect(pythonScript(study)).not.toContain('imported-trees');
  });

  it('says when its file is not kept', async () => {
    await expect(run({})).rejects.toThrow('The model file "model.ubj" is not kept with this study. Open the file again.');
  });
});
