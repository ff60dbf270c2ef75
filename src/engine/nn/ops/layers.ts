import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '../backends/tensorflow.ts';
import type { LayerSpec } from '../spec.ts';
import { activation, activationGradient } from './activation.ts';
import type { Kit, Pass, Training } from './kit.ts';

type Of<K extends LayerSpec['kind']> = Extract<LayerSpec, { kind: K }>;
type Weights = readonly Tensor[];

/** ReLU is done inside the product's kernel; the others after it. */
const fusedKind = (kind: string): 'relu' | 'linear' => (kind === 'relu' ? 'relu' : 'linear');

function dense({ tf, transposedTimes, timesTransposed }: Kit, layer: Of<'dense'>, x: Tensor, [w, b]: Weights): Pass {
  const kernel = w as Tensor2D;
  const z = tf.fused.matMul({ a: x as Tensor2D, b: kernel, bias: b!, activation: fusedKind(layer.activation) });
  const y = layer.activation === 'relu' ? z : activation(tf, layer.activation, z);
  return {
    y,
    back: (dy, needInput) => {
      const dz = activationGradient(tf, layer.activation, dy, z, y) as Tensor2D;
      return { dx: needInput ? timesTransposed(dz, kernel) : null, grads: [transposedTimes(x as Tensor2D, dz), tf.sum(dz, 0)] };
    },
  };
}

function conv2d({ tf }: Kit, layer: Of<'conv2d'>, x: Tensor, [w, b]: Weights): Pass {
  const { strides, padding: pad } = layer;
  const filter = w as Tensor4D;
  const z = tf.fused.conv2d({ x: x as Tensor4D, filter, strides, pad, bias: b as Tensor1D, activation: fusedKind(layer.activation) });
  const y = layer.activation === 'relu' ? z : activation(tf, layer.activation, z);
  return {
    y,
    back: (dy, needInput) => {
      const dz = activationGradient(tf, layer.activation, dy, z, y);
      const run = (kernel: string, inputs: Record<string, Tensor>, attrs: Record<string, number[]>): Tensor =>
        tf.engine().runKernel(kernel, inputs, { strides, pad, dataFormat: 'NHWC', ...attrs }) as Tensor;
      return {
        dx: needInput ? run('Conv2DBackpropInput', { dy: dz, filter }, { inputShape: x.shape }) : null,
        grads: [run('Conv2DBackpropFilter', { x, dy: dz }, { filterShape: filter.shape }), tf.sum(dz, [0, 1, 2])],
      };
    },
  };
}

function pool({ tf }: Kit, layer: Of<'maxPool2d' | 'avgPool2d'>, x: Tensor): Pass {
  const image = x as Tensor4D;
  const { size } = layer;
  const max = layer.kind === 'maxPool2d';
  const y = max ? tf.maxPool(image, size, size, 'valid') : tf.avgPool(image, size, size, 'valid');
  return {
    y,
    back: (dy) => {
      const attrs = { filterSize: size, strides: size, pad: 'valid' };
      const dx = (max ? tf.engine().runKernel('MaxPoolGrad', { dy, input: x, output: y }, attrs) : tf.engine().runKernel('AvgPoolGrad', { dy, input: x }, attrs)) as Tensor;
      return { dx, grads: [] };
    },
  };
}

function batchNorm({ tf }: Kit, layer: Of<'batchNorm'>, x: Tensor, [gamma, beta, movingMean, movingVariance]: Weights, index: number, training: Training | null): Pass {
  const axes = x.shape.slice(0, -1).map((_, i) => i);
  const n = x.size / x.shape.at(-1)!;
  const mean = training === null ? movingMean! : tf.mean(x, axes);
  const centred = tf.sub(x, mean);
  const variance = training === null ? movingVariance! : tf.mean(tf.square(centred), axes);
  const inverse = tf.rsqrt(tf.add(variance, layer.epsilon));
  const xhat = tf.mul(centred, inverse);
  if (training !== null) {
    const move = (old: Tensor, now: Tensor): Tensor => tf.add(tf.mul(old, layer.momentum), tf.mul(now, 1 - layer.momentum));
    training.moved(index, 'moving_mean', move(movingMean!, mean));
    training.moved(index, 'moving_variance', move(movingVariance!, variance));
  }
  return {
    y: tf.add(tf.mul(xhat, gamma!), beta!),
    back: (dy) => {
      const dGamma = tf.sum(tf.mul(dy, xhat), axes);
      const dBeta = tf.sum(dy, axes);
      const spread = tf.add(tf.div(dBeta, n), tf.mul(xhat, tf.div(dGamma, n)));
      return { dx: tf.mul(tf.mul(inverse, gamma!), tf.sub(dy, spread)), grads: [dGamma, dBeta] };
    },
  };
}

const passOn = (y: Tensor, dx: (dy: Tensor) => Tensor): Pass => ({ y, back: (dy) => ({ dx: dx(dy), grads: [] }) });

/** One layer forward, with its way back. `training` is `null` for predictions. */
export function layerPass(kit: Kit, layer: LayerSpec, x: Tensor, weights: Weights, index: number, training: Training | null): Pass {
  const { tf } = kit;
  switch (layer.kind) {
    case 'dense': return dense(kit, layer, x, weights);
    case 'conv2d': return conv2d(kit, layer, x, weights);
    case 'maxPool2d':
    case 'avgPool2d': return pool(kit, layer, x);
    case 'batchNorm': return batchNorm(kit, layer, x, weights, index, training);
    case 'flatten': return passOn(tf.reshape(x, [x.shape[0]!, -1]), (dy) => tf.reshape(dy, x.shape));
    case 'activation': {
      const y = activation(tf, layer.activation, x);
      return passOn(y, (dy) => activationGradient(tf, layer.activation, dy, x, y));
    }
    case 'dropout': {
      if (training === null || layer.rate === 0) return passOn(x, (dy) => dy);
      const mask = tf.tensor(training.mask(index, x.size, layer.rate), x.shape);
      return passOn(tf.mul(x, mask), (dy) => tf.mul(dy, mask));
    }
    case 'gaussianNoise': {
      if (training === null || layer.sd === 0) return passOn(x, (dy) => dy);
      return passOn(tf.add(x, tf.tensor(training.noise(index, x.size, layer.sd), x.shape)), (dy) => dy);
    }
    default: return layer satisfies never;
  }
}
