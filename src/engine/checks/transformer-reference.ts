import type { FeatureColumn, Features } from '../../frame/features.ts';
import type { Plain } from '../core/plain.ts';
import { meanings } from './transformer-same.ts';
import { byName } from '../transformers-shared/categories.ts';

type Cell = number | string | null;
interface ReferenceColumn {
  readonly name: string;
  readonly kind: string;
  /** `null` is missing. */
  readonly values: readonly Cell[];
}

/** What a reference.py of a transformer writes: steps fitted on `train`, and what they make of `test`, column by column. */
export interface TransformerReference {
  readonly train: readonly ReferenceColumn[];
  readonly test: readonly ReferenceColumn[];
  readonly cases: readonly { readonly name: string; readonly params: Readonly<Record<string, unknown>>; readonly expected: readonly (readonly Cell[])[] }[];
}

interface Fitted {
  fit(train: Features, y: null, params: never): Plain;
  transform(state: never, X: Features): Features;
  readonly params: Readonly<Record<string, { readonly default: unknown }>>;
}

export function featuresOf(columns: readonly ReferenceColumn[]): Features {
  return {
    rows: columns[0]?.values.length ?? 0,
    columns: columns.map(({ name, kind, values }): FeatureColumn => {
      if (kind === 'number') return { kind, name, values: Float64Array.from(values, (v) => (v === null ? Number.NaN : Number(v))) };
      const categories = [...new Set(values.filter((v) => v !== null).map(String))].sort(byName).reverse();
      return { kind: 'category', name, categories, codes: Int32Array.from(values, (v) => (v === null ? -1 : categories.indexOf(String(v)))) };
    }),
  };
}

const near = (a: Cell, b: Cell, tolerance: number): boolean =>
  a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)));

/** One check a case: every column as the reference has it, by place (names are ours). Throws with the first difference. */
export function referenceChecks(t: Fitted, reference: TransformerReference, tolerance = 1e-9): readonly (readonly [string, () => void])[] {
  const defaults = Object.fromEntries(Object.entries(t.params).map(([name, p]) => [name, p.default]));
  return reference.cases.map(({ name, params, expected }) => [name, () => {
    const state = t.fit(featuresOf(reference.train), null, { ...defaults, ...params } as never);
    const { columns } = t.transform(state as never, featuresOf(reference.test));
    if (columns.length !== expected.length) throw new Error(`${columns.length} columns (${columns.map((c) => c.name).join(', ')}), expected ${expected.length}`);
    columns.forEach((column, j) => {
      const row = meanings(column).findIndex((v, i) => !near(v, expected[j]![i]!, tolerance));
      if (row >= 0) throw new Error(`"${column.name}" in row ${row}: ${String(meanings(column)[row])}, expected ${String(expected[j]![row])}`);
    });
  }]);
}
