import { avgPool2d } from './avg-pool2d.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { flatten } from './flatten.ts';
import { globalAvgPool2d } from './global-avg-pool2d.ts';
import { globalMaxPool2d } from './global-max-pool2d.ts';
import { defineLayer, Misfit, type Shape, shapeText, wrappedOf } from './shared/kind.ts';
import { maxPool2d } from './max-pool2d.ts';

const wraps = { dense, conv2d, maxPool2d, avgPool2d, globalMaxPool2d, globalAvgPool2d, flatten };

function eachStep(inputs: readonly Shape[]): { readonly steps: number; readonly step: Shape } {
  const [steps, ...step] = inputs[0]!;
  if (steps === undefined || step.length === 0) throw new Misfit(`it expects sequences and gets ${shapeText(inputs[0]!)}.`);
  return { steps, step };
}

export const timeDistributed = defineLayer({
  kind: 'timeDistributed',
  summary: 'Puts one layer on every step of a sequence, with the same weights.',
  fields: {},
  positional: [],
  inputs: [1, 1],
  keras: 'TimeDistributed',
  wraps,
  shape(layer, inputs) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    const { steps, step } = eachStep(inputs);
    return [steps, ...inner.shape(settings, [step])];
  },
  weights(layer, inputs) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    return inner.weights(settings, [eachStep(inputs).step]);
  },
  work(layer, inputs, output) {
    const { inner, settings } = wrappedOf(wraps, layer.layer);
    const { steps, step } = eachStep(inputs);
    return steps * inner.work(settings, [step], output.slice(1));
  },
});
