import { bool, choice, float, int, ints } from '../../../core/params.ts';

/** Keras' activations by name; `gelu` is the exact one (with erf), `gelu_tanh` the approximation. */
export const LAYER_ACTIVATIONS = [
  'linear', 'relu', 'relu6', 'leaky_relu', 'elu', 'selu', 'silu', 'mish', 'gelu', 'gelu_tanh', 'tanh', 'sigmoid', 'hard_sigmoid',
  'softplus', 'softsign', 'exponential', 'softmax',
] as const;
export type LayerActivation = (typeof LAYER_ACTIVATIONS)[number];

export const KERNEL_INITIALIZERS = ['glorot_uniform', 'glorot_normal', 'he_uniform', 'he_normal', 'lecun_uniform', 'lecun_normal', 'orthogonal', 'random_normal', 'random_uniform', 'zeros', 'ones'] as const;

/** Most numbers along a side, and most sides or columns in a list. */
const SIDE = 1_000_000;

export const activation = choice('linear', LAYER_ACTIVATIONS, { help: 'The bend after the layer; without one, layers add up to a single linear one.' });
export const tanhActivation = choice('tanh', LAYER_ACTIVATIONS, { help: 'The bend of the new state.' });
export const sigmoidActivation = choice('sigmoid', LAYER_ACTIVATIONS, { advanced: true, help: 'The bend of the gates.' });
export const useBias = bool(true, { advanced: true, help: 'Whether a learned number is added to each output.' });
export const kernelInitializer = choice('glorot_uniform', KERNEL_INITIALIZERS, { advanced: true, help: 'What the first random weights are drawn from.' });
export const filters = int(32, { min: 1, max: SIDE, help: 'Patterns it looks for: the channels that come out.' });
export const units = int(64, { min: 1, max: SIDE, help: 'Numbers that come out.' });
export const dilation = 'Gap between the cells of a pattern, plus one.';
export const channelGroups = int(1, { min: 1, max: SIDE, advanced: true, help: 'Groups of channels that are convolved each by itself.' });
export const epsilon = float(1e-3, { above: 0, max: 1, advanced: true, help: 'Added to the variance, so that nothing is divided by zero.' });
export const padding = choice('valid', ['valid', 'same'], { help: 'Valid: only where the window fits. Same: zeros are put around, so that the size stays (divided by the strides).' });
export const pair = <const O extends { readonly help: string; readonly advanced?: boolean }>(side: number, o: O) => ints([side, side], { min: 1, maxLength: 2, ...o });
export const rate = <const O extends { readonly help: string }>(value: number, o: O) => float(value, { min: 0, below: 1, search: { low: 0, high: 0.5 }, ...o });
