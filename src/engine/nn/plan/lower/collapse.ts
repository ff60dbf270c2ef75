import type { Shape } from '../../graph/graph.ts';

export interface Collapsed {
  readonly sides: readonly number[];
  /** As many strides as sides for each of the arrays given. */
  readonly strides: readonly (readonly number[])[];
}

/** The same walk over as few sides as possible: sides of 1 are dropped, and neighbours that lie one after another in every array are one. */
export function collapse(shape: Shape, strides: readonly (readonly number[])[]): Collapsed {
  const sides: number[] = [];
  const out: number[][] = strides.map(() => []);
  for (const [i, n] of shape.entries()) {
    if (n === 1) continue;
    const last = sides.length - 1;
    if (last >= 0 && strides.every((s, a) => out[a]![last] === s[i]! * n)) {
      sides[last]! *= n;
      for (const [a, s] of strides.entries()) out[a]![last] = s[i]!;
    } else {
      sides.push(n);
      for (const [a, s] of strides.entries()) out[a]!.push(s[i]!);
    }
  }
  if (sides.length === 0) return { sides: [1], strides: strides.map(() => [1]) };
  return { sides, strides: out };
}
