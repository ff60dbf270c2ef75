import { merging } from './shared/merging.ts';

export const average = merging('average', 'Mean of its inputs.', 'Average');
