import { describe, expect, it } from 'vitest';
import { defineMeta } from '../../engine/core/algorithm.ts';
import { bool, choice, columns, float, int, nullable } from '../../engine/core/params.ts';
import { defineTransformerMeta } from '../../engine/core/transformer.ts';
import { metricsFor } from '../../engine/metrics/catalog-by-task.ts';
import { defaultImport } from '../../frame/csv/options.ts';
import type { Study } from '../schema.ts';
import { keywords } from './call.ts';
import { literal, nameList, remark, snake, text } from './literal.ts';
import { scriptOf as pythonScript, type ScriptContext } from './script.ts';

const tags = { tasks: ['binary', 'multiclass', 'regression'], family: 'linear', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: false, images: false, speed: 3, readability: 3, linear: true } as const;
const logistic = defineMeta({
  type: 'logistic-regression', version: 1, name: 'LogisticRegression', module: 'sklearn.linear_model', summary: '', tags,
  params: { C: float(1, { help: '' }), maxIter: int(100, { help: '' }), own: bool(true, { help: '', python: null }), randomThing: choice('a', ['a', 'b'], { help: '', python: 'thing' }) },
});
const imputer = defineTransformerMeta({
  type: 'simple-imputer', version: 1, name: 'SimpleImputer', module: 'sklearn.impute', summary: '', tags: { group: 'missing', takes: 'any', allowNaN: true },
  params: { strategy: choice('mean', ['mean', 'median', 'most_frequent'], { help: '' }), columns: columns({ of: 'any', help: '' }) },
});
const encoder = defineTransformerMeta({
  type: 'one-hot-encoder', version: 1, name: 'OneHotEncoder', module: 'sklearn.preprocessing', summary: '', tags: { group: 'encode', takes: 'category', allowNaN: false },
  params: { handleUnknown: choice('error', ['error', 'ignore'], { help: '' }), columns: columns({ of: 'category', help: '' }) },
});
const drop = defineTransformerMeta({
  type: 'drop-columns', version: 1, name: 'DropColumns', module: 'tablab', summary: '', tags: { group: 'select', takes: 'any', allowNaN: true },
  params: { columns: columns({ of: 'any', help: '' }) },
});

const context: ScriptContext = { task: 'multiclass', models: [logistic], transformers: [imputer, encoder, drop], metrics: metricsFor('multiclass'), metric: 'accuracy', nets: () => null };
const study: Study = {
  format: 'tablab/study', version: 1, id: 's', name: 'Penguins """quoted"""', target: 'species', task: null, metric: null, notes: '',
  data: {
    table: '', file: null, name: 'penguins.csv', sample: null, rows: 344, image: null, options: { ...defaultImport, dialect: { delimiter: ';', decimal: ',' } },
    columns: [
      { name: 'species', type: 'category', dictionary: ['Gentoo', 'Adelie', 'Chinstrap'] }, { name: 'island', type: 'category' }, { name: 'bill "length"', type: 'number' },
      { name: 'seen', type: 'date', dateFormat: 'dd.mm.yyyy' }, { name: 'notes', type: 'text' },
    ],
  },
  steps: [
    { id: '1', type: 'simple-imputer', version: 1, enabled: true, params: { strategy: 'most_frequent', columns: ['island', 'bill "length"'] } },
    { id: '2', type: 'one-hot-encoder', version: 1, enabled: true, params: { handleUnknown: 'ignore' } },
    { id: '3', type: 'drop-columns', version: 1, enabled: false, params: { columns: ['island'] } },
    { id: '4', type: 'drop-columns', version: 1, enabled: true, params: { columns: ['seen'] } },
  ],
  split: { kind: 'holdout', test: 0.25, stratify: true, shuffle: true, seed: 7 },
  models: [{ id: 'a', type: 'logistic-regression', version: 1, params: { C: 0.5 }, seed: 3 }, { id: 'b', type: 'logistic-regression', version: 1, params: { C: 1, own: false }, seed: 3 }],
};

describe('literals', () => {
  it('are Python', () => {
    expect([null, true, false, 1e-7, 'née "x"\n', [1, 2], ['a']].map(literal)).toEqual(['None', 'True', 'False', '1e-7', '"née \\"x\\"\\n"', '[1, 2]', '["a"]']);
    expect(text('\u2028')).toBe('"\\u2028"');
  });

  it('turn names as scikit-learn writes them', () => {
    expect(['maxIter', 'C', 'minSamplesLeaf', 'p', 'l1Ratio'].map(snake)).toEqual(['max_iter', 'C', 'min_samples_leaf', 'p', 'l1_ratio']);
  });

  it('shorten runs of numbered names and break long lists', () => {
    const pixels = Array.from({ length: 20 }, (_, i) => `pixel${i + 1}`);
    expect(nameList(['label', ...pixels])).toBe('["label", *[f"pixel{i}" for i in range(1, 21)]]');
    expect(nameList(pixels.map((p) => `{${p}`))).toContain('"{pixel1"');
    expect(nameList(Array.from({ length: 30 }, (_, i) => `a long name ${'x'.repeat(i)}`)).split('\n').every((l) => l.length <= 112)).toBe(true);
  });

  it('keep remarks from ending the docstring', () => {
    expect(remark('a """ \\ \n b')).toBe("a '''     b");
  });
});

describe('keywords', () => {
  it('write what differs, under the library’s name, and what counts only beside another', () => {
    const schema = { alpha: float(1, { help: '' }), own: bool(true, { help: '', python: null }), depth: nullable(int(3, { help: '' })), kind: choice('a', ['a', 'b'], { help: '' }), share: float(0.5, { help: '', when: { kind: ['b'] } }) };
    expect(keywords(schema, { alpha: 1, own: false })).toEqual([]);
    expect(keywords(schema, { alpha: 2, depth: 4, share: 0.2 })).toEqual(['alpha=2', 'depth=4']);
    expect(keywords(schema, { kind: 'b' })).toEqual(['kind="b"', 'share=0.5']);
  });
});

describe('pythonScript', () => {
  it('prints a whole study', async () => {
    await expect(pythonScript(study, context)).toMatchFileSnapshot('snapshots/penguins.py');
  });

  it.each([
    ['k-fold', { kind: 'k-fold', folds: 5, stratify: true, shuffle: true, seed: 1 }, 'StratifiedKFold(5, shuffle=True, random_state=1).split'],
    ['k-fold in order', { kind: 'k-fold', folds: 3, stratify: false, shuffle: false, seed: 1 }, 'KFold(3).split'],
    ['validation', { kind: 'train-validation-test', validation: 0.2, test: 0.3, stratify: true, shuffle: true, seed: 5 }, 'test_size=0.2 / (1 - 0.3), random_state=5, stratify=y[train])'],
    ['given', { kind: 'given', folds: [0, 1, -1] }, 'replay(np.array([0, 1, -1])[kept])'],
    ['in order', { kind: 'holdout', test: 0.2, stratify: true, shuffle: false, seed: 1 }, 'test_size=0.2, shuffle=False)'],
  ] as const)('writes the split: %s', (_, split, expected) => {
    expect(pythonScript({ ...study, split }, context)).toContain(expected);
  });

  it('reads the dialect that was found, and the study’s own before it', () => {
    const script = pythonScript(study, { ...context, dialect: { delimiter: '\t', thousands: '.', skipLines: 2, encoding: 'windows-1252', quote: "'", comment: '#' } });
    for (const part of ['sep=";"', 'decimal=","', 'thousands="."', 'skiprows=2', 'encoding="windows-1252"', `quotechar="'"`, 'comment="#"']) expect(script).toContain(part);
  });

  it('asks for data first', () => {
    expect(() => pythonScript({ ...study, data: null }, context)).toThrow(/Open a file/);
  });
});
