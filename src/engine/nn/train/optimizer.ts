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

/** Vectors of memory it keeps, each as long as the trained weights. */
export function slotsOf(o: Optimizer): number {
  if (o.kind === 'adam' || o.kind === 'adamw') return 2;
  return (o.kind === 'rmsprop' ? 1 : 0) + (o.momentum > 0 ? 1 : 0);
}

/** Adam's rate with both bias corrections in it. */
const corrected = (o: Optimizer, rate: number, t: number): number => (rate * Math.sqrt(1 - o.beta2 ** t)) / (1 - o.beta1 ** t);

/** One step in place: `w` and `slots` change. `t` counts steps from 1. The formulas are Keras 3's. */
export function updateHost(o: Optimizer, rate: number, t: number, w: Float32Array, g: Float32Array, slots: readonly Float32Array[]): void {
  const n = g.length;
  if (o.kind === 'adam' || o.kind === 'adamw') {
    const [m, v] = [slots[0]!, slots[1]!];
    const alpha = corrected(o, rate, t);
    const shrink = o.kind === 'adamw' ? 1 - rate * o.weightDecay : 1;
    for (let i = 0; i < n; i++) {
      const gi = g[i]!;
      m[i]! += (gi - m[i]!) * (1 - o.beta1);
      v[i]! += (gi * gi - v[i]!) * (1 - o.beta2);
      w[i] = w[i]! * shrink - (alpha * m[i]!) / (Math.sqrt(v[i]!) + o.epsilon);
    }
    return;
  }
  const momentum = o.momentum > 0 ? slots.at(-1)! : null;
  const square = o.kind === 'rmsprop' ? slots[0]! : null;
  for (let i = 0; i < n; i++) {
    let step = rate * g[i]!;
    if (square !== null) {
      square[i] = o.rho * square[i]! + (1 - o.rho) * g[i]! * g[i]!;
      step /= Math.sqrt(square[i]! + o.epsilon);
    }
    if (momentum === null) w[i]! -= step;
    else if (square !== null) w[i]! -= momentum[i] = o.momentum * momentum[i]! + step;
    else {
      momentum[i] = o.momentum * momentum[i]! - step;
      w[i]! += o.nesterov ? o.momentum * momentum[i]! - step : momentum[i]!;
    }
  }
}

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
