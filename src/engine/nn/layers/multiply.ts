import { merging } from './shared/merging.ts';

export const multiply = merging('multiply', 'Product of its inputs, number by number: a gate.', 'Multiply');
