import { StudioError } from '../core/errors.ts';
import { bool, choice, float, int, nullable, type ParamsOf } from '../core/params.ts';
import { ACTIVATIONS, INITIALIZERS, OPTIMIZERS, SCHEDULES, VALUE_LOSSES } from './names.ts';
import type { Optimizer, Update } from './train/optimizer.ts';
import type { Schedule } from './train/schedule.ts';

export const activationParam = choice('relu', ACTIVATIONS, { help: 'The bend after each layer; without one, layers add up to a single linear one.' });

/** How a net learns: shared by every net, so that a setting means the same everywhere. */
export const trainingParams = {
  epochs: int(50, { min: 1, max: 100_000, search: { low: 10, high: 200 }, help: 'How many times it goes through all training rows.' }),
  batchSize: int(32, { min: 1, max: 65_536, search: { low: 16, high: 256, log: true }, help: 'Rows looked at before each correction of the weights.' }),
  learningRate: float(0.001, { above: 0, max: 10, search: { low: 1e-4, high: 1e-1, log: true }, help: 'How big each correction is. Too big and it never settles; too small and it takes for ever.' }),
  optimizer: choice('adam', OPTIMIZERS, { help: 'How corrections are made from gradients. Adam adapts the step of every weight.' }),
  earlyStopping: nullable(int(10, { min: 1, max: 10_000, help: 'Stop after so many epochs without a better validation loss and go back to the best epoch. Empty: train to the end.' })),
  validationFraction: float(0.1, { min: 0, max: 0.9, help: 'Share of the training rows held out to watch for overfitting, where the split has no validation rows of its own. 0 uses all rows to learn.' }),
  schedule: choice('constant', SCHEDULES, { help: 'How the learning rate changes over the epochs.' }),
  scheduleEvery: int(10, { min: 1, max: 10_000, when: { schedule: ['step', 'plateau'] }, help: 'Step: epochs between reductions. Plateau: epochs without a better loss before one.' }),
  scheduleFactor: float(0.5, { above: 0, below: 1, when: { schedule: ['step', 'plateau'] }, help: 'What a reduction multiplies the learning rate by.' }),
  warmupEpochs: int(0, { min: 0, max: 1000, advanced: true, help: 'Epochs over which the learning rate first rises from zero.' }),
  momentum: float(0, { min: 0, below: 1, advanced: true, when: { optimizer: ['sgd', 'rmsprop'] }, help: 'Share of the last correction that goes on.' }),
  nesterov: bool(false, { advanced: true, when: { optimizer: ['sgd'] }, help: 'Momentum that looks one step ahead.' }),
  weightDecay: float(0.004, { min: 0, max: 1, advanced: true, when: { optimizer: ['adamw', 'lion'] }, help: 'Share of every weight that each step (times the learning rate) takes away.' }),
  epsilon: float(1e-7, { above: 0, max: 1, advanced: true, when: { optimizer: ['adam', 'adamw', 'rmsprop', 'adagrad'] }, help: 'Keeps divisions by very small gradients in bounds.' }),
  clipNorm: nullable(float(1, { above: 0, advanced: true, help: 'Longest gradient (over all weights) that is let through; longer ones are shortened. Empty: no limit.' })),
  clipValue: nullable(float(0.5, { above: 0, advanced: true, help: 'Largest slope of a single weight that is let through; larger ones are cut. Empty: no limit. Not together with a longest gradient.' })),
  maxNorm: nullable(float(3, { above: 0, advanced: true, help: 'Longest that the weights of one neuron may get; longer ones are shortened after each correction. Empty: no limit.' })),
  l1: float(0, { min: 0, advanced: true, search: { low: 1e-6, high: 1e-2, log: true }, help: 'Penalty on the size of weights that pushes some to zero.' }),
  l2: float(0, { min: 0, advanced: true, search: { low: 1e-6, high: 1e-2, log: true }, help: 'Penalty on the square of weights that keeps all small.' }),
  initializer: choice('glorot_uniform', INITIALIZERS, { advanced: true, help: 'Range the first random weights are drawn from.' }),
} as const;

const ofValues = 'For a number as target';

/** What classifiers and regressors have besides. */
export const supervisedParams = {
  classWeight: choice('none', ['none', 'balanced'], { help: 'For classes. Balanced: rare classes count as much as frequent ones.' }),
  loss: choice('mse', VALUE_LOSSES, { advanced: true, help: `${ofValues}: what is made small. mse punishes large errors most, mae all alike, huber is between.` }),
  standardizeTarget: bool(true, { advanced: true, help: `${ofValues}: learn it on a scale of mean 0 and deviation 1, and answer on its own scale.` }),
} as const;

export type TrainingParams = ParamsOf<typeof trainingParams>;

/** Throws StudioError('param') where settings do not go together. */
export function updateOf(p: TrainingParams): Update {
  if (p.clipNorm !== null && p.clipValue !== null) throw new StudioError('param', `Gradients are clipped by their length (clipNorm ${p.clipNorm}) or number by number (clipValue ${p.clipValue}), not both. Leave one of them empty.`, { param: 'clipValue' });
  return { optimizer: optimizerOf(p), l1: p.l1, l2: p.l2, clipNorm: p.clipNorm, clipValue: p.clipValue, maxNorm: p.maxNorm };
}

const optimizerOf = (p: TrainingParams): Optimizer => ({
  kind: p.optimizer,
  learningRate: p.learningRate,
  momentum: p.optimizer === 'sgd' || p.optimizer === 'rmsprop' ? p.momentum : 0,
  nesterov: p.optimizer === 'sgd' && p.nesterov,
  beta1: 0.9,
  beta2: p.optimizer === 'lion' ? 0.99 : 0.999,
  rho: 0.9,
  epsilon: p.epsilon,
  weightDecay: p.optimizer === 'adamw' || p.optimizer === 'lion' ? p.weightDecay : 0,
});

export const scheduleOf = (p: TrainingParams): Schedule => ({ kind: p.schedule, warmupEpochs: p.warmupEpochs, every: p.scheduleEvery, factor: p.scheduleFactor });
