import { type BorderType, selectBorders } from './borders.ts';

/** The target as categories' statistics see it: a class a row. */
export interface TargetClasses {
  readonly count: number;
  readonly of: Uint8Array;
}

/** Values above so many of the borders that best divide the target; a classification's classes as they are. */
export function targetClasses(y: Float64Array, classes: number, borderCount: number, type: BorderType): TargetClasses {
  if (classes > 2) return { count: classes, of: Uint8Array.from(y) };
  const borders = selectBorders(Float32Array.from(y).sort(), borderCount, type);
  return { count: borders.length + 1, of: Uint8Array.from(y, (v) => borders.reduce((above, border) => above + (Math.fround(v) > border ? 1 : 0), 0)) };
}
