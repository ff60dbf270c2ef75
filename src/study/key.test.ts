import { expect, it } from 'vitest';
import { canonical, hash128 } from './hash.ts';
import { runKey } from './key.ts';
import type { Study } from './schema.ts';

const study: Study = {
  format: 'tablab/study', version: 1, id: 'a', name: 'A', target: 'y', task: null, metric: null, notes: '',
  data: { table: 'f'.repeat(64), file: null, name: 'x.csv', sample: null, rows: 3, columns: [], options: { dialect: {}, types: {}, missing: null, everyNth: 1 }, image: null },
  steps: [
    { id: '1', type: 'standard-scaler', version: 1, enabled: true, params: {} },
    { id: '2', type: 'one-hot-encoder', version: 1, enabled: false, params: {} },
  ],
  split: { kind: 'holdout', test: 0.2, stratify: true, shuffle: true, seed: 42 },
  models: [{ id: 'm', type: 'ridge', version: 1, params: { alpha: 1, solver: 'svd' }, seed: 42 }],
};

it('hashes as MurmurHash3 x86 128 does', () => {
  // Made with the reference implementation in C.
  const known = {
    '': '00000000000000000000000000000000',
    a: 'a794933c5556b01b5556b01b5556b01b',
    'hello, wörld': 'c860ef92318b0eb304c3734f9c96d610',
    '0123456789abcdef': 'fb7d440936aed30a48ad1d9b572b3bfd',
    '0123456789abcdef0123456789abcde': 'a9557e29787f5b8272e2d0c7c4945e57',
  };
  for (const [text, hash] of Object.entries(known)) expect(hash128(text)).toBe(hash);
});

it('prints equal values alike', () => {
  expect(canonical({ b: [1, { d: undefined, c: null }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":null}]}');
});

it('leaves out what does not change a result', () => {
  const key = runKey(study, 'm');
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  const same: Study = {
    ...study, id: 'b', name: 'B', notes: 'n', metric: 'f1',
    data: { ...study.data!, name: 'y.csv', file: 'e'.repeat(64) },
    steps: [{ ...study.steps[0]!, id: '9' }],
    models: [{ ...study.models[0]!, id: 'm', params: { solver: 'svd', alpha: 1 } }, { id: 'n', type: 'mlp', version: 1, params: {}, seed: 1 }],
  };
  expect(runKey(same, 'm')).toBe(key);
});

it('follows the steps a model is given: one that is skipped for it costs it nothing', () => {
  const scaler = study.steps[0]!;
  const needed: Study = { ...study, steps: [{ ...scaler, only: 'needed' }] };
  expect(runKey(needed, 'm')).toBe(runKey(study, 'm'));
  const tree = { ...study.models[0]!, type: 'decision-tree-regressor', params: {} };
  expect(runKey({ ...needed, models: [tree] }, 'm')).toBe(runKey({ ...study, steps: [], models: [tree] }, 'm'));
  expect(runKey({ ...study, models: [tree] }, 'm')).not.toBe(runKey({ ...study, steps: [], models: [tree] }, 'm'));
});

it('changes with everything that makes the result', () => {
  const model = study.models[0]!;
  const others: readonly Study[] = [
    { ...study, data: { ...study.data!, table: '0'.repeat(64) } },
    { ...study, target: 'z' },
    { ...study, task: 'regression' },
    { ...study, steps: study.steps.map((s) => ({ ...s, enabled: true })) },
    { ...study, steps: [{ ...study.steps[0]!, params: { withMean: false } }] },
    { ...study, steps: [] },
    { ...study, split: { ...study.split, seed: 1 } as Study['split'] },
    { ...study, split: { kind: 'given', folds: [0, 1, 0] } },
    { ...study, split: { kind: 'given', folds: [0, 1, 1] } },
    { ...study, models: [{ ...model, params: { alpha: 2, solver: 'svd' } }] },
    { ...study, models: [{ ...model, seed: 1 }] },
    { ...study, models: [{ ...model, type: 'lasso' }] },
    { ...study, models: [{ ...model, version: 2 }] },
  ];
  expect(new Set([study, ...others].map((s) => runKey(s, 'm'))).size).toBe(others.length + 1);
});
