import type { Build, Operator, Value } from '../graph.ts';
import { Misfit } from '../graph.ts';
import { said } from '../shape.ts';

/** Rows of a table (n × width) by their numbers, which are whole numbers; one that is no row gives zeros. */
export const gatherOp: Operator<Readonly<Record<string, never>>> = {
  name: 'gather',
  infer: ([ids, table]) => {
    if (table!.length !== 2) throw new Misfit(`rows are taken of a table, not of ${said(table!)}.`);
    return [[...ids!, table![1]!]];
  },
  backward: ({ b, inputs: [ids, table], grads: [g], needs }) => [null, needs[1] ? b.apply(scatterAddOp, [ids!, g!], { rows: table!.shape[0]! })[0]! : null],
};

/** A table whose row r is the sum of the rows given with the number r. */
export const scatterAddOp: Operator<{ readonly rows: number }> = { name: 'scatterAdd', infer: ([, values], { rows }) => [[rows, values!.at(-1)!]], backward: null };

export const gather = (b: Build, ids: Value, table: Value): Value => b.apply(gatherOp, [ids, table], {})[0]!;
