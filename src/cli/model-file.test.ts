import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomEnsemble } from '../engine/trees/files/random-ensemble.test-data.ts';
import { readTreeModel } from '../engine/trees/files/read.ts';
import { writeXgboost } from '../engine/trees/files/xgboost/write.ts';
import { applyLink, rawOutputs } from '../engine/trees/predict.ts';
import { packStudy } from '../study/bundle/index.ts';
import { newModel } from '../study/create.ts';
import { parseStudy } from '../study/parse.ts';
import { runCli } from './run-cli.ts';
import type { Terminal } from './terminal.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const ISLANDS = ['North', 'South', 'West'];
const ensemble = { ...randomEnsemble({ seed: 8, trees: 5, outputs: 1, width: 1, columns: 3, categories: { 1: 3 }, leaves: 6, float32: true, link: 'logistic' as const, missingCategoriesLeft: false }), columns: ['weight', 'island', '__proto__'], categories: [null, ISLANDS, null] };

async function tablab(...argv: readonly string[]): Promise<{ readonly code: number; readonly err: string }> {
  let err = '';
  const terminal: Terminal = { out: () => {}, err: (t) => { err += `${t}\n`; }, progress: () => {}, done: () => {} };
  return { code: await runCli(argv, terminal), err };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablab-file-'));
  writeFileSync(at('model.ubj'), writeXgboost(ensemble, { form: 'ubjson' }));
  writeFileSync(at('scored.csv'), `note,island,weight,__proto__,kind\n${Array.from({ length: 40 }, (_, i) => `${i},${ISLANDS[i % 3]},${(i % 7) / 3 - 1},${(i % 5) - 2},${i % 2 === 0 ? 'a' : 'b'}`).join('\n')}\n`);
  writeFileSync(at('animals.csv'), 'note,island,weight,__proto__\n1,South,0.5,-1.25\n2,North,,0.75\n3,,-1.5,2\n4,East,1,\n5,West,0,0\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('predicts with a model file, columns found by name and categories by theirs', async () => {
  const said = await tablab('predict', '--model', at('model.ubj'), at('animals.csv'), '--out', at('predicted.csv'));
  expect(said).toMatchObject({ code: 0 });
  expect(said.err).toContain('A model file of XGBoost 3.2.0: 5 trees over 3 columns, binary:logistic.');
  const lines = readFileSync(at('predicted.csv'), 'utf8').trim().split('\r\n');
  expect(lines[0]).toBe('row,predicted,probability_0,probability_1');
  const X = { rows: 5, columns: ensemble.columns, values: Float64Array.of(0.5, 1, -1.25, Number.NaN, 0, 0.75, -1.5, Number.NaN, 2, 1, 3, Number.NaN, 0, 2, 0) };
  const ours = applyLink('logistic', rawOutputs(ensemble, X), 1);
  lines.slice(1).forEach((line, i) => expect(Number(line.split(',')[3])).toBeCloseTo(ours[i]!, 6));
});

it('writes it in the form of other libraries, and as ONNX', async () => {
  for (const [format, library] of [['lightgbm', 'LightGBM'], ['xgboost', 'XGBoost']] as const) {
    expect(await tablab('export', '--model', at('model.ubj'), '--format', format, '--out', at(`model.${format}`))).toMatchObject({ code: 0 });
    const read = readTreeModel(readFileSync(at(`model.${format}`)));
    expect(read.library).toBe(library);
    expect(read.ensemble.roots).toHaveLength(6);
  }
  expect(await tablab('export', '--model', at('model.ubj'), '--format', 'onnx', '--out', at('model.onnx'))).toMatchObject({ code: 0 });
  expect(readFileSync(at('model.onnx')).length).toBeGreaterThan(500);
});

it('explains a model file: SHAP values and importances, and with a target by shuffling', async () => {
  expect(await tablab('explain', '--model', at('model.ubj'), at('scored.csv'), '--out', at('why.json'), '--rows', '12')).toMatchObject({ code: 0 });
  const why = JSON.parse(readFileSync(at('why.json'), 'utf8'));
  expect(why).toMatchObject({ permutation: null, shap: { method: 'tree-path', columns: ['island', 'weight', '__proto__'] }, importance: { kind: 'tree-importance', trees: 5 } });
  // What the columns add, and where it starts, is what the trees say.
  const rows: readonly number[] = why.shap.rows;
  const X = { rows: rows.length, columns: ensemble.columns, values: Float64Array.from(rows.flatMap((i) => [(i % 7) / 3 - 1, i % 3, (i % 5) - 2])) };
  const raw = rawOutputs(ensemble, X);
  rows.forEach((_, i) => expect(why.shap.base[0] + why.shap.values.slice(i * 3, i * 3 + 3).reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(raw[i]!, 5));
  expect(await tablab('explain', '--model', at('model.ubj'), at('scored.csv'), '--target', 'kind', '--out', at('why.json'))).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(at('why.json'), 'utf8')).permutation.columns).toEqual(['island', 'weight', '__proto__']);
  expect(await tablab('explain', '--model', at('model.ubj'), at('scored.csv'), '--target', 'wing', '--out', at('x'))).toMatchObject({ code: 2, err: expect.stringContaining('there is no column "wing"') });
  expect(await tablab('explain', '--model', at('model.ubj'), at('scored.csv'), '--target', 'island', '--out', at('x'))).toMatchObject({ code: 2 });
});

it('runs a study file that carries a model file', async () => {
  expect(await tablab('train', at('scored.csv'), '--target', 'kind', '--models', 'dummy-classifier', '--out', at('plain'))).toMatchObject({ code: 0 });
  const bytes = readFileSync(at('model.ubj'));
  const hash = createHash('sha256').update(bytes).digest('hex');
  const study = { ...parseStudy(JSON.parse(readFileSync(at('plain/study.json'), 'utf8'))), models: [newModel('imported-trees', { file: hash, name: 'model.ubj' })] };
  writeFileSync(at('carried.tablab'), packStudy({ study, table: null, file: readFileSync(at('scored.csv')), models: new Map([[hash, bytes]]) }));
  expect(await tablab('run', at('carried.tablab'), '--out', at('carried'))).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(at('carried/leaderboard.json'), 'utf8')).rows[0]).toMatchObject({ model: 'imported-trees', params: { file: hash } });
  writeFileSync(at('swapped.tablab'), packStudy({ study, table: null, file: readFileSync(at('scored.csv')), models: new Map([[hash, Buffer.from('{}')]]) }));
  const swapped = await tablab('run', at('swapped.tablab'), '--out', at('x'));
  expect([swapped.code, swapped.err]).toEqual([2, expect.stringContaining('is not the one that its study names')]);
});

it('says what cannot be, with exit code 2', async () => {
  const refused = async (...argv: readonly string[]): Promise<string> => {
    const { code, err } = await tablab(...argv);
    expect(code).toBe(2);
    return err;
  };
  expect(await refused('export', '--model', at('model.ubj'), '--format', 'catboost', '--out', at('x'))).toMatch(/have no CatBoost form: some of them (divide|send)/);
  expect(await refused('export', '--model', at('model.ubj'), '--format', 'python', '--out', at('x'))).toContain('needs a study, and a model file has none');
  expect(await refused('export', '--model', at('model.ubj'), '--format', 'pmml', '--out', at('x'))).toContain('--format must be one of onnx, xgboost, xgboost-ubj, lightgbm, catboost');
  expect(await refused('predict', '--model', at('animals.csv'), at('animals.csv'), '--out', at('x'))).toContain('This is no model file that is read here');
  expect(await refused('predict', '--model', at('nothing'), at('animals.csv'), '--out', at('x'))).toContain('There is no model');
  writeFileSync(at('other.csv'), 'a,b\n1,2\n');
  expect(await refused('predict', '--model', at('model.ubj'), at('other.csv'), '--out', at('x'))).toContain('which this table does not have');
});
