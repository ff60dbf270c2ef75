"""Output shapes and weights of Keras' layers, one configuration after another: what shape and weight inference must say."""
import json
import os
from pathlib import Path

os.environ['KERAS_BACKEND'] = 'jax'
os.environ['JAX_PLATFORMS'] = 'cpu'
import keras

L = keras.layers
SEQ, IMG, ROW, IDS = [10, 6], [9, 8, 4], [7], [5]


def case(shapes, spec, layer, **call):
    return shapes if isinstance(shapes[0], list) else [shapes], spec, layer, call


cases = [
    case(ROW, {'kind': 'dense', 'units': 3}, L.Dense(3)),
    case(ROW, {'kind': 'dense', 'units': 3, 'useBias': False, 'activation': 'relu'}, L.Dense(3, use_bias=False, activation='relu')),
    case(SEQ, {'kind': 'dense', 'units': 3}, L.Dense(3)),
    case(IMG, {'kind': 'dense', 'units': 2}, L.Dense(2)),
    case(SEQ, {'kind': 'conv1d', 'filters': 5, 'kernelSize': 3}, L.Conv1D(5, 3)),
    case(SEQ, {'kind': 'conv1d', 'filters': 5, 'kernelSize': 4, 'strides': 2, 'padding': 'same'}, L.Conv1D(5, 4, strides=2, padding='same')),
    case(SEQ, {'kind': 'conv1d', 'filters': 5, 'kernelSize': 3, 'dilationRate': 2, 'padding': 'causal'}, L.Conv1D(5, 3, dilation_rate=2, padding='causal')),
    case(SEQ, {'kind': 'conv1d', 'filters': 4, 'kernelSize': 3, 'groups': 2, 'dilationRate': 3}, L.Conv1D(4, 3, groups=2, dilation_rate=3)),
    case(SEQ, {'kind': 'conv1d', 'filters': 4, 'kernelSize': 3, 'strides': 3, 'padding': 'causal', 'useBias': False}, L.Conv1D(4, 3, strides=3, padding='causal', use_bias=False)),
    case(IMG, {'kind': 'conv2d', 'filters': 6, 'kernelSize': 3}, L.Conv2D(6, 3)),
    case(IMG, {'kind': 'conv2d', 'filters': 6, 'kernelSize': [3, 2], 'strides': 2, 'padding': 'same'}, L.Conv2D(6, (3, 2), strides=2, padding='same')),
    case(IMG, {'kind': 'conv2d', 'filters': 6, 'kernelSize': 3, 'strides': [2, 3]}, L.Conv2D(6, 3, strides=(2, 3))),
    case(IMG, {'kind': 'conv2d', 'filters': 6, 'kernelSize': 3, 'dilationRate': [2, 1]}, L.Conv2D(6, 3, dilation_rate=(2, 1))),
    case(IMG, {'kind': 'conv2d', 'filters': 6, 'kernelSize': 3, 'dilationRate': 2, 'padding': 'same', 'groups': 2}, L.Conv2D(6, 3, dilation_rate=2, padding='same', groups=2)),
    case(IMG, {'kind': 'conv2d', 'filters': 4, 'kernelSize': 1, 'groups': 4, 'useBias': False}, L.Conv2D(4, 1, groups=4, use_bias=False)),
    case(IMG, {'kind': 'depthwiseConv2d', 'kernelSize': 3}, L.DepthwiseConv2D(3)),
    case(IMG, {'kind': 'depthwiseConv2d', 'kernelSize': [2, 3], 'strides': 2, 'padding': 'same', 'depthMultiplier': 3}, L.DepthwiseConv2D((2, 3), strides=2, padding='same', depth_multiplier=3)),
    case(IMG, {'kind': 'depthwiseConv2d', 'kernelSize': 3, 'dilationRate': 2, 'useBias': False}, L.DepthwiseConv2D(3, dilation_rate=2, use_bias=False)),
    case(SEQ, {'kind': 'separableConv1d', 'filters': 5, 'kernelSize': 3}, L.SeparableConv1D(5, 3)),
    case(SEQ, {'kind': 'separableConv1d', 'filters': 5, 'kernelSize': 3, 'strides': 2, 'padding': 'same', 'depthMultiplier': 2}, L.SeparableConv1D(5, 3, strides=2, padding='same', depth_multiplier=2)),
    case(IMG, {'kind': 'separableConv2d', 'filters': 5, 'kernelSize': 3}, L.SeparableConv2D(5, 3)),
    case(IMG, {'kind': 'separableConv2d', 'filters': 5, 'kernelSize': [3, 1], 'strides': 2, 'padding': 'same', 'depthMultiplier': 2, 'useBias': False}, L.SeparableConv2D(5, (3, 1), strides=2, padding='same', depth_multiplier=2, use_bias=False)),
    case(SEQ, {'kind': 'conv1dTranspose', 'filters': 5, 'kernelSize': 3}, L.Conv1DTranspose(5, 3)),
    case(SEQ, {'kind': 'conv1dTranspose', 'filters': 5, 'kernelSize': 2, 'strides': 3}, L.Conv1DTranspose(5, 2, strides=3)),
    case(SEQ, {'kind': 'conv1dTranspose', 'filters': 5, 'kernelSize': 4, 'strides': 3, 'padding': 'same'}, L.Conv1DTranspose(5, 4, strides=3, padding='same')),
    case(SEQ, {'kind': 'conv1dTranspose', 'filters': 5, 'kernelSize': 3, 'dilationRate': 2}, L.Conv1DTranspose(5, 3, dilation_rate=2)),
    case(IMG, {'kind': 'conv2dTranspose', 'filters': 5, 'kernelSize': 3, 'strides': 2}, L.Conv2DTranspose(5, 3, strides=2)),
    case(IMG, {'kind': 'conv2dTranspose', 'filters': 5, 'kernelSize': [4, 3], 'strides': [2, 1], 'padding': 'same', 'useBias': False}, L.Conv2DTranspose(5, (4, 3), strides=(2, 1), padding='same', use_bias=False)),
    case(SEQ, {'kind': 'maxPool1d'}, L.MaxPooling1D()),
    case(SEQ, {'kind': 'maxPool1d', 'poolSize': 3, 'strides': 2, 'padding': 'same'}, L.MaxPooling1D(3, strides=2, padding='same')),
    case(IMG, {'kind': 'maxPool2d'}, L.MaxPooling2D()),
    case(IMG, {'kind': 'maxPool2d', 'poolSize': [3, 2], 'strides': [1, 2]}, L.MaxPooling2D((3, 2), strides=(1, 2))),
    case(IMG, {'kind': 'maxPool2d', 'poolSize': 2, 'padding': 'same'}, L.MaxPooling2D(2, padding='same')),
    case(SEQ, {'kind': 'avgPool1d', 'poolSize': 4}, L.AveragePooling1D(4)),
    case(IMG, {'kind': 'avgPool2d', 'poolSize': 3, 'strides': 2, 'padding': 'same'}, L.AveragePooling2D(3, strides=2, padding='same')),
    case(SEQ, {'kind': 'globalMaxPool1d'}, L.GlobalMaxPooling1D()),
    case(IMG, {'kind': 'globalMaxPool2d', 'keepdims': True}, L.GlobalMaxPooling2D(keepdims=True)),
    case(SEQ, {'kind': 'globalAvgPool1d', 'keepdims': True}, L.GlobalAveragePooling1D(keepdims=True)),
    case(IMG, {'kind': 'globalAvgPool2d'}, L.GlobalAveragePooling2D()),
    case(IMG, {'kind': 'batchNorm'}, L.BatchNormalization()),
    case(ROW, {'kind': 'batchNorm', 'scale': False}, L.BatchNormalization(scale=False)),
    case(SEQ, {'kind': 'batchNorm', 'center': False}, L.BatchNormalization(center=False)),
    case(SEQ, {'kind': 'layerNorm'}, L.LayerNormalization()),
    case(IMG, {'kind': 'layerNorm', 'center': False, 'scale': False}, L.LayerNormalization(center=False, scale=False)),
    case(IMG, {'kind': 'groupNorm', 'groups': 2}, L.GroupNormalization(groups=2)),
    case(SEQ, {'kind': 'groupNorm', 'groups': 3, 'center': False}, L.GroupNormalization(groups=3, center=False)),
    case(ROW, {'kind': 'dropout', 'rate': 0.3}, L.Dropout(0.3)),
    case(SEQ, {'kind': 'spatialDropout1d'}, L.SpatialDropout1D(0.5)),
    case(IMG, {'kind': 'spatialDropout2d'}, L.SpatialDropout2D(0.5)),
    case(ROW, {'kind': 'gaussianNoise'}, L.GaussianNoise(0.1)),
    case(ROW, {'kind': 'gaussianDropout'}, L.GaussianDropout(0.5)),
    case(IDS, {'kind': 'embedding', 'inputDim': 11, 'outputDim': 3}, L.Embedding(11, 3)),
    case(IDS, {'kind': 'embedding', 'inputDim': 11, 'outputDim': 3, 'maskZero': True}, L.Embedding(11, 3, mask_zero=True)),
    case(SEQ, {'kind': 'masking', 'maskValue': -1}, L.Masking(-1.0)),
    case(SEQ, {'kind': 'simpleRnn', 'units': 4}, L.SimpleRNN(4)),
    case(SEQ, {'kind': 'simpleRnn', 'units': 4, 'returnSequences': True, 'useBias': False}, L.SimpleRNN(4, return_sequences=True, use_bias=False)),
    case(SEQ, {'kind': 'lstm', 'units': 4}, L.LSTM(4)),
    case(SEQ, {'kind': 'lstm', 'units': 4, 'returnSequences': True}, L.LSTM(4, return_sequences=True)),
    case(SEQ, {'kind': 'lstm', 'units': 4, 'useBias': False}, L.LSTM(4, use_bias=False)),
    case(SEQ, {'kind': 'gru', 'units': 4}, L.GRU(4)),
    case(SEQ, {'kind': 'gru', 'units': 4, 'resetAfter': False, 'returnSequences': True}, L.GRU(4, reset_after=False, return_sequences=True)),
    case(SEQ, {'kind': 'bidirectional', 'layer': {'kind': 'lstm', 'units': 4}}, L.Bidirectional(L.LSTM(4))),
    case(SEQ, {'kind': 'bidirectional', 'mergeMode': 'sum', 'layer': {'kind': 'gru', 'units': 4, 'returnSequences': True}}, L.Bidirectional(L.GRU(4, return_sequences=True), merge_mode='sum')),
    case(SEQ, {'kind': 'bidirectional', 'mergeMode': 'ave', 'layer': {'kind': 'simpleRnn', 'units': 4}}, L.Bidirectional(L.SimpleRNN(4), merge_mode='ave')),
    case(SEQ, {'kind': 'timeDistributed', 'layer': {'kind': 'dense', 'units': 3}}, L.TimeDistributed(L.Dense(3))),
    case([3, 8, 8, 2], {'kind': 'timeDistributed', 'layer': {'kind': 'conv2d', 'filters': 3, 'kernelSize': 3}}, L.TimeDistributed(L.Conv2D(3, 3))),
    case([3, 8, 8, 2], {'kind': 'timeDistributed', 'layer': {'kind': 'flatten'}}, L.TimeDistributed(L.Flatten())),
    case([SEQ, SEQ], {'kind': 'multiHeadAttention', 'numHeads': 3, 'keyDim': 4}, L.MultiHeadAttention(3, 4)),
    case([SEQ, [8, 5]], {'kind': 'multiHeadAttention', 'numHeads': 2, 'keyDim': 4, 'valueDim': 3}, L.MultiHeadAttention(2, 4, value_dim=3)),
    case([SEQ, [8, 5], [8, 7]], {'kind': 'multiHeadAttention', 'numHeads': 2, 'keyDim': 4, 'outputDim': 9, 'useBias': False}, L.MultiHeadAttention(2, 4, output_shape=9, use_bias=False)),
    case([SEQ, SEQ, SEQ], {'kind': 'add'}, L.Add(), merge=True),
    case([IMG, [1, 1, 4]], {'kind': 'multiply'}, L.Multiply(), merge=True),
    case([SEQ, SEQ], {'kind': 'subtract'}, L.Subtract(), merge=True),
    case([SEQ, SEQ], {'kind': 'average'}, L.Average(), merge=True),
    case([SEQ, SEQ], {'kind': 'maximum'}, L.Maximum(), merge=True),
    case([IMG, [9, 8, 2]], {'kind': 'concatenate'}, L.Concatenate(), merge=True),
    case([SEQ, [3, 6]], {'kind': 'concatenate', 'axis': 1}, L.Concatenate(axis=1), merge=True),
    case(IMG, {'kind': 'reshape', 'targetShape': [12, -1]}, L.Reshape((12, -1))),
    case(IMG, {'kind': 'flatten'}, L.Flatten()),
    case(IMG, {'kind': 'permute', 'dims': [3, 1, 2]}, L.Permute((3, 1, 2))),
    case(ROW, {'kind': 'repeatVector', 'n': 4}, L.RepeatVector(4)),
    case(SEQ, {'kind': 'zeroPadding1d', 'padding': [1, 3]}, L.ZeroPadding1D((1, 3))),
    case(IMG, {'kind': 'zeroPadding2d', 'padding': [1, 2]}, L.ZeroPadding2D((1, 2))),
    case(IMG, {'kind': 'zeroPadding2d', 'padding': [1, 0, 2, 3]}, L.ZeroPadding2D(((1, 0), (2, 3)))),
    case(SEQ, {'kind': 'cropping1d', 'cropping': 2}, L.Cropping1D(2)),
    case(IMG, {'kind': 'cropping2d', 'cropping': [1, 2, 3, 1]}, L.Cropping2D(((1, 2), (3, 1)))),
    case(SEQ, {'kind': 'upSampling1d', 'size': 3}, L.UpSampling1D(3)),
    case(IMG, {'kind': 'upSampling2d', 'size': [2, 3], 'interpolation': 'bilinear'}, L.UpSampling2D((2, 3), interpolation='bilinear')),
    case(ROW, {'kind': 'activation', 'activation': 'mish'}, L.Activation('mish')),
    case(IMG, {'kind': 'leakyRelu'}, L.LeakyReLU()),
    case(IMG, {'kind': 'prelu'}, L.PReLU()),
    case(IMG, {'kind': 'prelu', 'sharedAxes': [1, 2]}, L.PReLU(shared_axes=[1, 2])),
]


def main():
    out = []
    for shapes, spec, layer, call in cases:
        inputs = [keras.Input(tuple(s)) for s in shapes]
        y = layer(inputs) if call.get('merge') else layer(*inputs)
        out.append({
            'inputs': shapes,
            'layer': spec,
            'shape': list(y.shape[1:]),
            'weights': [{'path': '/'.join(w.path.split('/')[1:]), 'shape': list(w.shape), 'trained': bool(w.trainable)} for w in layer.weights if 'seed' not in w.path],
            'parameters': int(layer.count_params()) - sum(2 for w in layer.weights if 'seed' in w.path),
        })
    Path(__file__).with_name('reference.json').write_text(json.dumps(out, indent=0))


if __name__ == '__main__':
    main()
