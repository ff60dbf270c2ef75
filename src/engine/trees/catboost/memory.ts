import type { FitSize } from '../../core/algorithm.ts';
import { allocated } from '../../kernels/memory.ts';
import { blocksOf, lossBytes } from './losses/blocks.ts';
import { PAIR } from './part.ts';
import type { BoostParams } from './resolve.ts';

/** Orders of the rows that are drawn, and room for statistics of combined categories. */
const ORDERS = 4;
const STATISTICS = 256 * 2 ** 20;
/** Statistics that a category column gets by default. */
const STATISTICS_A_COLUMN = 4;

/**
 * Bytes that a training takes beside its matrix and target: buckets of every column (kept twice while they are laid out), histograms,
 * what is kept of every row, and, with categories, their statistics.
 */
export function catboostMemory({ rows, columns, categories, outputs }: FitSize, params: BoostParams): number {
  const leaves = 2 ** params.depth;
  // Ordered boosting keeps bodies and tails, each about twice the one before: together about twice the rows of each order.
  const ordered = params.boostingType === 'Ordered' ? 2 * (ORDERS - 1) : 1;
  const histograms = columns * allocated((params.borderCount + 1) * PAIR * leaves * outputs);
  const kept = rows * (8 + ORDERS * 4 + 16 + outputs * (8 + ordered * (PAIR + 8)));
  const losses = lossBytes(rows, leaves) + allocated(blocksOf(rows).length * leaves * 4);
  const statistics = categories > 0 ? STATISTICS + STATISTICS_A_COLUMN * rows * ORDERS : 0;
  return 2 * columns * rows + histograms + kept + losses + statistics;
}
