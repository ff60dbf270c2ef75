import { StudioError } from '../../core/errors.ts';

/** Refuses the first target an objective cannot take, in words. */
export function checkLabels(y: Float64Array, objective: string, fits: (value: number) => boolean, wanted: string): void {
  const bad = y.findIndex((value) => !fits(value));
  if (bad < 0) return;
  throw new StudioError('data', `The target of row ${bad + 1} is ${y[bad]}; the objective "${objective}" needs targets that are ${wanted}. Choose another objective, or correct the row.`, { param: 'objective', row: bad });
}

export const nonNegative = (y: Float64Array, objective: string): void => {
  checkLabels(y, objective, (v) => v >= 0, 'not negative');
  if (y.every((v) => v === 0)) throw new StudioError('data', `Every target is 0; the objective "${objective}" needs at least one above. Choose another objective.`, { param: 'objective' });
};
export const positive = (y: Float64Array, objective: string): void => checkLabels(y, objective, (v) => v > 0, 'above 0');
