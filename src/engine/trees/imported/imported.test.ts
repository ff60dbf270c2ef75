import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import type { Task } from '../../core/dataset.ts';
import { GraphBuilder } from '../../export/graph.ts';
import { runGraph } from '../../export/onnx/index.ts';
import { randomEnsemble } from '../files/random-ensemble.test-data.ts';
import { libraryOf } from '../files/library.ts';
import { describeModel, readTreeModel } from '../files/read.ts';
import { writeLightgbm } from '../files/lightgbm/write.ts';
import { writeXgboost } from '../files/xgboost/write.ts';
import { rawOutputs } from '../predict.ts';
import { importedTreesModel, importTrees } from './model.ts';

interface Case {
  readonly name: string;
  readonly file: unknown;
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly predicted: readonly number[];
}
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../files/${path}/reference.json`, import.meta.url), 'utf8'));
const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(Array.isArray(file) ? file.join('\n') : JSON.stringify(file));
const cases = [
  ...(read('xgboost') as readonly Case[]).filter((c) => !c.name.includes('one category')),
  ...(read('lightgbm') as readonly Case[]),
  ...(read('catboost') as { readonly cases: readonly Case[] }).cases,
];

/** A table's matrix with the file's columns in another order, behind one that the file does not know; categories in their own order. */
function tableOf(file: unknown, rows: Case['rows']): Matrix {
  const { columns } = readTreeModel(bytesOf(file));
  const order = columns.map((_, j) => j).reverse();
  const dictionary = (j: number): readonly string[] | null =>
    (columns[j]!.kind === 'number' ? null : [...new Set(rows.map((row) => row[j]).filter((v) => v !== null).map(String))].filter((name) => name !== 'not in training').sort((a, b) => (a < b ? 1 : -1)));
  const categories = [null, ...order.map(dictionary)];
  const values = rows.flatMap((row) => [7, ...order.map((j, at) => {
    const cell = row[j];
    if (cell === null || cell === undefined) return Number.NaN;
    const names = categories[at + 1];
    if (!names) return Number(cell);
    const code = names.indexOf(String(cell));
    return code < 0 ? names.length : code;
  })]);
  return { rows: rows.length, columns: ['other', ...order.map((j) => columns[j]!.name)], values: Float64Array.from(values), categories };
}

describe.each(cases)('$name', ({ file, rows, predicted }) => {
  const X = tableOf(file, rows);
  const { task, classes } = readTreeModel(bytesOf(file));
  const state = importTrees(bytesOf(file), X, task, classes);

  it('predicts what its library does, from a table with other columns and codes', async () => {
    const said = classes === null ? await importedTreesModel.predict(state as never, X, quietContext()) : (await importedTreesModel.predictProba!(state as never, X, quietContext())).values;
    const K = classes?.length ?? 1;
    const expected = K === 2 ? predicted.flatMap((p) => [1 - p, p]) : predicted;
    expect(said.length).toBe(expected.length);
    expect(said.reduce((most, v, i) => Math.max(most, Math.abs(v - expected[i]!) / Math.max(1, Math.abs(v))), 0)).toBeLessThan(1e-6);
  });

  it('says the same in ONNX Runtime', async () => {
    const graph = new GraphBuilder();
    const { value } = importedTreesModel.lower(state as never, graph, graph.input('x', 'float64', X.columns));
    graph.output('y', value, 'float64', classes ?? ['y']);
    const { y } = await runGraph(graph.build(), { x: { dtype: 'float64', dims: [X.rows, X.columns.length], data: X.values } });
    const said = classes === null ? await importedTreesModel.predict(state as never, X, quietContext()) : (await importedTreesModel.predictProba!(state as never, X, quietContext())).values;
    expect((y!.data as Float64Array).reduce((most, v, i) => Math.max(most, Math.abs(v - said[i]!)), 0)).toBeLessThan(1e-12);
  });
});

const made = randomEnsemble({ seed: 4, trees: 6, outputs: 3, width: 1, columns: 3, categories: { 1: 4 }, leaves: 6, float32: true, link: 'softmax' });
const table: Matrix = { rows: 2, columns: ['x0', 'x1', 'x2'], values: Float64Array.of(0.1, 0, 0.3, -0.4, 2, Number.NaN), categories: [null, ['c2', 'c0', 'c3', 'c1'], null] };
const bind = (bytes: Uint8Array, X: Matrix, task: Task, classes: readonly string[] | null) => importTrees(bytes, X, task, classes);

it('takes counted classes in their order, and says so', () => {
  const state = bind(writeXgboost(made, { form: 'ubjson' }), table, 'multiclass', ['a', 'b', 'c']);
  expect(state.notes.join()).toContain('0 is "a", 1 is "b", 2 is "c"');
  const same = { ...table, values: Float64Array.of(0.1, 2, 0.3, -0.4, 0, Number.NaN), categories: [null, ['c0', 'c1', 'c2', 'c3'], null] };
  expect(rawOutputs(state.ensemble, table)).toEqual(rawOutputs(bind(writeXgboost(made, { form: 'json' }), same, 'multiclass', ['2', '1', '0']).ensemble, same).map((_, at, all) => all[at - (at % 3) + 2 - (at % 3)]!));
});

it.each<[string, () => unknown, RegExp]>([
  ['a column that the table does not have', () => bind(writeXgboost(made, { form: 'json' }), { ...table, columns: ['x0', 'x1', 'z'] }, 'multiclass', ['a', 'b', 'c']), /reads the column "x2", which this table does not have/],
  ['another task', () => bind(writeXgboost(made, { form: 'json' }), table, 'regression', null), /is a classification \(multi:softprob\), and this study is a regression/],
  ['another number of classes', () => bind(writeXgboost(made, { form: 'json' }), table, 'binary', ['a', 'b']), /knows 3 classes/],
  ['numbers where it has categories', () => bind(writeLightgbm(made), { ...table, categories: [null, null, null] }, 'multiclass', ['a', 'b', 'c']), /has categories in "x1", and this table numbers/],
  ['categories where it has numbers', () => bind(writeLightgbm(made), { ...table, categories: [['q'], ['c0'], null] }, 'multiclass', ['a', 'b', 'c']), /has numbers in "x0", and this table categories/],
])('refuses %s', (_, call, message) => {
  expect(call).toThrow(message);
});

it('knows the files of each library, and nothing else', () => {
  expect(cases.map((c) => libraryOf(bytesOf(c.file)))).toEqual([...Array<string>(7).fill('XGBoost'), ...Array<string>(10).fill('LightGBM'), ...Array<string>(9).fill('CatBoost')]);
  expect(libraryOf(writeXgboost(made, { form: 'ubjson' }))).toBe('XGBoost');
  expect(['a,b\n1,2\n', '{"format": "tablab/study"}', '', 'tree,leaf\n1,2\n'].map((text) => libraryOf(new TextEncoder().encode(text)))).toEqual([null, null, null, null]);
  expect(describeModel(readTreeModel(writeLightgbm(made)))).toBe('A model file of LightGBM v4: 6 trees over 3 columns, multiclass.');
});

it('needs its file', async () => {
  await expect((async () => importedTreesModel.fit({ X: table, task: 'multiclass', y: Float64Array.of(0, 1), classes: ['a', 'b', 'c'], sampleWeight: null }, { file: 'f00', name: 'model.json' }, quietContext()))()).rejects.toThrow('The model file "model.json" is not kept with this study. Open the file again.');
});
