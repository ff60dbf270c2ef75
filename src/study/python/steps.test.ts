import { describe, expect, it } from 'vitest';
import { newModel, newStep, newStudy } from '../create.ts';
import { defaultImport } from '../../frame/csv/options.ts';
import type { Study } from '../schema.ts';
import { stepsCode } from './steps.ts';
import { Imports } from './call.ts';
import { catalog } from '../../engine/transformers/catalog.ts';
import { pythonScript } from './index.ts';

const columns = [{ name: 'qid', type: 'number' as const }, { name: 'a', type: 'number' as const }, { name: 'kind', type: 'category' as const, dictionary: ['x', 'y'] }, { name: 'y', type: 'number' as const }];
const study: Study = {
  ...newStudy('Steps'), target: 'y', task: 'regression',
  data: { table: '', file: null, name: 'rows.csv', sample: null, rows: 100, image: null, options: defaultImport, columns },
  steps: [newStep('simple-imputer', { strategy: 'median' }, 'needed'), newStep('standard-scaler', {}, 'needed'), newStep('one-hot-encoder', {}, 'needed')],
  models: [newModel('ridge'), newModel('decision-tree-regressor'), newModel('k-neighbors-regressor')],
};

describe('the steps of a script', () => {
  it('are those each model is given; models that are given the same share them', () => {
    const script = pythonScript(study);
    expect(script).toContain('"ridge": (preparation, lambda:');
    expect(script).toContain('"decision-tree-regressor": (preparation_2, lambda:');
    expect(script).toContain('"k-neighbors-regressor": (preparation, lambda:');
    const [first, second] = script.split(/def preparation(?:_2)?\(\):/).slice(1);
    expect(first).toContain('StandardScaler()');
    expect(second!.split('def ')[0]).not.toContain('StandardScaler()');
    expect(first).toContain('SimpleImputer(strategy="median")');
    expect(second!.split('def ')[0]).not.toContain('SimpleImputer');
  });
  it('hand categories to models that take them', () => {
    const made = stepsCode([{ steps: [], categories: true }], catalog, columns, new Imports());
    expect(made.code).toContain('return Pipeline([\n        ("categories", Categories()),\n    ])');
    expect(made.helpers.join()).toContain('class Categories');
    expect(stepsCode([{ steps: [], categories: true }], catalog, columns.slice(0, 2), new Imports()).code).toContain('passthrough');
  });
  it('see neither the query nor the target, and folds keep queries whole', () => {
    const script = pythonScript({ ...study, task: 'ranking', split: { kind: 'k-fold', folds: 3, stratify: true, shuffle: true, seed: 2 } });
    expect(script).toContain('TOGETHER = "qid"');
    expect(script).toContain('df.drop(columns=[TARGET, TOGETHER])');
    expect(script).toContain('GroupKFold(3, shuffle=True, random_state=2).split(y, groups=together)');
    expect(script).toContain('"ndcg@5": over_queries(ndcg, 5)');
    expect(script).toContain('model.fit(X_train, y[train], **queries_of(model, together[train]))');
    expect(pythonScript({ ...study, split: { ...study.split, group: 'kind' } as Study['split'] })).toContain('TOGETHER = "kind"');
  });
});
