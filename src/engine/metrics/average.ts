/** Mean of `value(i)` over `rows` rows, weighted where there are weights. NaN without rows or with a total weight of 0. */
export function average(rows: number, weight: Float64Array | null, value: (row: number) => number): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const w = weight === null ? 1 : weight[i]!;
    sum += w * value(i);
    total += w;
  }
  return sum / total;
}
