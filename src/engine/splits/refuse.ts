import { StudioError } from '../core/errors.ts';

/** Shares of the test and (0: none) of the validation part, each of the whole. */
export function refuseBadShares({ validation, test }: { readonly validation: number; readonly test: number }): void {
  const outside = (share: number): boolean => !(share > 0 && share < 1);
  if (outside(test)) throw new StudioError('param', `The test share must be above 0 and below 1. Got ${test}.`, { param: 'test' });
  if (validation !== 0 && outside(validation)) throw new StudioError('param', `The validation share must be above 0 and below 1. Got ${validation}.`, { param: 'validation' });
  if (validation + test >= 1) throw new StudioError('param', `Validation (${validation}) and test (${test}) together must leave rows to learn from: make their sum smaller than 1.`, { param: 'test' });
}

/** At least two folds, and something for each of them; `what` names what is dealt. */
export function refuseBadFolds(folds: number, count: number, what = 'rows'): void {
  if (!Number.isInteger(folds) || folds < 2) throw new StudioError('param', `The number of folds must be an integer of at least 2. Got ${folds}.`, { param: 'folds' });
  if (count < folds) throw new StudioError('data', `There are ${count} ${what}, too few for ${folds} folds. Add rows, or choose at most ${Math.max(2, count)} folds.`, { param: 'folds' });
}
