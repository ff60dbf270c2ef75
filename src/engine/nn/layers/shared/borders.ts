import { Misfit } from './kind.ts';

/** Before and after each side, from one number for all, one a side, or all of them. */
export function bordersOf(given: readonly number[], sides: 1 | 2): readonly (readonly [before: number, after: number])[] {
  if (given.length === 1) return Array.from({ length: sides }, () => [given[0]!, given[0]!] as const);
  if (sides === 1) return [[given[0]!, given[1]!]];
  if (given.length === 2) return given.map((n) => [n, n] as const);
  if (given.length === 4) return [[given[0]!, given[1]!], [given[2]!, given[3]!]];
  throw new Misfit(`it needs 1, 2 or 4 numbers (top, bottom, left, right), not ${given.length}.`);
}
