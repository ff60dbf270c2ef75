import { merging } from './shared/merging.ts';

export const maximum = merging('maximum', 'The largest of its inputs, number by number.', 'Maximum');
