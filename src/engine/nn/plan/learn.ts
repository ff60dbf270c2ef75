import { adagrad, adam, clipFactor, clipScale, clipValue as cut, lion, maxNorm as shorten, penalise, penalty, rmsprop, sgd, squareSum } from '../../kernels/twins/neural/optimizer.ts';
import type { NetworkVariable } from '../spec/index.ts';
import type { Optimizer, Update } from '../train/optimizer.ts';
import { ranges, type Step } from './lowering.ts';

/** What an optimizer works on: byte addresses. */
export interface LearnSites {
  /** All weights, one after another in the order of the layout. */
  readonly values: number;
  /** Gradients of the trained ones, alike. */
  readonly grads: number;
  readonly slots: readonly number[];
  /** SETTINGS words: what the optimizer reads in each step. */
  readonly settings: number;
  /** Two words: L1 and L2. */
  readonly penalties: number;
  /** A word a penalised array: what its weights add to the loss. */
  readonly penaltySums: number;
  /** A word for the factor that shortens, then `squareWords`. */
  readonly clip: number;
  /** LIMITS words: the longest gradient, the largest number of one, the longest column of a kernel. */
  readonly limits: number;
}

export interface Learning extends Update {
  readonly trainable: number;
  readonly variables: readonly NetworkVariable[];
}

export const SETTINGS = 8;
export const LIMITS = 3;
/** Squares are summed up in parts of so many numbers, however many threads there are. */
const PART = 65_536;
/** Additions that one weight's update takes, about. */
const COST = 12;

export const squareWords = (trainable: number): number => Math.ceil(trainable / PART);
const penalised = ({ variables }: Pick<Learning, 'variables'>): readonly NetworkVariable[] => variables.filter((v) => v.trained && v.penalised);
export const penaltyWords = (learning: Pick<Learning, 'variables'>): number => penalised(learning).length;

/** Calls that put the penalties of the weights as they are into `penaltySums`. */
export const penaltySteps = (learning: Learning, { values, penalties, penaltySums }: LearnSites): readonly Step[] =>
  (learning.l1 === 0 && learning.l2 === 0 ? [] : [{ kernel: penalty, calls: penalised(learning).map((v, i) => [v.offset, v.offset + v.size, values, penalties, penaltySums + i * 4]) }]);

/** Calls that turn gradients into the step that the optimizer takes. */
export function learningSteps(learning: Learning, sites: LearnSites, threads: number): readonly Step[] {
  const { optimizer, trainable, l1, l2, clipNorm, clipValue, maxNorm } = learning;
  const { values, grads, slots, settings, penalties, clip, limits } = sites;
  const all = ranges(trainable, trainable * COST, threads);
  const steps: Step[] = [];
  if (l1 !== 0 || l2 !== 0) steps.push({ kernel: penalise, calls: penalised(learning).map((v) => [v.offset, v.offset + v.size, values, grads, penalties]) });
  if (clipNorm !== null) {
    const [factor, squares] = [clip, clip + 4];
    const parts = squareWords(trainable);
    steps.push(
      { kernel: squareSum, calls: Array.from({ length: parts }, (_, i) => [i * PART, Math.min(trainable, (i + 1) * PART), grads, squares + i * 4]) },
      { kernel: clipFactor, calls: [[parts, squares, limits, factor]] },
      { kernel: clipScale, calls: all.map(([from, to]) => [from, to, grads, factor]) },
    );
  }
  if (clipValue !== null) steps.push({ kernel: cut, calls: all.map(([from, to]) => [from, to, grads, limits + 4]) });
  switch (optimizer.kind) {
    case 'adam':
    case 'adamw': steps.push({ kernel: adam, calls: all.map(([from, to]) => [from, to, values, grads, slots[0]!, slots[1]!, settings]) }); break;
    case 'rmsprop': steps.push({ kernel: rmsprop, calls: all.map(([from, to]) => [from, to, values, grads, slots[0]!, slots[1] ?? 0, settings]) }); break;
    case 'sgd': steps.push({ kernel: sgd, calls: all.map(([from, to]) => [from, to, values, grads, slots[0] ?? 0, settings]) }); break;
    case 'adagrad': steps.push({ kernel: adagrad, calls: all.map(([from, to]) => [from, to, values, grads, slots[0]!, settings]) }); break;
    case 'lion': steps.push({ kernel: lion, calls: all.map(([from, to]) => [from, to, values, grads, slots[0]!, settings]) }); break;
    default: optimizer.kind satisfies never;
  }
  if (maxNorm !== null) {
    steps.push({ kernel: shorten, calls: penalised(learning).map(({ offset, size, shape }) => [size / shape.at(-1)!, shape.at(-1)!, 0, shape.at(-1)!, values + offset * 4, limits + 8]) });
  }
  return steps;
}

/** What the optimizer reads in step `t` (counted from 1). */
export function settingsOf(o: Optimizer, rate: number, t: number): readonly number[] {
  const left = 1 - rate * o.weightDecay;
  return {
    // Adam's rate with both bias corrections in it.
    adam: [(rate * Math.sqrt(1 - o.beta2 ** t)) / (1 - o.beta1 ** t), 1, 1 - o.beta1, 1 - o.beta2, o.epsilon],
    adamw: [(rate * Math.sqrt(1 - o.beta2 ** t)) / (1 - o.beta1 ** t), left, 1 - o.beta1, 1 - o.beta2, o.epsilon],
    rmsprop: [rate, 1, o.momentum, o.rho, 1 - o.rho, o.epsilon],
    sgd: [rate, 1, o.momentum, Number(o.nesterov)],
    adagrad: [rate, 1, o.epsilon],
    lion: [rate, left, o.beta1, 1 - o.beta1, o.beta2, 1 - o.beta2],
  }[o.kind];
}
