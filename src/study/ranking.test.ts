import { describe, expect, it } from 'vitest';
import { mulberry32, normal } from '../engine/core/random.ts';
import { fromColumns } from '../frame/from-columns.ts';
import { profileTable } from '../frame/profile-table.ts';
import type { Table } from '../frame/table.ts';
import { evaluate } from '../engine/evaluation/evaluate.ts';
import { newModel, newStep, newStudy } from './create.ts';
import { explainPermutation } from './explain/index.ts';
import { quietContext } from '../engine/core/context.ts';
import { runKey } from './key.ts';
import { lowerPipeline } from './lower.ts';
import { prepare } from './prepare.ts';
import { findQuery, readGroups, spreadQueries } from './query.ts';
import { runModel } from './run.ts';
import { quietRun } from './run-context.ts';
import type { Split, Study } from './schema.ts';
import { suggest } from './suggest.ts';

const QUERIES = 60;

/** Results of 60 searches: relevance follows `match` and `age`, and a level of each query that no column tells. */
function searches(): Table {
  const random = mulberry32(4);
  const next = normal(random);
  const rows = Array.from({ length: QUERIES * 12 }, (_, i) => ({ q: `q${(i * 7) % QUERIES}`, match: random(), age: random() }));
  return fromColumns([
    { name: 'query_id', values: rows.map((r, i) => (i === 5 ? null : r.q)) },
    { name: 'match', values: rows.map((r) => r.match) },
    { name: 'age', values: rows.map((r) => r.age) },
    { name: 'relevance', values: rows.map((r) => Math.max(0, Math.min(4, Math.round(4 * r.match - 2 * r.age + 0.4 * next())))) },
  ]);
}

const table = searches();
const study = (split: Partial<Split> = {}): Study => {
  const base = newStudy('Searches');
  return {
    ...base, target: 'relevance', task: 'ranking', models: [newModel('ridge'), newModel('dummy-regressor')], steps: [newStep('standard-scaler', {}, 'needed')],
    data: { table: 'a'.repeat(64), file: null, name: 'searches.csv', sample: null, rows: table.rows, columns: table.columns, options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
    split: { kind: 'holdout', test: 0.25, stratify: true, shuffle: true, seed: 3, ...split } as Split,
  };
};

describe('the query', () => {
  it('is found by its name, where one name alone says so', () => {
    const named = (...names: string[]) => names.map((name) => ({ name, type: 'number' as const }));
    for (const name of ['qid', 'query', 'query_id', 'Query ID', 'srch_id', 'QID']) expect(findQuery(named('a', name, 'b'), null)).toBe(name);
    for (const name of ['quid', 'liquid', 'id', 'group', 'queries_made']) expect(findQuery(named('a', name), null)).toBeNull();
    expect(findQuery(named('qid', 'query'), null)).toBeNull();
    expect(findQuery(named('qid', 'query'), 'query')).toBe('qid');
  });
  it('is read from columns of any type', () => {
    const of = (values: readonly (string | number | null)[], type: 'number' | 'category' | 'text') => [...readGroups(fromColumns([{ name: 'q', values, type }]), 'q')];
    expect(of([7, 3, 7, null], 'number')).toEqual([0, 1, 0, -1]);
    expect(of(['b', 'a', 'b', null], 'category')).toEqual([0, 1, 0, -1]);
    expect(of(['b', 'a', 'b', null], 'text')).toEqual([0, 1, 0, -1]);
  });
  it('is kept whole where rows are taken from all over', () => {
    const groups = Int32Array.from({ length: 100 }, (_, i) => i % 10);
    const at = spreadQueries(Uint32Array.from(groups.keys()), groups, 40);
    expect(at).toHaveLength(40);
    expect(new Set(Array.from(at, (i) => groups[i])).size).toBe(4);
  });
  it('is proposed with the task, and is no input', async () => {
    const found = suggest({ ...study(), task: null }, await profileTable(table));
    expect(found.ranking).toMatchObject({ query: 'query_id' });
    expect(found.task).toBe('multiclass');
    const prepared = prepare(study(), 'ranking', table);
    expect(prepared.inputs.map((c) => c.name)).toEqual(['match', 'age']);
    expect(prepared.warnings).toEqual(['1 row has no query_id and is left out of training and scoring.']);
    expect(prepared.rows).toHaveLength(QUERIES * 12 - 1);
  });
  it('must be known, and the relevance must not be negative', () => {
    const bare = fromColumns([{ name: 'a', values: [1, 2] }, { name: 'relevance', values: [0, 1] }]);
    expect(() => prepare(study(), 'ranking', bare)).toThrow('which rows belong to the same query. Choose the query column');
    expect(() => prepare({ ...study(), query: 'relevance' }, 'ranking', bare)).toThrow('cannot be the query too');
    const negative = fromColumns([{ name: 'qid', values: [1, 1] }, { name: 'a', values: [1, 2] }, { name: 'relevance', values: [0, -1] }]);
    expect(() => prepare(study(), 'ranking', negative)).toThrow('it must be 0 (of no use) or more');
  });
  it('names the result', () => {
    const s = study();
    const other: Study = { ...s, query: 'match' };
    expect(runKey(other, s.models[0]!.id)).not.toBe(runKey(s, s.models[0]!.id));
    expect(runKey({ ...other, task: 'regression' }, s.models[0]!.id)).toBe(runKey({ ...s, task: 'regression' }, s.models[0]!.id));
  });
});

describe('a ranking', () => {
  it('keeps queries whole, scores them, and beats a constant', async () => {
    const s = study();
    const run = await runModel(s, s.models[0]!.id, 'ranking', table, quietRun());
    const baseline = await runModel(s, s.models[1]!.id, 'ranking', table, quietRun());
    expect(run.fitted.query).toBe('query_id');
    const { groups, rows } = run.predictions;
    expect(new Set(groups).size).toBe(QUERIES / 4);
    expect(Object.keys(run.scores).sort()).toEqual(expect.arrayContaining(['map@5', 'mrr', 'ndcg', 'ndcg-linear@10', 'ndcg@5']));
    const score = run.scores['ndcg@5']!;
    expect(score.mean).toBeGreaterThan(0.9);
    expect(score.low).toBeLessThan(score.mean);
    expect(score.high).toBeGreaterThan(score.mean);
    expect(score.mean - baseline.scores['ndcg@5']!.mean).toBeGreaterThan(0.2);
    const evaluation = evaluate(run.predictions, 'ranking', null, rows);
    expect(evaluation).toMatchObject({ kind: 'ranking', queries: QUERIES / 4, rows: rows.length });
    if (evaluation.kind !== 'ranking') return;
    const five = evaluation.at.find((a) => a.k === 5)!;
    expect(evaluation.curve.exponential[evaluation.curve.k.indexOf(5)]).toBeCloseTo(score.mean, 12);
    expect(five.ndcg[0]).toBe(Math.min(...five.ndcg));
    const worst = evaluation.shown[five.worst[0]!]!;
    expect([...worst.score]).toEqual([...worst.score].sort((a, b) => b - a));
    expect(new Set(Array.from(worst.rows, (row) => readGroups(table, 'query_id')[row])).size).toBe(1);
    expect(lowerPipeline(run.fitted).outputs).toMatchObject([{ name: 'score', columns: ['relevance'] }]);
  });

  it('tests every query once over folds', async () => {
    const s = study({ kind: 'k-fold', folds: 3 } as Partial<Split>);
    const run = await runModel(s, s.models[0]!.id, 'ranking', table, quietRun());
    expect(run.predictions.rows).toHaveLength(QUERIES * 12 - 1);
    const foldOf = new Map<number, number>();
    run.predictions.groups!.forEach((q, i) => {
      expect(foldOf.get(q) ?? run.predictions.fold[i]).toBe(run.predictions.fold[i]);
      foldOf.set(q, run.predictions.fold[i]!);
    });
    expect(foldOf.size).toBe(QUERIES);
  });

  it('is explained by what shuffling a column does to the order', async () => {
    const s = study();
    const run = await runModel(s, s.models[0]!.id, 'ranking', table, quietRun());
    const importance = await explainPermutation(run, table, { metric: 'ndcg@5', nRepeats: 3, maxRows: 100, seed: 1 }, { ...quietContext(), progress: () => {} });
    expect(importance.mean[importance.columns.indexOf('match')]).toBeGreaterThan(importance.mean[importance.columns.indexOf('age')]! * 1.5);
  });
});

it('any study can keep rows of one value together', async () => {
  const s: Study = { ...study({ group: 'query_id' } as Partial<Split>), task: 'regression' };
  const run = await runModel(s, s.models[0]!.id, 'regression', table, quietRun());
  const groups = readGroups(table, 'query_id');
  const tested = new Set(Array.from(run.predictions.rows, (row) => groups[row]!));
  const learned = Array.from(groups.keys()).filter((row) => !run.predictions.rows.includes(row)).map((row) => groups[row]!);
  expect(learned.filter((q) => q >= 0 && tested.has(q))).toEqual([]);
  expect(run.fitted.inputs.map((c) => c.name)).toEqual(['match', 'age']);
  expect(run.scores).not.toHaveProperty('ndcg@5');
});
