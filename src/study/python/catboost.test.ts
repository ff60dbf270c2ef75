import { expect, it } from 'vitest';
import { defaultImport } from '../../frame/csv/options.ts';
import { newModel, newStudy } from '../create.ts';
import type { Study } from '../schema.ts';
import { pythonScript } from './index.ts';

const columns = [{ name: 'age', type: 'number' as const }, { name: 'city', type: 'category' as const, dictionary: ['x', 'y'] }, { name: 'kind', type: 'category' as const, dictionary: ['yes', 'no'] }];
const study = (params: Parameters<typeof newModel>[1]): Study => ({
  ...newStudy('Cats'), target: 'kind', task: 'binary',
  data: { table: '', file: null, name: 'rows.csv', sample: null, rows: 100, image: null, options: defaultImport, columns },
  models: [newModel('cat-boost-classifier', params, 7)],
});

it('writes what differs from CatBoost’s defaults, and tells it which columns are texts', () => {
  const script = pythonScript(study({ depth: 4, monotoneConstraints: 'age: 1', classWeights: 'yes: 3, no: 1', simpleCtr: 'Borders:Prior=0.5, Counter' }));
  expect(script).toContain('    pip install scikit-learn pandas catboost\n');
  expect(script).toContain('from catboost import CatBoostClassifier');
  expect(script).toContain('OfTexts(CatBoostClassifier(iterations=300, depth=4, monotone_constraints={"age": 1}, class_weights={1: 3, 0: 1}, simple_ctr=["Borders:Prior=0.5", "Counter"], random_seed=7, verbose=False, allow_writing_files=False))');
  expect(script.match(/class OfTexts:/g)).toHaveLength(1);
});

it('leaves out what cannot be read, and what other models do not need', () => {
  expect(pythonScript(study({ monotoneConstraints: 'nonsense' }))).not.toContain('monotone_constraints');
  expect(pythonScript({ ...study({}), models: [newModel('dummy-classifier')] })).not.toContain('OfTexts');
});

it('puts a loss\'s number into its name', () => {
  const script = pythonScript({ ...study({}), target: 'age', task: 'regression', models: [newModel('cat-boost-regressor', { lossFunction: 'Tweedie', variancePower: 1.2 }, 7)] });
  expect(script).toContain('CatBoostRegressor(iterations=300, loss_function="Tweedie:variance_power=1.2", random_seed=7');
});

it('tells a ranker what its loss is told, and its queries', () => {
  const ranking: Study = { ...study({}), target: 'age', task: 'ranking', query: 'city', models: [newModel('cat-boost-ranker', { mode: 'NDCG', top: 10, l2LeafReg: 2 }, 7)] };
  const script = pythonScript(ranking);
  expect(script).toContain('CatBoostRanker(iterations=300, l2_leaf_reg=2, loss_function="YetiRank:mode=NDCG;top=10", random_seed=7');
  expect(script).toContain('case "CatBoostRanker":');
  expect(pythonScript({ ...ranking, models: [newModel('cat-boost-ranker', { lossFunction: 'QueryRMSE' }, 7)] })).toContain('CatBoostRanker(loss_function="QueryRMSE", iterations=300, random_seed=7');
});
