import type { Tensor, Tf } from '../backends/tensorflow.ts';
import type { OptimizerName } from '../names.ts';

/** Keras' parameters; `epsilon` is always given, because a backend's own default differs from device to device. */
export interface Optimizer {
  readonly kind: OptimizerName;
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly beta1: number;
  readonly beta2: number;
  readonly rho: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Everything that is done with gradients. */
export interface Update {
  readonly optimizer: Optimizer;
  readonly l1: number;
  readonly l2: number;
  /** Longest gradient over all weights; `null`: no limit. */
  readonly clipNorm: number | null;
  /** Largest number of a gradient. */
  readonly clipValue: number | null;
  /** Longest column of a kernel (the weights into one output) after a step. */
  readonly maxNorm: number | null;
}

/** What Adagrad's sums of squares begin with: Keras' default. */
const FIRST_SQUARES = 0.1;
/** What the vectors of memory are filled with at first. */
export const slotStart = ({ kind }: Optimizer): number => (kind === 'adagrad' ? FIRST_SQUARES : 0);

/** Vectors of memory it keeps, each as long as the trained weights. */
export function slotsOf(o: Optimizer): number {
  if (o.kind === 'adam' || o.kind === 'adamw') return 2;
  if (o.kind === 'adagrad' || o.kind === 'lion') return 1;
  return (o.kind === 'rmsprop' ? 1 : 0) + (o.momentum > 0 ? 1 : 0);
}

/** Adam's rate with both bias corrections in it. */
const corrected = (o: Optimizer, rate: number, t: number): number => (rate * Math.sqrt(1 - o.beta2 ** t)) / (1 - o.beta1 ** t);

export interface DeviceUpdate {
  readonly w: Tensor;
  readonly slots: readonly Tensor[];
}

/** The same step on tensors, all weights as one vector. To be called within `tf.tidy`. */
export function updateDevice(tf: Tf, o: Optimizer, rate: number, t: number, w: Tensor, g: Tensor, slots: readonly Tensor[]): DeviceUpdate {
  if (o.kind === 'adam' || o.kind === 'adamw') {
    const m = tf.add(tf.mul(slots[0]!, o.beta1), tf.mul(g, 1 - o.beta1));
    const v = tf.add(tf.mul(slots[1]!, o.beta2), tf.mul(tf.square(g), 1 - o.beta2));
    const kept = o.kind === 'adamw' ? tf.mul(w, 1 - rate * o.weightDecay) : w;
    return { w: tf.sub(kept, tf.div(tf.mul(m, corrected(o, rate, t)), tf.add(tf.sqrt(v), o.epsilon))), slots: [m, v] };
  }
  if (o.kind === 'adagrad') {
    const sums = tf.add(slots[0]!, tf.square(g));
    return { w: tf.sub(w, tf.div(tf.mul(g, rate), tf.sqrt(tf.add(sums, o.epsilon)))), slots: [sums] };
  }
  if (o.kind === 'lion') {
    const way = tf.sign(tf.add(tf.mul(slots[0]!, o.beta1), tf.mul(g, 1 - o.beta1)));
    return { w: tf.sub(tf.mul(w, 1 - rate * o.weightDecay), tf.mul(way, rate)), slots: [tf.add(tf.mul(slots[0]!, o.beta2), tf.mul(g, 1 - o.beta2))] };
  }
  const squares = o.kind === 'rmsprop' ? tf.add(tf.mul(slots[0]!, o.rho), tf.mul(tf.square(g), 1 - o.rho)) : null;
  const plain = tf.mul(g, rate);
  const step = squares === null ? plain : tf.mul(plain, tf.rsqrt(tf.add(squares, o.epsilon)));
  const first = squares === null ? [] : [squares];
  if (o.momentum === 0) return { w: tf.sub(w, step), slots: first };
  const old = tf.mul(slots.at(-1)!, o.momentum);
  if (squares !== null) {
    const m = tf.add(old, step);
    return { w: tf.sub(w, m), slots: [squares, m] };
  }
  const m = tf.sub(old, step);
  return { w: tf.add(w, o.nesterov ? tf.sub(tf.mul(m, o.momentum), step) : m), slots: [m] };
}
