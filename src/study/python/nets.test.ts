import { describe, expect, it } from 'vitest';
import { defaultImport } from '../../frame/csv/options.ts';
import type { Study } from '../schema.ts';
import { pythonScript } from './index.ts';

const study: Study = {
  format: 'tablab/study', version: 1, id: 's', name: 'Nets', target: 'kind', task: null, metric: null, notes: '',
  data: { table: '', file: null, name: 'rows.csv', sample: null, rows: 100, image: null, options: defaultImport, columns: [{ name: 'kind', type: 'category', dictionary: ['a', 'b', 'c'] }, ...Array.from({ length: 64 }, (_, i) => ({ name: `pixel${i}`, type: 'number' as const }))] },
  steps: [], split: { kind: 'k-fold', folds: 3, stratify: true, shuffle: true, seed: 1 },
  models: [{ id: 'a', type: 'mlp', version: 1, params: { hiddenUnits: [7] }, seed: 5 }, { id: 'b', type: 'mlp', version: 1, params: {}, seed: 6 }, { id: 'c', type: 'cnn', version: 1, params: {}, seed: 7 }],
};

describe('nets in a script', () => {
  const script = pythonScript(study);

  it('take their width from the prepared columns and their outputs from the classes', () => {
    expect(script).toContain('keras.Input((inputs,))');
    expect(script).toContain('keras.layers.Dense(len(self.classes_), name=');
    expect(script).toContain('self.build(X.shape[1])');
    expect(script).not.toContain('987');
  });

  it('have names and seeds of their own', () => {
    expect(script.match(/^class \w+/gm)).toEqual(['class MLP', 'class MLP2', 'class CNN3']);
    expect(script).toContain('"mlp": (preparation, lambda: MLP(seed=5)),');
    expect(script).toContain('"mlp 2": (preparation, lambda: MLP2(seed=6)),');
    expect(script).toContain('keras.layers.Reshape((8, 8, 1))');
  });

  it('import Keras once, on a backend that is named', () => {
    expect(script.match(/^import keras$/gm)).toHaveLength(1);
    expect(script.match(/^import numpy as np$/gm)).toHaveLength(1);
    expect(script.indexOf('KERAS_BACKEND')).toBeLessThan(script.indexOf('\nimport keras'));
  });

  it('give the autoencoder no target', () => {
    const script = pythonScript({ ...study, target: null, models: [{ id: 'a', type: 'autoencoder', version: 1, params: {}, seed: 1 }] });
    expect(script).toContain('"autoencoder": (preparation, lambda: Autoencoder(seed=1)),');
    expect(script).toContain('"reconstruction-error"');
    expect(script).not.toContain('TARGET');
  });
});
