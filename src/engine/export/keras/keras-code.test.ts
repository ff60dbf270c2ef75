import { describe, expect, it } from 'vitest';
import { kerasModelCode } from './index.ts';

const text = (...args: Parameters<typeof kerasModelCode>): string => kerasModelCode(...args).lines.join('\n');

describe('kerasModelCode', () => {
  it('writes the layers of an MLP with their settings', () => {
    const code = text('mlp', { hiddenUnits: [7], activation: 'gelu', dropout: 0.25, l2: 0.01, initializer: 'he_uniform' }, 'multiclass', 4, 9);
    expect(code).toContain("keras.Input((9,))");
    expect(code).toContain("keras.layers.Dense(7, activation='gelu', kernel_initializer='he_uniform', kernel_regularizer=keras.regularizers.L1L2(l1=0, l2=0.01), name='dense_1')");
    expect(code).toContain("keras.layers.Dropout(0.25, name='dropout_1')");
    expect(code).toContain('keras.layers.Dense(4, kernel_initializer');
    expect(code).toContain('SparseCategoricalCrossentropy(from_logits=True)');
  });

  it('writes the optimizer, schedule and early stopping', () => {
    const code = text('mlp', { optimizer: 'sgd', momentum: 0.9, nesterov: true, schedule: 'one-cycle', warmupEpochs: 2, earlyStopping: 5, clipNorm: 1 }, 'regression', 0, 3);
    expect(code).toContain('keras.optimizers.SGD(learning_rate=rate, nesterov=True, momentum=0.9, global_clipnorm=1)');
    expect(code).toContain('warm = 2 * per_epoch');
    expect(code).toContain('EarlyStopping(monitor=watch, patience=5, restore_best_weights=True)');
  });

  it('writes images as such, and hands out names that exist', () => {
    const { lines, estimator, imports } = kerasModelCode('cnn', { classWeight: 'balanced' }, 'binary', 2, 64);
    expect(lines.join('\n')).toContain('keras.layers.Reshape((8, 8, 1))');
    expect(imports.join('\n')).toContain('compute_sample_weight');
    expect(estimator).toBe('CNN(seed=0)');
    expect(lines).toContain('class CNN(ClassifierMixin, BaseEstimator):');
  });

  it('refuses what is not a net', () => {
    expect(() => kerasModelCode('ridge', {}, 'regression', 0, 3)).toThrow(/no Keras code for the model "ridge"/);
  });
});
