import type { Tf } from '../backends/tensorflow.ts';
import { slotsOf, updateHost } from './optimizer.ts';
import type { TrainerSpec, Weights, WeightStore } from './parts.ts';

/**
 * Weights in JavaScript memory. On cpu and wasm a tensor is one copy away, and an optimizer written over typed arrays
 * costs a tenth of the dozen kernels a variable that tensors would take. Bit for bit the same every time.
 */
export function hostWeights(tf: Tf, { layout, optimizer, l1, l2, clipNorm }: TrainerSpec, start: Weights): WeightStore {
  const values = start.values.slice();
  const trained = values.subarray(0, layout.trainable);
  const slots = Array.from({ length: slotsOf(optimizer) }, (_, i) => start.slots[i]?.slice() ?? new Float32Array(layout.trainable));
  const gradient = new Float32Array(layout.trainable);
  const kernels = layout.variables.filter((v) => v.penalised);
  let steps = start.steps;
  let loss = 0;
  let metric = 0;

  const penalty = (): number => {
    if (l1 === 0 && l2 === 0) return 0;
    let sum = 0;
    for (const { offset, size } of kernels) {
      for (let i = offset; i < offset + size; i++) sum += l1 * Math.abs(values[i]!) + l2 * values[i]! * values[i]!;
    }
    return sum;
  };
  const penalise = (): void => {
    if (l1 === 0 && l2 === 0) return;
    for (const { offset, size } of kernels) {
      for (let i = offset; i < offset + size; i++) gradient[i]! += l1 * Math.sign(values[i]!) + 2 * l2 * values[i]!;
    }
  };
  const clip = (): void => {
    if (clipNorm === null) return;
    let square = 0;
    for (const g of gradient) square += g * g;
    const norm = Math.sqrt(square);
    if (norm > clipNorm) for (let i = 0; i < gradient.length; i++) gradient[i]! *= clipNorm / norm;
  };

  return {
    tensors: () => layout.variables.map((v) => tf.tensor(values.slice(v.offset, v.offset + v.size), [...v.shape])),
    penalty,
    learn: (grads, rate) => {
      grads.forEach((g, i) => gradient.set(g.dataSync<'float32'>(), layout.variables[i]!.offset));
      penalise();
      clip();
      steps++;
      updateHost(optimizer, rate, steps, trained, gradient, slots);
    },
    setStatistic: (variable, value) => values.set(value.dataSync<'float32'>(), layout.variables[variable]!.offset),
    add: (batchLoss, batchMetric, extra, rows) => {
      loss += (batchLoss.dataSync()[0]! + Number(extra)) * rows;
      metric += batchMetric.dataSync()[0]!;
    },
    totals: async () => ({ loss, metric }),
    setTotals: (totals) => {
      ({ loss, metric } = totals);
    },
    read: async () => ({ values: values.slice(), slots: slots.map((s) => s.slice()), steps }),
    dispose: () => {},
  };
}
