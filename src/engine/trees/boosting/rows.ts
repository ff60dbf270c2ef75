import type { Meta } from '../../core/algorithm.ts';
import type { FitContext } from '../../core/context.ts';
import { type Dataset, isClassification, takeDataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { holdOut } from '../../core/hold-out.ts';
import { checkFitInput } from '../../core/validate.ts';

export interface BoostRows {
  /** Rows of weights above zero. */
  readonly train: Dataset;
  /** Rows for curves and early stopping, or `null`. */
  readonly validation: Dataset | null;
}

/** Each class weighs the same in all: n / (classes with rows × rows of the class), as scikit-learn's `balanced`. */
function balanced({ y, sampleWeight, X }: Dataset): Float64Array {
  const counts = new Map<number, number>();
  for (const k of y ?? []) counts.set(k, (counts.get(k) ?? 0) + 1);
  return Float64Array.from({ length: X.rows }, (_, i) => ((sampleWeight?.[i] ?? 1) * X.rows) / (counts.size * counts.get(y![i]!)!));
}

/**
 * Checked rows to learn from and to watch: the split's own validation rows, or a share held out where early stopping is asked for
 * without any. Rows of weight zero count as no rows.
 */
export function boostRows(data: Dataset, meta: Meta, options: { readonly watch: boolean; readonly validationFraction: number; readonly balance: boolean }, ctx: FitContext): BoostRows {
  checkFitInput(data, meta);
  if (isClassification(data.task) && (data.classes?.length ?? 0) < 2) throw new StudioError('data', `${meta.name} needs at least two classes to tell apart; there is ${data.classes?.length ?? 0}.`, { algorithm: meta.type });
  const weight = data.sampleWeight;
  let train = weight?.includes(0) ? takeDataset(data, Array.from(weight.keys()).filter((row) => weight[row] !== 0)) : data;
  let validation = ctx.validation !== null && ctx.validation.X.rows > 0 ? ctx.validation : null;
  if (validation !== null) checkFitInput(validation, meta);
  else if (options.watch && options.validationFraction > 0) {
    const held = holdOut(train, options.validationFraction, ctx.seed);
    if (held !== null) [train, validation] = [takeDataset(train, held.train.sort()), takeDataset(train, held.validation.sort())];
  }
  return { train: options.balance && isClassification(train.task) ? { ...train, sampleWeight: balanced(train) } : train, validation };
}
