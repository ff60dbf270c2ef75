"""Loss curves of small Keras networks from given weights, without shuffling: what our own training loop must reproduce."""
import json
import os
from pathlib import Path

os.environ['KERAS_BACKEND'] = 'jax'
os.environ['JAX_PLATFORMS'] = 'cpu'
import keras
import numpy as np

rng = np.random.default_rng(0)
n, p = 60, 5
X = rng.normal(size=(n, p)).round(4).astype('float32')
signal = X @ rng.normal(size=(p, 3)) + 0.3 * rng.normal(size=(n, 3))
targets = {
    'binary': (signal[:, 0] > 0).astype(float),
    'multiclass': signal.argmax(1).astype(float),
    'regression': (signal[:, 0] + np.abs(signal[:, 1])).round(4),
}
weight = rng.uniform(0.5, 2, n).round(3)
adam = {'kind': 'adam', 'learningRate': 0.01}
cases = [
    {'name': 'adam, softmax', 'task': 'multiclass', 'activation': 'relu', 'optimizer': adam},
    {'name': 'adamw, sigmoid, weights', 'task': 'binary', 'activation': 'tanh', 'optimizer': {'kind': 'adamw', 'learningRate': 0.01, 'weightDecay': 0.1}, 'weighted': True},
    {'name': 'nesterov, mse, L1 and L2', 'task': 'regression', 'activation': 'gelu', 'loss': 'mse', 'optimizer': {'kind': 'sgd', 'learningRate': 0.01, 'momentum': 0.9, 'nesterov': True}, 'l1': 0.001, 'l2': 0.01},
    {'name': 'momentum, mae', 'task': 'regression', 'activation': 'elu', 'loss': 'mae', 'optimizer': {'kind': 'sgd', 'learningRate': 0.01, 'momentum': 0.9}},
    {'name': 'sgd, softmax, selu', 'task': 'multiclass', 'activation': 'selu', 'optimizer': {'kind': 'sgd', 'learningRate': 0.1}},
    {'name': 'rmsprop, huber, clipped', 'task': 'regression', 'activation': 'swish', 'loss': 'huber', 'optimizer': {'kind': 'rmsprop', 'learningRate': 0.005}, 'clipNorm': 0.5},
    {'name': 'rmsprop with momentum, softplus', 'task': 'binary', 'activation': 'softplus', 'optimizer': {'kind': 'rmsprop', 'learningRate': 0.003, 'momentum': 0.5}},
    {'name': 'adagrad, cut', 'task': 'multiclass', 'activation': 'relu', 'optimizer': {'kind': 'adagrad', 'learningRate': 0.05}, 'clipValue': 0.02},
    {'name': 'lion, max-norm', 'task': 'binary', 'activation': 'tanh', 'optimizer': {'kind': 'lion', 'learningRate': 0.01, 'beta2': 0.99, 'weightDecay': 0.05}, 'maxNorm': 0.9},
    # Not Adam: normalisation makes the gradient of the biases before it zero but for rounding, which Adam would blow up.
    {'name': 'batch normalisation', 'task': 'multiclass', 'activation': 'relu', 'batchNorm': True, 'optimizer': {'kind': 'sgd', 'learningRate': 0.05, 'momentum': 0.9}},
]


def optimizer(c):
    o = dict(c['optimizer'])
    kind = o.pop('kind')
    args = {'learning_rate': o['learningRate'], 'global_clipnorm': c.get('clipNorm'), 'clipvalue': c.get('clipValue')}
    if kind == 'sgd':
        return keras.optimizers.SGD(momentum=o.get('momentum', 0.0), nesterov=o.get('nesterov', False), **args)
    if kind == 'rmsprop':
        return keras.optimizers.RMSprop(momentum=o.get('momentum', 0.0), **args)
    if kind == 'adamw':
        return keras.optimizers.AdamW(weight_decay=o['weightDecay'], **args)
    if kind == 'adagrad':
        return keras.optimizers.Adagrad(**args)
    if kind == 'lion':
        return keras.optimizers.Lion(weight_decay=o['weightDecay'], **args)
    return keras.optimizers.Adam(**args)


def build(c):
    layer = keras.layers
    keep = keras.regularizers.L1L2(c.get('l1', 0), c.get('l2', 0)) if 'l1' in c else None
    short = keras.constraints.MaxNorm(c['maxNorm']) if 'maxNorm' in c else None
    net = keras.Sequential([keras.Input((p,))])
    for units in (8, 6):
        if c.get('batchNorm'):
            net.add(layer.Dense(units, kernel_regularizer=keep, kernel_constraint=short))
            net.add(layer.BatchNormalization())
            net.add(layer.Activation(c['activation']))
        else:
            net.add(layer.Dense(units, activation=c['activation'], kernel_regularizer=keep, kernel_constraint=short))
    net.add(layer.Dense(3 if c['task'] == 'multiclass' else 1, kernel_regularizer=keep, kernel_constraint=short))
    losses = {
        'binary': keras.losses.BinaryCrossentropy(from_logits=True),
        'multiclass': keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        'mse': keras.losses.MeanSquaredError(),
        'mae': keras.losses.MeanAbsoluteError(),
        'huber': keras.losses.Huber(),
    }
    metric = keras.metrics.BinaryAccuracy(threshold=0.0) if c['task'] == 'binary' else 'mae' if c['task'] == 'regression' else 'sparse_categorical_accuracy'
    net.compile(optimizer(c), losses[c.get('loss', c['task'])], metrics=[metric])
    return net


out = []
train, validation = slice(0, 46), slice(46, n)
for i, c in enumerate(cases):
    keras.utils.set_random_seed(i + 1)
    net = build(c)
    trained = [w.numpy() for w in net.trainable_weights]
    still = [w.numpy() for w in net.non_trainable_weights]
    start = np.concatenate([w.ravel() for w in trained + still])
    y = targets[c['task']]
    h = net.fit(X[train], y[train], sample_weight=weight[train] if c.get('weighted') else None, validation_data=(X[validation], y[validation]), batch_size=16, epochs=5, shuffle=False, verbose=0).history
    name = next(k for k in h if k not in ('loss', 'val_loss') and not k.startswith('val_'))
    out.append({**c, 'weights': [float(v) for v in start], 'history': {'loss': h['loss'], 'valLoss': h['val_loss'], 'metric': h[name], 'valMetric': h['val_' + name]},
                'prediction': net.predict(X[validation], verbose=0).ravel().astype(float).tolist()})

Path(__file__).with_name('reference.json').write_text(json.dumps({'X': X.astype(float).round(4).tolist(), 'targets': {k: v.tolist() for k, v in targets.items()}, 'weight': weight.tolist(), 'cases': out}))
