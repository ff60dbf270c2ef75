"""Loss curves of small Keras convolution nets from given weights, without shuffling."""
import json
import os
from pathlib import Path

os.environ['KERAS_BACKEND'] = 'jax'
os.environ['JAX_PLATFORMS'] = 'cpu'
import keras
import numpy as np

rng = np.random.default_rng(1)
n = 40
cases = []
for name, (h, w, c), kernel, pool, norm in [('3 × 3, max pool', (8, 8, 1), 3, 'max', False), ('2 × 2 on colour, average pool', (7, 5, 3), 2, 'average', False), ('5 × 5, batch normalisation', (6, 6, 1), 5, 'max', True)]:
    keras.utils.set_random_seed(len(cases) + 1)
    y = rng.integers(0, 3, n)
    X = rng.integers(0, 17, (n, h, w, c)).astype('float32')
    X[np.arange(n), y] = 16  # row y of each image is white
    X[0, 0, 0, 0] = 16
    layer = keras.layers
    net = keras.Sequential([keras.Input((h, w, c)), layer.Rescaling(1 / 16)])
    for filters in (4, 6):
        net.add(layer.Conv2D(filters, kernel, padding='same', activation=None if norm else 'relu'))
        if norm:
            net.add(layer.BatchNormalization())
            net.add(layer.Activation('relu'))
        net.add(layer.MaxPooling2D(2) if pool == 'max' else layer.AveragePooling2D(2))
    net.add(layer.Flatten())
    net.add(layer.Dense(8, activation=None if norm else 'relu'))
    if norm:
        net.add(layer.BatchNormalization())
        net.add(layer.Activation('relu'))
    net.add(layer.Dense(3))
    # Not Adam with normalisation, which makes the gradient of the biases before it zero but for rounding.
    optimizer = keras.optimizers.SGD(0.005, momentum=0.9) if norm else keras.optimizers.Adam(0.01)
    net.compile(optimizer, keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['sparse_categorical_accuracy'])
    start = np.concatenate([v.numpy().ravel() for v in [*net.trainable_weights, *net.non_trainable_weights]])
    h_ = net.fit(X[:32], y[:32], validation_data=(X[32:], y[32:]), batch_size=10, epochs=4, shuffle=False, verbose=0).history
    cases.append({
        'name': name, 'height': h, 'width': w, 'channels': c, 'kernelSize': kernel, 'pooling': pool, 'batchNorm': norm,
        'X': X.reshape(n, -1).astype(int).tolist(), 'y': y.tolist(), 'weights': [float(f'{v:.8g}') for v in start],
        'history': {'loss': h_['loss'], 'valLoss': h_['val_loss'], 'metric': h_['sparse_categorical_accuracy'], 'valMetric': h_['val_sparse_categorical_accuracy']},
        'logits': net.predict(X[32:], verbose=0).ravel().astype(float).tolist(),
    })

Path(__file__).with_name('reference.json').write_text(json.dumps(cases))
