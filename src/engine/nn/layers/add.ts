import { merging } from './shared/merging.ts';

export const add = merging('add', 'Sum of its inputs: the shortcut of residual networks.', 'Add');
