import type { Tensor, Tf } from '../backends/tensorflow.ts';
import type { LossName } from '../names.ts';

export interface Loss {
  /** Scalar: the mean over the batch of weight × loss, as Keras' `sum_over_batch_size`. */
  readonly loss: Tensor;
  /** Scalar, unweighted sum over the batch: right answers for classes, absolute errors for values. */
  readonly metric: Tensor;
  /** Gradient of `loss` by the outputs. */
  readonly dz: Tensor;
}

/** `w`: n × 1 weights of the rows. */
export function lossOf(tf: Tf, kind: LossName, z: Tensor, y: Tensor, w: Tensor): Loss {
  const n = z.shape[0]!;
  const share = tf.div(w, n);
  const total = (perRow: Tensor): Tensor => tf.sum(tf.mul(perRow, share));
  if (kind === 'binary') {
    const magnitude = tf.softplus(tf.neg(tf.abs(z)));
    return {
      loss: total(tf.add(tf.sub(tf.relu(z), tf.mul(z, y)), magnitude)),
      metric: tf.sub(n, tf.sum(tf.abs(tf.sub(tf.step(z), y)))),
      dz: tf.mul(tf.sub(tf.sigmoid(z), y), share),
    };
  }
  if (kind === 'softmax') {
    const shifted = tf.sub(z, tf.max(z, 1, true));
    const e = tf.exp(shifted);
    const sum = tf.sum(e, 1, true);
    const hit = tf.equal(tf.argMax(z, 1), tf.argMax(y, 1));
    return {
      loss: total(tf.sub(tf.log(sum), tf.sum(tf.mul(shifted, y), 1, true))),
      metric: tf.sum(tf.cast(hit, 'float32')),
      dz: tf.mul(tf.sub(tf.div(e, sum), y), share),
    };
  }
  const d = tf.sub(z, y);
  const each = tf.div(share, z.shape[1]!);
  const away = tf.abs(d);
  const metric = tf.sum(tf.mean(away, 1));
  if (kind === 'mse') return { loss: total(tf.mean(tf.square(d), 1, true)), metric, dz: tf.mul(tf.mul(d, 2), each) };
  if (kind === 'mae') return { loss: total(tf.mean(away, 1, true)), metric, dz: tf.mul(tf.sign(d), each) };
  // Huber with delta 1: half the square inside, the distance less a half outside.
  const c = tf.clipByValue(d, -1, 1);
  return { loss: total(tf.mean(tf.mul(c, tf.sub(d, tf.mul(c, 0.5))), 1, true)), metric, dz: tf.mul(c, each) };
}
