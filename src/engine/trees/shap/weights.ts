/** Tables of weights, one after another: a column of a side, two of the first, one of each, two of the second. */
export const TABLES = 5;

/** ∫ t^a (1 − t)^b dt over [0, 1] = a! b! / (a + b + 1)!. */
function beta(a: number, b: number): number {
  let value = 1 / (a + b + 1);
  for (let i = 1; i <= b; i++) value *= i / (a + i);
  return value;
}

/**
 * Where a leaf is reached when `n1` columns are as in the row, `n0` as in the background row, and the others do not matter: what
 * one such column, or two together, change by on average over all orders. Tables are (most + 1) × (most + 1), n1 first.
 */
export function againstWeights(most: number): Float64Array {
  const side = most + 1;
  const tables = new Float64Array(TABLES * side * side);
  for (let n1 = 0; n1 <= most; n1++) {
    for (let n0 = 0; n0 <= most; n0++) {
      const put = (table: number, value: number): void => { tables[(table * side + n1) * side + n0] = value; };
      if (n1 > 0) put(0, beta(n1 - 1, n0));
      if (n0 > 0) put(1, -beta(n1, n0 - 1));
      if (n1 > 1) put(2, beta(n1 - 2, n0));
      if (n1 > 0 && n0 > 0) put(3, -beta(n1 - 1, n0 - 1));
      if (n0 > 1) put(4, beta(n1, n0 - 2));
    }
  }
  return tables;
}
