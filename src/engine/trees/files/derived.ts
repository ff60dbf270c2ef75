/** How a column of an ensemble comes from the columns that a model file reads. */
export type DerivedColumn =
  /** As it is; with `zeroMissing`, values within 1e-35 of zero count as missing (LightGBM's zero_as_missing). */
  | { readonly kind: 'column'; readonly column: number; readonly zeroMissing: boolean }
  | LookupColumn;

/** A number looked up by what several columns say together: CatBoost's statistics of categories and their combinations. */
export interface LookupColumn {
  readonly kind: 'lookup';
  readonly name: string;
  readonly parts: readonly LookupPart[];
  /** By the parts' states, the last one fastest. */
  readonly table: Float64Array;
}

export type LookupPart =
  /** The code; one more state for categories that are not among the `names`, one more for a missing cell. */
  | { readonly kind: 'category'; readonly column: number; readonly names: number }
  /** Whether the number, in single precision, is above the border; NaN is as `missing` says. */
  | { readonly kind: 'above'; readonly column: number; readonly border: number; readonly missing: boolean }
  /** Whether it is this category; MISSING: whether it is missing. */
  | { readonly kind: 'equals'; readonly column: number; readonly code: number };

/** The code that stands for a missing category where one is asked for. */
export const MISSING = -2;

export const statesOf = (part: LookupPart): number => (part.kind === 'category' ? part.names + 2 : 2);

/** The state of a part for a cell: a code, a number, NaN where it is missing. */
export function stateOf(part: LookupPart, cell: number): number {
  if (part.kind === 'category') return Number.isNaN(cell) ? part.names + 1 : Math.min(cell, part.names);
  if (part.kind === 'equals') return (part.code === MISSING ? Number.isNaN(cell) : cell === part.code) ? 1 : 0;
  return (Number.isNaN(cell) ? part.missing : Math.fround(cell) > part.border) ? 1 : 0;
}

/** LightGBM's: values nearer to zero than this are zero. */
export const ZERO = 1e-35;

/** rows × derived, row-major, from rows × `width` of the file's columns. */
export function deriveValues(derived: readonly DerivedColumn[], values: Float64Array, rows: number, width: number): Float64Array {
  const p = derived.length;
  const out = new Float64Array(rows * p);
  derived.forEach((column, j) => {
    for (let i = 0; i < rows; i++) {
      const at = i * width;
      let value: number;
      if (column.kind === 'column') {
        value = values[at + column.column]!;
        if (column.zeroMissing && Math.abs(value) <= ZERO) value = Number.NaN;
      } else {
        let place = 0;
        for (const part of column.parts) place = place * statesOf(part) + stateOf(part, values[at + part.column]!);
        value = column.table[place]!;
      }
      out[i * p + j] = value;
    }
  });
  return out;
}

/** True where the ensemble's columns are the file's, one by one. */
export const isPlain = (derived: readonly DerivedColumn[]): boolean => derived.every((column, j) => column.kind === 'column' && column.column === j && !column.zeroMissing);
