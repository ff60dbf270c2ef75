"""What Keras' layers make of given numbers, with given weights, and the gradients of Σ share · output by inputs and weights."""
import json
import os
import sys
from pathlib import Path

os.environ['KERAS_BACKEND'] = 'jax'
os.environ['JAX_PLATFORMS'] = 'cpu'
import jax
import jax.numpy as jnp
import keras
import numpy as np

# The configurations whose shapes and weights are compared, and some that differ in their numbers only.
sys.path.insert(0, str(Path(__file__).parent.parent / 'layers'))
from reference import IDS, IMG, L, ROW, SEQ, case, cases

CHANCE = {'dropout', 'spatialDropout1d', 'spatialDropout2d', 'gaussianNoise', 'gaussianDropout'}
ACTIVATIONS = {'silu': 'silu', 'gelu': 'gelu', 'gelu_tanh': None, 'relu6': 'relu6', 'leaky_relu': 'leaky_relu', 'elu': 'elu', 'selu': 'selu', 'hard_sigmoid': 'hard_sigmoid', 'softplus': 'softplus', 'softsign': 'softsign', 'exponential': 'exponential', 'softmax': 'softmax', 'tanh': 'tanh', 'sigmoid': 'sigmoid'}
more = [case(ROW, {'kind': 'activation', 'activation': a}, L.Activation(k)) for a, k in ACTIVATIONS.items() if k] + [
    case(ROW, {'kind': 'activation', 'activation': 'gelu_tanh'}, L.Activation(lambda x: keras.activations.gelu(x, approximate=True))),
    case(SEQ, {'kind': 'lstm', 'units': 3, 'goBackwards': True, 'returnSequences': True, 'recurrentActivation': 'hard_sigmoid'}, L.LSTM(3, go_backwards=True, return_sequences=True, recurrent_activation='hard_sigmoid')),
    case(SEQ, {'kind': 'gru', 'units': 3, 'goBackwards': True, 'activation': 'relu'}, L.GRU(3, go_backwards=True, activation='relu')),
    case(SEQ, {'kind': 'gru', 'units': 3, 'useBias': False}, L.GRU(3, use_bias=False)),
    case(SEQ, {'kind': 'bidirectional', 'mergeMode': 'mul', 'layer': {'kind': 'lstm', 'units': 2, 'returnSequences': True}}, L.Bidirectional(L.LSTM(2, return_sequences=True), merge_mode='mul')),
    case(IMG, {'kind': 'upSampling2d', 'size': [2, 3]}, L.UpSampling2D((2, 3))),
    case(IMG, {'kind': 'upSampling2d', 'size': 2, 'interpolation': 'bilinear'}, L.UpSampling2D(2, interpolation='bilinear')),
    case(IMG, {'kind': 'conv2dTranspose', 'filters': 2, 'kernelSize': 2, 'strides': 3, 'padding': 'same'}, L.Conv2DTranspose(2, 2, strides=3, padding='same')),
    case(IMG, {'kind': 'conv2dTranspose', 'filters': 2, 'kernelSize': 5, 'strides': 2, 'padding': 'same'}, L.Conv2DTranspose(2, 5, strides=2, padding='same')),
]
ROWS = 2


def wave(shape, seed, ids=None):
    """Numbers that both sides make for themselves; whole ones below `ids`."""
    n = int(np.prod(shape))
    i = np.arange(n)
    if ids:
        return ((i * 7 + seed) % ids).astype('float32').reshape(shape)
    return (np.round(4096 * (np.sin((i + 1) * 1.3 + seed * 2.1) + 0.3 * np.cos(i * 0.7))) / 4096).astype('float32').reshape(shape)


def numbers(array):
    return [float(f'{v:.7g}') for v in np.asarray(array, 'float64').ravel()]


def run(shapes, spec, layer, call):
    ids = spec.get('inputDim')
    xs = [wave((ROWS, *s), k, ids) for k, s in enumerate(shapes)]
    if spec['kind'] == 'masking':
        xs[0][:, -2:] = spec['maskValue']
    inputs = [keras.Input(s) for s in shapes]
    # Keras' short cut for attention fails with JAX where values and keys are of different sizes; asked for scores, it takes the long way.
    outputs = layer(inputs) if call.get('merge') else layer(*inputs, return_attention_scores=True)[0] if spec['kind'] == 'multiHeadAttention' else layer(*inputs)
    model = keras.Model(inputs, outputs)
    training = spec['kind'] == 'batchNorm'
    trainable = [wave(v.shape, 10 + k) for k, v in enumerate(model.trainable_variables)]
    still = [np.abs(wave(v.shape, 20 + k)) + 0.5 if 'seed' not in v.path else v.value for k, v in enumerate(model.non_trainable_variables)]

    def loss(trainable, xs):
        y, new = model.stateless_call(trainable, still, xs, training=training)
        share = wave(y.shape, 30)
        return jnp.sum(y * share), (y, new)

    (_, (y, new)), (dw, dx) = jax.value_and_grad(loss, argnums=(0, 1), has_aux=True)(trainable, xs)
    out = {'inputs': shapes, 'layer': spec, 'output': numbers(y), 'weightGrads': [numbers(g) for g in dw], 'inputGrads': [] if ids else [numbers(g) for g in dx]}
    if training:
        out['moved'] = [numbers(v) for v in new]
    return out


def masked():
    """Rows of ids with filling at their ends, through layers that know masks."""
    ids = np.array([[3, 1, 2, 0, 0], [4, 5, 0, 0, 0]], 'float32')
    nets = [
        ('lstm 3', lambda x: L.LSTM(3)(x)), ('gru 3 returnSequences\nglobalAvgPool1d', lambda x: L.GlobalAveragePooling1D()(L.GRU(3, return_sequences=True)(x))),
        ('bidirectional simpleRnn 3', lambda x: L.Bidirectional(L.SimpleRNN(3))(x)),
        ('multiHeadAttention 2 3\nglobalAvgPool1d', lambda x: L.GlobalAveragePooling1D()(L.MultiHeadAttention(2, 3)(x, x))),
        ('multiHeadAttention 2 3 causal\nglobalAvgPool1d', lambda x: L.GlobalAveragePooling1D()(L.MultiHeadAttention(2, 3)(x, x, use_causal_mask=True))),
    ]
    for text, of in nets:
        inputs = keras.Input((5,))
        model = keras.Model(inputs, of(L.Embedding(6, 4, mask_zero=True)(inputs)))
        weights = [wave(v.shape, 10 + k) for k, v in enumerate(model.trainable_variables)]
        still = [v.value for v in model.non_trainable_variables]

        def loss(weights):
            y, _ = model.stateless_call(weights, still, ids)
            return jnp.sum(y * wave(y.shape, 30)), y

        (_, y), dw = jax.value_and_grad(loss, has_aux=True)(weights)
        yield {'text': text, 'ids': ids.ravel().tolist(), 'output': numbers(y), 'weightGrads': [numbers(g) for g in dw]}


layers = [run(*one) for one in [*cases, *more] if one[1]['kind'] not in CHANCE]
Path(__file__).with_name('reference.json').write_text(json.dumps({'layers': layers, 'masked': list(masked())}))
