import type { RowBlock } from './run-trees.ts';

/** Ensemble columns that are explained together, and whom they stand for. */
export interface Credit {
  /** Group of every ensemble column. */
  readonly groupOf: Int32Array;
  /** Columns each group's effect belongs to: shared equally among them, a column named twice getting two shares. */
  readonly owners: readonly (readonly number[])[];
  readonly columns: number;
}

/** Adds the effects of blocks of rows to `values` (outputs × rows × columns). */
export function crediting(credit: Credit, outputs: number, rows: number, values: Float64Array): (block: RowBlock) => void {
  const groups = credit.owners.length;
  return ({ from, rows: inBlock, stride, effects }) => {
    for (let k = 0; k < outputs; k++) for (let i = 0; i < inBlock; i++) credited(credit, effects, k * groups * stride + i, stride, values, (k * rows + from + i) * credit.columns);
  };
}

/** Groups ensemble columns by `ownersOf` (for each, the explained columns it is made of; numbers below `columns`). */
export function creditOf(ownersOf: readonly (readonly number[])[], columns: number): Credit {
  const place = new Map<string, number>();
  const owners: (readonly number[])[] = [];
  const groupOf = Int32Array.from(ownersOf, (own) => {
    const key = own.toSorted((a, b) => a - b).join(' ');
    let group = place.get(key);
    if (group === undefined) {
      group = owners.length;
      place.set(key, group);
      owners.push(own);
    }
    return group;
  });
  return { groupOf, owners, columns };
}

/** Adds effects of groups (one number a group, `stride` apart) to those of columns. */
export function credited({ owners }: Credit, effects: Float64Array, from: number, stride: number, into: Float64Array, at: number): void {
  owners.forEach((own, g) => {
    const share = effects[from + g * stride]! / own.length;
    for (const column of own) into[at + column]! += share;
  });
}
