import type { Scored } from '../core/metric.ts';
import { type Confusion, confusionOf, correct } from './confusion.ts';

export type Part = 'precision' | 'recall' | 'f1';

const ratio = (numerator: number, denominator: number): number => (denominator === 0 ? 0 : numerator / denominator);

/** Precision, recall or F1 of one class against the rest; 0 where it is 0/0, as scikit-learn has it. */
export function partOf(c: Confusion, k: number, part: Part): number {
  const hit = c.counts[k * c.size + k]!;
  if (part === 'precision') return ratio(hit, c.called[k]!);
  if (part === 'recall') return ratio(hit, c.isClass[k]!);
  return ratio(2 * hit, c.isClass[k]! + c.called[k]!);
}

/** Two classes: of the last (`pos_label=1`). More: the mean over the classes that appear (`average='macro'`). */
export function binaryOrMacro(s: Scored, part: Part): number {
  const c = confusionOf(s);
  if (c.size <= 2) return c.size < 2 ? 0 : partOf(c, 1, part);
  return c.present.reduce((sum, k) => sum + partOf(c, k, part), 0) / c.present.length;
}

/** Mean over classes, each as heavy as it has rows (`average='weighted'`). */
export function weighted(s: Scored, part: Part): number {
  const c = confusionOf(s);
  return c.present.reduce((sum, k) => sum + c.isClass[k]! * partOf(c, k, part), 0) / c.total;
}

/** All classes' hits together (`average='micro'`). */
export function micro(s: Scored): number {
  const c = confusionOf(s);
  return ratio(correct(c), c.total);
}
