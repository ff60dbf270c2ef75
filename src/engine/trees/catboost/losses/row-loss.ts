import { type Loss, type Target, emptySums, weightOf } from './loss.ts';

/** Leaves first and second derivative of −loss, and the loss, in `out`. `a`: sum of trees, or e to that. */
export type RowFunction = (a: number, y: number, out: Float64Array) => void;

/** A loss of one output that is a function of each row alone. */
export function rowLoss(target: Target, row: RowFunction, rest: Partial<Loss> = {}): Loss {
  const { y } = target;
  const exp = rest.exp ?? false;
  const out = new Float64Array(3);
  return {
    outputs: 1, exp, link: exp ? 'exp' : 'identity', fullHessian: false, exact: null, start: null,
    gradient([state], count, [der]) {
      for (let i = 0; i < count; i++) {
        row(state![i]!, y[i]!, out);
        der![i] = out[0]! * weightOf(target, i);
      }
    },
    leafSums([state], count, leafOf, leaves, shift) {
      const sums = emptySums(leaves, 1, 1);
      const by = exp ? shift.map(Math.exp) : shift;
      let loss = 0;
      for (let i = 0; i < count; i++) {
        const leaf = leafOf[i]!;
        const w = weightOf(target, i);
        row(exp ? state![i]! * by[leaf]! : state![i]! + by[leaf]!, y[i]!, out);
        sums.der[leaf]! += out[0]! * w;
        sums.der2[leaf]! += out[1]! * w;
        sums.weight[leaf]! += w;
        loss += out[2]! * w;
      }
      return { ...sums, loss };
    },
    total([state], count) {
      let loss = 0;
      for (let i = 0; i < count; i++) {
        row(state![i]!, y[i]!, out);
        loss += out[2]! * weightOf(target, i);
      }
      return loss;
    },
    ...rest,
  };
}
