import { SELU_ALPHA, SELU_SCALE } from '../activations.ts';
import type { Activation } from '../names.ts';
import type { Tensor, Tf } from '../backends/tensorflow.ts';

const cdf = (tf: Tf, z: Tensor): Tensor => tf.mul(tf.add(tf.erf(tf.mul(z, Math.SQRT1_2)), 1), 0.5);

export function activation(tf: Tf, kind: Activation, z: Tensor): Tensor {
  switch (kind) {
    case 'linear': return z;
    case 'relu': return tf.relu(z);
    case 'tanh': return tf.tanh(z);
    case 'sigmoid': return tf.sigmoid(z);
    case 'elu': return tf.elu(z);
    case 'selu': return tf.selu(z);
    case 'swish': return tf.mul(z, tf.sigmoid(z));
    case 'softplus': return tf.softplus(z);
    case 'gelu': return tf.mul(z, cdf(tf, z));
    default: return kind satisfies never;
  }
}

/** dy · f′(z), from the input `z` and the output `y` of the activation. */
export function activationGradient(tf: Tf, kind: Activation, dy: Tensor, z: Tensor, y: Tensor): Tensor {
  switch (kind) {
    case 'linear': return dy;
    case 'relu': return tf.mul(dy, tf.step(y));
    case 'tanh': return tf.mul(dy, tf.sub(1, tf.square(y)));
    case 'sigmoid': return tf.mul(dy, tf.mul(y, tf.sub(1, y)));
    case 'elu': return tf.mul(dy, tf.add(tf.minimum(y, 0), 1));
    case 'selu': {
      const left = tf.add(tf.minimum(y, 0), SELU_SCALE * SELU_ALPHA);
      const positive = tf.step(y);
      return tf.mul(dy, tf.add(tf.mul(positive, SELU_SCALE), tf.mul(tf.sub(1, positive), left)));
    }
    case 'swish': {
      const s = tf.sigmoid(z);
      return tf.mul(dy, tf.add(s, tf.mul(y, tf.sub(1, s))));
    }
    case 'softplus': return tf.mul(dy, tf.sigmoid(z));
    case 'gelu': {
      const density = tf.mul(tf.exp(tf.mul(tf.square(z), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return tf.mul(dy, tf.add(cdf(tf, z), tf.mul(z, density)));
    }
    default: return kind satisfies never;
  }
}
