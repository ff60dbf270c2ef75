import { bool, choice, float } from '../../../core/params.ts';
import { kernelInitializer, KERNEL_INITIALIZERS, sigmoidActivation, tanhActivation, units, useBias } from './fields.ts';
import { kernel, free, type Fill, needRank, type Shape, type WeightSpec } from './kind.ts';

/** What all recurrent layers have. */
export const recurrentFields = {
  units,
  activation: tanhActivation,
  useBias,
  returnSequences: bool(false, { help: 'Give the state after every step, for another layer over time; not only the last.' }),
  goBackwards: bool(false, { advanced: true, help: 'Go from the last step to the first.' }),
  dropout: float(0, { min: 0, below: 1, help: 'Share of the inputs switched off at random while training; the same in all steps.' }),
  recurrentDropout: float(0, { min: 0, below: 1, advanced: true, help: 'Share of the state switched off at random while training; the same in all steps.' }),
  kernelInitializer,
  recurrentInitializer: choice('orthogonal', KERNEL_INITIALIZERS, { advanced: true, help: 'What the first weights from state to state are drawn from.' }),
} as const;
export const recurrentActivation = sigmoidActivation;

interface Recurrent { readonly units: number; readonly returnSequences: boolean; readonly useBias: boolean; readonly kernelInitializer: Fill; readonly recurrentInitializer: Fill }

export function recurrentShape(layer: Recurrent, inputs: readonly Shape[]): Shape {
  const [steps] = needRank(inputs, 2, 'give it rows that are sequences, or put an embedding or a reshape before it');
  return layer.returnSequences ? [steps!, layer.units] : [layer.units];
}

/** Kernel, recurrent kernel and bias, for so many gates. */
export const recurrentWeights = (layer: Recurrent, input: Shape, gates: number, bias: WeightSpec): readonly WeightSpec[] => [
  kernel('kernel', [input[1]!, gates * layer.units], layer.kernelInitializer),
  free('recurrent_kernel', [layer.units, gates * layer.units], layer.recurrentInitializer),
  ...(layer.useBias ? [bias] : []),
];

export const recurrentWork = (layer: Recurrent, input: Shape, gates: number): number => input[0]! * gates * layer.units * (input[1]! + layer.units);
/** Gates and states of every step. */
export const recurrentKept = (layer: Recurrent, input: Shape, perUnit: number): number => input[0]! * perUnit * layer.units;
