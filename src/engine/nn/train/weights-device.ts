import { StudioError } from '../../core/errors.ts';
import type { Tensor, Tf } from '../backends/tensorflow.ts';
import type { Variable } from '../spec.ts';
import { slotsOf, slotStart, updateDevice } from './optimizer.ts';
import type { TrainerSpec, Weights, WeightStore } from './parts.ts';

/** Reading back from a lost GPU may wait for ever; after this long it counts as lost. */
const READ_TIMEOUT_MS = 60_000;

async function readBack(tensor: Tensor): Promise<Float32Array> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StudioError('device', 'The graphics processor did not answer for a minute.')), READ_TIMEOUT_MS);
  });
  try {
    return (await Promise.race([tensor.data<'float32'>(), timeout])).slice();
  } finally {
    clearTimeout(timer);
  }
}

/** Keras' MaxNorm on every kernel, over all sides but the last. */
const shortened = (tf: Tf, w: Tensor, trained: readonly Variable[], limit: number): Tensor => tf.concat(trained.map((v) => {
  const own = tf.slice(w, [v.offset], [v.size]);
  if (!v.penalised) return own;
  const columns = tf.reshape(own, [-1, v.shape.at(-1)!]);
  const norms = tf.sqrt(tf.sum(tf.square(columns), 0, true));
  return tf.reshape(tf.mul(columns, tf.div(tf.minimum(norms, limit), tf.add(norms, 1e-7))), [-1]);
}));

/** Weights as one vector on the GPU: the optimizer is a dozen kernels a step, however many layers there are. */
export function deviceWeights(tf: Tf, { layout, optimizer, l1, l2, clipNorm, clipValue, maxNorm }: TrainerSpec, start: Weights): WeightStore {
  const keep = (t: Tensor): Tensor => tf.keep(t);
  const vector = (values: Float32Array): Tensor => keep(tf.tensor1d(values.slice()));
  const flat = start.values.subarray(0, layout.trainable);
  const trained = layout.variables.filter((v) => v.offset < layout.trainable);
  const still = layout.variables.slice(trained.length);
  const mask = new Float32Array(layout.trainable);
  for (const v of layout.variables) if (v.penalised) mask.fill(1, v.offset, v.offset + v.size);
  const penalised = l1 !== 0 || l2 !== 0;
  const kernels = vector(mask);
  let w = vector(flat);
  let slots = Array.from({ length: slotsOf(optimizer) }, (_, i) => vector(start.slots[i] ?? new Float32Array(layout.trainable).fill(slotStart(optimizer))));
  const statistics = still.map((v) => vector(start.values.subarray(v.offset, v.offset + v.size)));
  let totals = vector(new Float32Array(2));
  let steps = start.steps;
  const swap = (old: Tensor, now: Tensor): Tensor => {
    old.dispose();
    return keep(now);
  };

  return {
    tensors: () => [...trained.map((v) => tf.reshape(tf.slice(w, [v.offset], [v.size]), [...v.shape])), ...statistics],
    penalty: () => (penalised ? tf.sum(tf.mul(kernels, tf.add(tf.mul(tf.abs(w), l1), tf.mul(tf.square(w), l2)))) : 0),
    learn: (grads, rate) => {
      let g: Tensor = tf.concat(grads.map((grad) => tf.reshape(grad, [-1])));
      if (penalised) g = tf.add(g, tf.mul(kernels, tf.add(tf.mul(tf.sign(w), l1), tf.mul(w, 2 * l2))));
      if (clipNorm !== null) g = tf.mul(g, tf.div(clipNorm, tf.maximum(tf.sqrt(tf.sum(tf.square(g))), clipNorm)));
      if (clipValue !== null) g = tf.clipByValue(g, -clipValue, clipValue);
      steps++;
      const next = updateDevice(tf, optimizer, rate, steps, w, g, slots);
      w = swap(w, maxNorm === null ? next.w : shortened(tf, next.w, trained, maxNorm));
      slots = slots.map((old, i) => swap(old, next.slots[i]!));
    },
    setStatistic: (variable, value) => {
      const i = variable - trained.length;
      statistics[i] = swap(statistics[i]!, value);
    },
    add: (loss, metric, penalty, rows) => {
      totals = swap(totals, tf.add(totals, tf.stack([tf.mul(tf.add(loss, penalty), rows), metric])));
    },
    totals: async () => {
      const [loss = 0, metric = 0] = await readBack(totals);
      return { loss, metric };
    },
    setTotals: ({ loss, metric }) => {
      totals = swap(totals, tf.tensor1d([loss, metric]));
    },
    read: async () => {
      const values = new Float32Array(layout.total);
      values.set(await readBack(w));
      for (const [i, v] of still.entries()) values.set(await readBack(statistics[i]!), v.offset);
      const kept: Float32Array[] = [];
      for (const slot of slots) kept.push(await readBack(slot));
      return { values, slots: kept, steps };
    },
    dispose: () => {
      for (const t of [w, kernels, totals, ...slots, ...statistics]) t.dispose();
    },
  };
}
