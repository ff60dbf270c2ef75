export { makeSplits } from './make-splits.ts';
export type { Split, SplitRows } from './split.ts';
