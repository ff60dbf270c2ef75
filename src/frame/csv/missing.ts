import { parseDecimal } from './number.ts';

/** Cells that usually mean "missing", besides the empty one. */
export const MISSING_MARKERS: readonly string[] = ['NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', 'None', '?', '-', '--', '#N/A'];

/** How missing cells are written in a file. */
export interface Missing {
  readonly markers: ReadonlySet<string>;
  /** Markers that are numbers too, such as -999: they must be looked for before a number is believed. */
  readonly numbers: readonly number[];
}

export function missingMarkers(given: readonly string[] | null): Missing {
  const markers = new Set(['', ...(given ?? MISSING_MARKERS).map((m) => m.trim())]);
  return { markers, numbers: [...markers].map(parseDecimal).filter((v) => v === v) };
}
