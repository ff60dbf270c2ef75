import type { Matrix } from '../../../frame/matrix.ts';
import { codeOf } from './category-columns.ts';
import { ctrTable, findGroups, groupValues } from './ctr-table.ts';
import type { Field, Split } from './field.ts';
import { binOf } from './float-columns.ts';
import { keyOf } from './projections.ts';
import type { Structure } from './structure.ts';
import type { TargetClasses } from './target-classes.ts';

/** Rows that take no part in training, led through its trees: their statistics are those of all training rows. */
export class HeldOut {
  readonly #X: Matrix;
  readonly #field: Field;
  readonly #target: TargetClasses | null;
  readonly #columns = new Map<string, Float64Array>();

  constructor(X: Matrix, field: Field, target: TargetClasses | null) {
    this.#X = X;
    this.#field = field;
    this.#target = target;
  }

  /** The statistic of every row. */
  #ctr(split: Extract<Split, { kind: 'ctr' }>): Float64Array {
    const ctrs = this.#field.ctrs!;
    const key = `${keyOf(split.projection)} ${split.column}`;
    const known = this.#columns.get(key);
    if (known) return known;
    const table = ctrTable(split.projection, ctrs.groups(split.projection), this.#field.categories, this.#field.floats, this.#target!);
    const groups = findGroups(table, this.#X);
    ctrs.columns(split.projection).forEach(({ spec, border, prior }, column) => {
      const { type, priors, borders } = ctrs.specs(split.projection)[spec]!;
      const of = groupValues(table, { table: 0, type, border, prior: priors[prior]!, borders });
      this.#columns.set(`${keyOf(split.projection)} ${column}`, Float64Array.from(groups, (g) => of[g < 0 ? of.length - 1 : g]!));
    });
    return this.#columns.get(key)!;
  }

  /** 1 where the answer is yes. */
  #answers(split: Split): Uint8Array {
    const { rows, columns, values } = this.#X;
    const p = columns.length;
    switch (split.kind) {
      case 'float': {
        const { column, borders, nan } = this.#field.floats[split.feature]!;
        return Uint8Array.from({ length: rows }, (_, i) => (binOf(borders, nan, values[i * p + column]!) > split.border ? 1 : 0));
      }
      case 'oneHot': {
        const { column, values: codes } = this.#field.categories[split.feature]!;
        return Uint8Array.from({ length: rows }, (_, i) => (codeOf(values[i * p + column]!) === codes[split.border] ? 1 : 0));
      }
      case 'ctr': return Uint8Array.from(this.#ctr(split), (v) => (v >= split.border + 1 ? 1 : 0));
      default: return split satisfies never;
    }
  }

  leaves({ splits, children }: Structure): Int32Array {
    const answers = splits.map((split) => this.#answers(split));
    return Int32Array.from({ length: this.#X.rows }, (_, i) => {
      if (children === null) return answers.reduce((leaf, yes, s) => leaf | (yes[i]! << s), 0);
      if (splits.length === 0) return 0;
      let node = 0;
      while (node >= 0) node = children[2 * node + answers[node]![i]!]!;
      return -1 - node;
    });
  }
}
