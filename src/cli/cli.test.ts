import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '../engine/core/random.ts';
import { runCli } from './run-cli.ts';
import type { Terminal } from './terminal.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');

interface Said { readonly code: number; readonly out: string; readonly err: string }
async function tablab(...argv: readonly string[]): Promise<Said> {
  let out = '';
  let err = '';
  const terminal: Terminal = { out: (t) => { out += t; }, err: (t) => { err += `${t}\n`; }, progress: () => {}, done: () => {} };
  return { code: await runCli(argv, terminal), out, err };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablab-cli-'));
  const random = mulberry32(4);
  const lines = ['weight,island,__proto__,kind'];
  for (let i = 0; i < 120; i++) {
    const weight = 2 + 4 * random();
    const island = random() < 0.5 ? 'North' : 'South';
    lines.push(`${i % 13 === 0 ? '' : weight.toFixed(3)},${island},${random().toFixed(3)},${weight + (island === 'North' ? 0.6 : 0) > 4.2 ? 'big' : 'small'}`);
  }
  writeFileSync(at('animals.csv'), `${lines.join('\n')}\n`);
  writeFileSync(at('folds.json'), JSON.stringify(Array.from({ length: 120 }, (_, i) => i % 3)));
  writeFileSync(at('params.json'), JSON.stringify({ 'decision-tree-classifier': { maxDepth: 3 } }));
  writeFileSync(at('empty.csv'), '');
  writeFileSync(at('header.csv'), 'a,b\n');
  writeFileSync(at('binary.csv'), Buffer.from([0, 1, 2, 0, 255, 254, 0, 0, 3, 9, 0]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('train', () => {
  it('writes a leaderboard, the study, and the best model with everything that goes with it', async () => {
    const said = await tablab('train', at('animals.csv'), '--target', 'kind', '--models', 'dummy-classifier,decision-tree-classifier', '--folds', at('folds.json'), '--params', at('params.json'), '--metric', 'accuracy', '--out', at('model'), '--json');
    expect(said.code).toBe(0);
    const board = JSON.parse(read('model/leaderboard.json'));
    expect(JSON.parse(said.out)).toEqual(board);
    expect(board).toMatchObject({ task: 'binary', metric: 'accuracy', rows: [{ model: 'decision-tree-classifier', params: { maxDepth: 3 } }, { model: 'dummy-classifier' }] });
    expect(board.rows[0].scores.accuracy.folds).toHaveLength(3);
    const predictions = read('model/predictions.csv').trim().split('\r\n');
    expect(predictions[0]).toBe('row,fold,true,predicted,probability_big,probability_small');
    expect(predictions).toHaveLength(121);
    expect(JSON.parse(read('model/parity.json'))).toMatchObject({ passed: true, sameClass: 1 });
    expect(read('model/train.py')).toContain('DecisionTreeClassifier(max_depth=3');
    expect(read('model/report.html')).toContain('<!doctype html>');
    expect(JSON.parse(read('model/study.json'))).toMatchObject({ format: 'tablab/study', target: 'kind' });
  });

  it('continues a training: as if all rounds had been asked for at once', async () => {
    const params = (n: number): string => { writeFileSync(at('rounds.json'), JSON.stringify({ 'xgb-classifier': { nEstimators: n, subsample: 0.8 } })); return at('rounds.json'); };
    const train = (n: number, out: string): Promise<Said> => tablab('train', at('animals.csv'), '--target', 'kind', '--models', 'xgb-classifier', '--params', params(n), '--out', at(out));
    expect(await train(8, 'eight')).toMatchObject({ code: 0 });
    expect(await train(12, 'twelve')).toMatchObject({ code: 0 });
    const said = await tablab('train', at('animals.csv'), '--continue', at('eight'), '--rounds', '4', '--out', at('on'));
    expect(said).toMatchObject({ code: 0 });
    expect(said.err).toContain('XGBClassifier goes on from');
    expect(read('on/predictions.csv')).toBe(read('twelve/predictions.csv'));
    expect(JSON.parse(read('on/leaderboard.json')).rows).toMatchObject([{ params: { nEstimators: 4 }, continues: [{ params: { nEstimators: 8 } }] }]);
    expect(read('on/train.py')).toContain('Continued([');
    // A continued model can be continued.
    expect(await tablab('train', at('animals.csv'), '--continue', at('on'), '--rounds', '2', '--out', at('further'))).toMatchObject({ code: 0 });
    expect(JSON.parse(read('further/study.json')).models[0].continues).toHaveLength(2);
    const refused = async (...argv: readonly string[]): Promise<string> => { const { code, err } = await tablab(...argv); expect(code).toBe(2); return err; };
    expect(await refused('train', at('searches-none.csv'), '--continue', at('eight'), '--out', at('x'))).toContain('There is no file');
    expect(await refused('train', at('animals.csv'), '--continue', at('eight'), '--cv', '5', '--out', at('x'))).toContain('--cv cannot go with --continue');
    expect(await refused('train', at('animals.csv'), '--target', 'kind', '--rounds', '5', '--out', at('x'))).toContain('with --continue');
    writeFileSync(at('fewer.csv'), read('animals.csv').split('\n').slice(0, 100).join('\n'));
    expect(await refused('train', at('fewer.csv'), '--continue', at('eight'), '--out', at('x'))).toContain('was trained on other data');
    expect(await tablab('train', at('animals.csv'), '--target', 'kind', '--models', 'dummy-classifier', '--out', at('dummy'))).toMatchObject({ code: 0 });
    expect(await refused('train', at('animals.csv'), '--continue', at('dummy'), '--out', at('x'))).toContain('cannot be continued');
  }, 120_000);

  it('ranks: finds the query, keeps it whole, and writes places', async () => {
    const random = mulberry32(9);
    const lines = ['qid,match,relevance', ...Array.from({ length: 200 }, (_, i) => {
      const match = random();
      return `q${i % 20},${match.toFixed(3)},${Math.min(2, Math.floor(3 * match))}`;
    })];
    writeFileSync(at('searches.csv'), `${lines.join('\n')}\n`);
    const said = await tablab('train', at('searches.csv'), '--target', 'relevance', '--models', 'dummy-regressor,decision-tree-regressor', '--metric', 'ndcg@3', '--out', at('ranked'), '--json');
    expect(said.code).toBe(0);
    const board = JSON.parse(said.out);
    expect(board).toMatchObject({ task: 'ranking', metric: 'ndcg@3', rows: [{ model: 'decision-tree-regressor' }, { model: 'dummy-regressor' }] });
    expect(board.rows[0].scores['ndcg@3'].mean).toBeGreaterThan(0.99);
    const [head, ...rows] = read('ranked/predictions.csv').trim().split('\r\n');
    expect(head).toBe('row,query,true,predicted,place');
    expect(rows).toHaveLength(40);
    expect(rows.filter((row) => row.endsWith(',1'))).toHaveLength(4);
    expect((await tablab('predict', '--model', at('ranked'), at('searches.csv'), '--out', at('places.csv'))).code).toBe(0);
    expect(read('places.csv').split('\r\n')[0]).toBe('row,query,predicted,place');
    expect((await tablab('train', at('searches.csv'), '--target', 'relevance', '--query', 'nobody', '--out', at('ranked'))).err).toContain('--query: there is no column "nobody"');
  });

  it('gives the same numbers when its own study is run again', async () => {
    const again = await tablab('run', at('model/study.json'), '--data', at('animals.csv'), '--out', at('again'), '--json');
    expect(again.code).toBe(0);
    const scores = (name: string) => JSON.parse(read(`${name}/leaderboard.json`)).rows.map((r: { scores: unknown }) => r.scores);
    expect(scores('again')).toEqual(scores('model'));
  });

  it('predicts, explains and exports from the folder it wrote', async () => {
    expect(await tablab('predict', '--model', at('model'), at('animals.csv'), '--out', at('predicted.csv'))).toMatchObject({ code: 0 });
    expect(read('predicted.csv').trim().split('\r\n')).toHaveLength(121);
    expect((await tablab('explain', '--model', at('model'), at('animals.csv'), '--rows', '5', '--background', '10', '--out', at('why.json'))).code).toBe(0);
    const why = JSON.parse(read('why.json'));
    expect(why.shap.columns).toEqual(['weight', 'island', '__proto__']);
    expect(why.permutation.mean[0]).toBeGreaterThan(why.permutation.mean[2]);
    for (const format of ['onnx', 'python', 'report', 'study']) expect((await tablab('export', '--model', at('model'), '--format', format, '--out', at(`out.${format}`))).code).toBe(0);
    const tfjs = await tablab('export', '--model', at('model'), '--format', 'tfjs', '--out', at('out.zip'));
    expect(tfjs).toMatchObject({ code: 2 });
    expect(tfjs.err).toContain('Only neural nets have a TensorFlow.js form');
  });
});

it('scores a forest out of the bag, and compares its rows', async () => {
  writeFileSync(at('forest.json'), JSON.stringify({ 'random-forest-classifier': { nEstimators: 20, oobScore: true } }));
  const said = await tablab('train', at('animals.csv'), '--target', 'kind', '--models', 'random-forest-classifier,dummy-classifier', '--params', at('forest.json'), '--out', at('forest'));
  expect(said).toMatchObject({ code: 0 });
  expect(said.out).toMatch(/model +\S+ +out of bag +fit/);
  const [best] = JSON.parse(read('forest/leaderboard.json')).rows;
  expect(best.outOfBag).toMatchObject({ rows: 96, unscored: 0 });
  const [head, ...rows] = read('forest/out-of-bag.csv').trim().split('\r\n').map((line) => line.split(','));
  expect(head).toEqual(['row', 'true', 'predicted', 'probability_big', 'probability_small']);
  expect(rows.filter((row) => row[1] === row[2]).length / 96).toBeCloseTo(best.outOfBag.scores.accuracy, 12);
  const explain = (...argv: readonly string[]): Promise<Said> => tablab('explain', '--model', at('forest'), at('animals.csv'), '--rows', '20', '--out', at('alike.json'), ...argv);
  expect(await explain('--proximity')).toMatchObject({ code: 0 });
  expect(JSON.parse(read('alike.json')).proximity).toMatchObject({ outOfBag: false, trees: 20, neighbours: 10 });
  expect(await explain('--proximity', '--out-of-bag')).toMatchObject({ code: 0 });
  const learned = new Set(rows.map((row) => Number(row[0])));
  expect(JSON.parse(read('alike.json')).proximity.rows.every((row: number) => learned.has(row))).toBe(true);
  expect((await explain('--out-of-bag')).err).toContain('--out-of-bag goes with --proximity');
  writeFileSync(at('others.csv'), read('animals.csv').split('\n').slice(0, 90).join('\n'));
  const other = await tablab('explain', '--model', at('forest'), at('others.csv'), '--proximity', '--out-of-bag', '--out', at('alike.json'));
  expect([other.code, other.err]).toEqual([2, expect.stringContaining('is not the data it was trained on')]);
});

it('helps with any word, a property of all objects too', async () => {
  for (const word of ['constructor', 'toString', '__proto__']) expect((await tablab('help', word)).out).toBe((await tablab('help')).out);
});

it('profiles and lists models as JSON', async () => {
  const profile = await tablab('profile', at('animals.csv'), '--json');
  expect(JSON.parse(profile.out).columns.map((c: { name: string }) => c.name)).toEqual(['weight', 'island', '__proto__', 'kind']);
  const models = await tablab('models', '--json');
  expect(JSON.parse(models.out).map((m: { type: string }) => m.type)).toContain('mlp');
});

describe('bad usage and bad input end with 2 and a sentence', () => {
  const data = 'animals.csv';
  it.each([
    [['train', data, '--target', 'kind'], '--out is needed'],
    [['train', '--target', 'kind', '--out', 'x'], 'DATA is needed'],
    [['train', 'nothing.csv', '--target', 'kind', '--out', 'x'], 'There is no file'],
    [['train', data, '--target', 'colour', '--out', 'x'], 'there is no column "colour"'],
    [['train', data, '--target', 'kind', '--models', 'oracle', '--out', 'x'], 'There is no model "oracle"'],
    [['train', data, '--target', 'kind', '--test', '0.2', '--cv', '5', '--out', 'x'], 'cannot go together'],
    [['train', data, '--target', 'kind', '--test', 'half', '--out', 'x'], '--test must be a number'],
    [['train', data, '--target', 'kind', '--cv', '1', '--out', 'x'], '--cv must be a whole number'],
    [['train', data, '--target', 'kind', '--metric', 'rmse', '--models', 'dummy-classifier', '--out', 'x'], 'does not apply to a binary task'],
    [['train', 'empty.csv', '--target', 'kind', '--out', 'x'], 'empty'],
    [['train', 'header.csv', '--target', 'b', '--out', 'x'], 'header'],
    [['train', 'binary.csv', '--target', 'b', '--out', 'x'], 'text'],
    [['train', data, '--wish', 'x', '--out', 'x'], "Unknown option '--wish'"],
    [['predict', '--model', 'no-such-folder', data, '--out', 'x'], 'There is no model in'],
    [['frobnicate'], 'There is no command "frobnicate"'],
  ] as const)('%s', async (argv, sentence) => {
    const said = await tablab(...argv.map((a) => (a.endsWith('.csv') || a === 'x' ? at(a) : a)));
    expect(said.code).toBe(2);
    expect(said.err).toContain(sentence);
  });
});
