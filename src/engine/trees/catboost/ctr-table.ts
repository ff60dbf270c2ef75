import type { Matrix } from '../../../frame/matrix.ts';
import { type CategoryColumn, codeOf } from './category-columns.ts';
import type { CtrType } from './ctr-spec.ts';
import { binOf, type FloatColumn, type NanSide } from './float-columns.ts';
import { ctrValue } from './online-ctr.ts';
import type { Groups, Projection } from './projections.ts';
import type { TargetClasses } from './target-classes.ts';

/** What each group of a projection has seen of the target in training: all that prediction needs. Plain data. */
export type CtrTable = {
  /** Columns of the matrix whose categories are combined. */
  readonly columns: Int32Array;
  /** Yes-or-no questions that are combined with them: is a number above the border, is a category this code? */
  readonly floats: readonly { readonly column: number; readonly border: number; readonly nan: NanSide }[];
  readonly oneHots: readonly { readonly column: number; readonly code: number }[];
  /** groups × (columns + 1 for the questions' answers, if there are any): codes as in the matrix, −1 for missing. */
  readonly keys: Int32Array;
  /** groups × classes. */
  readonly counts: Int32Array;
  readonly classes: number;
};

/** A number made from a table: a column of the trees. */
export type CtrFeature = {
  readonly table: number;
  readonly type: CtrType;
  readonly border: number;
  readonly prior: number;
  readonly borders: number;
};

export function ctrTable(projection: Projection, groups: Groups, categories: readonly CategoryColumn[], floats: readonly FloatColumn[], target: TargetClasses): CtrTable {
  const { classes, of } = { classes: target.count, of: target.of };
  const questions = projection.floats.length + projection.oneHots.length;
  const width = projection.categories.length + (questions > 0 ? 1 : 0);
  const keys = new Int32Array(groups.groups * width);
  const counts = new Int32Array(groups.groups * classes);
  for (let row = 0; row < groups.ids.length; row++) {
    const id = groups.ids[row]!;
    counts[id * classes + of[row]!]!++;
    projection.categories.forEach((c, at) => { keys[id * width + at] = categories[c]!.values[categories[c]!.codes[row]!]!; });
    if (questions === 0) continue;
    let [answers, bit] = [0, 1];
    for (const { feature, border } of projection.floats) {
      if (floats[feature]!.bins[row]! > border) answers |= bit;
      bit <<= 1;
    }
    for (const { feature, value } of projection.oneHots) {
      if (categories[feature]!.codes[row] === value) answers |= bit;
      bit <<= 1;
    }
    keys[id * width + width - 1] = answers;
  }
  return {
    columns: Int32Array.from(projection.categories, (c) => categories[c]!.column),
    floats: projection.floats.map(({ feature, border }) => ({ column: floats[feature]!.column, border: floats[feature]!.borders[border]!, nan: floats[feature]!.nan })),
    oneHots: projection.oneHots.map(({ feature, value }) => ({ column: categories[feature]!.column, code: categories[feature]!.values[value]! })),
    keys, counts, classes,
  };
}

/** Finds the group of a tuple of codes: pairs are numbered one after another, so that keys stay exact numbers. */
export class GroupIndex {
  readonly #stages: { readonly codes: Map<number, number>; readonly pairs: Map<number, number>; readonly radix: number }[] = [];
  readonly #last: Int32Array;

  constructor(keys: Int32Array, width: number) {
    const groups = width === 0 ? 0 : keys.length / width;
    let ids = new Int32Array(groups);
    for (let s = 0; s < width; s++) {
      const codes = new Map<number, number>();
      for (let g = 0; g < groups; g++) if (!codes.has(keys[g * width + s]!)) codes.set(keys[g * width + s]!, codes.size);
      const pairs = new Map<number, number>();
      ids = ids.map((id, g) => {
        const pair = id * codes.size + codes.get(keys[g * width + s]!)!;
        if (!pairs.has(pair)) pairs.set(pair, pairs.size);
        return pairs.get(pair)!;
      });
      this.#stages.push({ codes, pairs, radix: codes.size });
    }
    this.#last = new Int32Array(groups);
    ids.forEach((id, g) => { this.#last[id] = g; });
  }

  /** −1 for a tuple that training did not have. */
  find(codeAt: (stage: number) => number): number {
    let id = 0;
    for (let s = 0; s < this.#stages.length; s++) {
      const { codes, pairs, radix } = this.#stages[s]!;
      const code = codes.get(codeAt(s));
      const next = code === undefined ? undefined : pairs.get(id * radix + code);
      if (next === undefined) return -1;
      id = next;
    }
    return this.#last[id]!;
  }
}

/** Finds groups by their tuples: codes of the columns, then the answers to the questions as bits if there are any. */
export const tupleIndex = ({ keys, columns, floats, oneHots }: CtrTable): GroupIndex => new GroupIndex(keys, columns.length + (floats.length + oneHots.length > 0 ? 1 : 0));

/** The group of every row; −1 where training did not have it. */
export function findGroups(table: CtrTable, X: Matrix): Int32Array {
  const { columns, floats, oneHots } = table;
  const p = X.columns.length;
  const index = tupleIndex(table);
  const borders = floats.map(({ border }) => Float32Array.of(border));
  return Int32Array.from({ length: X.rows }, (_, i) => index.find((stage) => {
    if (stage < columns.length) return codeOf(X.values[i * p + columns[stage]!]!);
    let [answers, bit] = [0, 1];
    floats.forEach(({ column, nan }, at) => {
      if (binOf(borders[at]!, nan, X.values[i * p + column]!) > 0) answers |= bit;
      bit <<= 1;
    });
    oneHots.forEach(({ column, code }) => {
      if (codeOf(X.values[i * p + column]!) === code) answers |= bit;
      bit <<= 1;
    });
    return answers;
  }));
}

/** The value of each group, and last the value of groups that training did not have. */
export function groupValues(table: CtrTable, { type, border, prior, borders }: CtrFeature): Float64Array {
  const { counts, classes } = table;
  const groups = counts.length / classes;
  const totals = new Int32Array(groups + 1);
  for (let g = 0; g < groups; g++) for (let k = 0; k < classes; k++) totals[g]! += counts[g * classes + k]!;
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  const good = (g: number): number => {
    if (g === groups) return 0;
    if (type === 'Buckets') return counts[g * classes + border]!;
    let sum = 0;
    for (let k = type === 'Borders' ? border + 1 : 1; k < classes; k++) sum += counts[g * classes + k]! * (type === 'Borders' ? 1 : Math.fround(k / (classes - 1)));
    return sum;
  };
  return Float64Array.from(totals, (total, g) => (type === 'Counter' ? ctrValue(total, most, prior, borders) : ctrValue(good(g), total, prior, borders)));
}
