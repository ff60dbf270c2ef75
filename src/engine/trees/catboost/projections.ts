import type { CategoryColumn } from './category-columns.ts';
import type { FloatColumn } from './float-columns.ts';

/**
 * What rows are grouped by before their target is averaged: categories, and splits of the tree so far, combined.
 * Numbers are places among the category and float columns that training kept; lists are sorted.
 */
export type Projection = {
  readonly categories: readonly number[];
  /** Is the value of a float column above this border? */
  readonly floats: readonly { readonly feature: number; readonly border: number }[];
  /** Is it this category? */
  readonly oneHots: readonly { readonly feature: number; readonly value: number }[];
};

export const NOTHING: Projection = { categories: [], floats: [], oneHots: [] };

export const keyOf = (p: Projection): string =>
  [...p.categories.map((c) => `c${c}`), ...p.floats.map((f) => `f${f.feature}>${f.border}`), ...p.oneHots.map((o) => `o${o.feature}=${o.value}`)].join();

/** CatBoost's count for `max_ctr_complexity`: categories, and one more for all splits together. */
export const complexity = (p: Projection): number => p.categories.length + (p.floats.length + p.oneHots.length > 0 ? 1 : 0);

/** `null` where the category is in it already. */
export function withCategory(p: Projection, category: number): Projection | null {
  if (p.categories.includes(category)) return null;
  return { ...p, categories: [...p.categories, category].toSorted((a, b) => a - b) };
}

/** Group numbers 0 … groups − 1, one a row. */
export interface Groups {
  readonly ids: Int32Array;
  readonly groups: number;
}

/** Numbers the pairs that occur, in order of their first row. */
function combine(a: Groups, b: Groups): Groups {
  const n = a.ids.length;
  const ids = new Int32Array(n);
  let groups = 0;
  if (a.groups * b.groups <= Math.max(1 << 16, 4 * n)) {
    const table = new Int32Array(a.groups * b.groups).fill(-1);
    for (let i = 0; i < n; i++) {
      const pair = a.ids[i]! * b.groups + b.ids[i]!;
      if (table[pair]! < 0) table[pair] = groups++;
      ids[i] = table[pair]!;
    }
    return { ids, groups };
  }
  const table = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const pair = a.ids[i]! * b.groups + b.ids[i]!;
    let id = table.get(pair);
    if (id === undefined) table.set(pair, id = groups++);
    ids[i] = id;
  }
  return { ids, groups };
}

/** Which of the projection's splits a row passes, as bits. */
export function splitBits(p: Projection, categories: readonly CategoryColumn[], floats: readonly FloatColumn[], n: number): Groups {
  const ids = new Int32Array(n);
  let bit = 1;
  for (const { feature, border } of p.floats) {
    const { bins } = floats[feature]!;
    for (let i = 0; i < n; i++) if (bins[i]! > border) ids[i]! |= bit;
    bit <<= 1;
  }
  for (const { feature, value } of p.oneHots) {
    const { codes } = categories[feature]!;
    for (let i = 0; i < n; i++) if (codes[i] === value) ids[i]! |= bit;
    bit <<= 1;
  }
  return { ids, groups: bit };
}

/** The groups a projection makes of the training rows; `bits` by its splits, where they are known. */
export function groupRows(p: Projection, categories: readonly CategoryColumn[], floats: readonly FloatColumn[], bits?: Groups): Groups {
  const parts = p.categories.map((c): Groups => ({ ids: categories[c]!.codes, groups: categories[c]!.values.length }));
  if (p.floats.length + p.oneHots.length > 0) parts.push(bits ?? splitBits(p, categories, floats, parts[0]!.ids.length));
  return parts.reduce(combine);
}
