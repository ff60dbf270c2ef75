import { type Build, Misfit, type Operator, type Value } from '../graph.ts';
import { sameShape, said } from '../shape.ts';

/** Writes a value into a statistic. Nodes before it read the old numbers, nodes after it the new ones. */
export const assignOp: Operator<Readonly<Record<string, never>>> = {
  name: 'assign',
  infer: ([to, x]) => {
    if (!sameShape(to!, x!)) throw new Misfit(`${said(x!)} cannot be written into ${said(to!)}.`);
    return [];
  },
  backward: null,
};

export const assign = (b: Build, statistic: Value, x: Value): void => void b.apply(assignOp, [statistic, x], {});
