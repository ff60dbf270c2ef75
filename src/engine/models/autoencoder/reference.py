"""Loss curves of a Keras autoencoder from given weights, without shuffling."""
import json
import os
from pathlib import Path

os.environ['KERAS_BACKEND'] = 'jax'
os.environ['JAX_PLATFORMS'] = 'cpu'
import keras
import numpy as np

rng = np.random.default_rng(2)
n, p = 60, 6
X = (rng.normal(size=(n, 2)) @ rng.normal(size=(2, p)) + 0.1 * rng.normal(size=(n, p))).round(4).astype('float32')
cases = []
for loss, activation in [('mse', 'relu'), ('mae', 'tanh'), ('huber', 'gelu')]:
    keras.utils.set_random_seed(len(cases) + 1)
    layer = keras.layers
    net = keras.Sequential([keras.Input((p,)), layer.Dense(8, activation=activation), layer.Dense(2, name='code'), layer.Dense(8, activation=activation), layer.Dense(p)])
    net.compile(keras.optimizers.Adam(0.01), {'mse': keras.losses.MeanSquaredError(), 'mae': keras.losses.MeanAbsoluteError(), 'huber': keras.losses.Huber()}[loss], metrics=['mae'])
    start = np.concatenate([w.numpy().ravel() for w in net.trainable_weights])
    h = net.fit(X[:48], X[:48], validation_data=(X[48:], X[48:]), batch_size=16, epochs=5, shuffle=False, verbose=0).history
    rebuilt = net.predict(X[48:], verbose=0)
    cases.append({
        'loss': loss, 'activation': activation, 'weights': [float(f'{v:.8g}') for v in start],
        'history': {'loss': h['loss'], 'valLoss': h['val_loss'], 'metric': h['mae'], 'valMetric': h['val_mae']},
        'rebuilt': rebuilt.ravel().astype(float).tolist(), 'score': ((X[48:] - rebuilt) ** 2).mean(1).astype(float).tolist(),
    })

Path(__file__).with_name('reference.json').write_text(json.dumps({'X': X.astype(float).round(4).tolist(), 'cases': cases}))
