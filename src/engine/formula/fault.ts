import { StudioError } from '../core/errors.ts';

/** What is wrong with a formula, with the place marked in its text: `log(y − ▸q)`. `at` counts characters from 0. */
export function formulaFault(text: string, at: number, why: string): StudioError {
  const place = Math.min(at, text.length);
  const from = Math.max(0, place - 30);
  const to = Math.min(text.length, place + 30);
  const shown = `${from > 0 ? '…' : ''}${text.slice(from, place)}▸${text.slice(place, to)}${to < text.length ? '…' : ''}`;
  return new StudioError('param', `The formula cannot be read at character ${place + 1} (${shown}): ${why}`);
}
