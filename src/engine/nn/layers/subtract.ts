import { merging } from './shared/merging.ts';

export const subtract = merging('subtract', 'The first input less the second.', 'Subtract', [2, 2]);
