import type { Scored } from '../core/metric.ts';
import { classCount } from './confusion.ts';
import { type Ranking, rank } from './ranking.ts';

/** Column `k` of a row-major matrix of `size` columns. */
export function columnOf(values: Float64Array, size: number, k: number): Float64Array {
  const column = new Float64Array(values.length / size);
  for (let i = 0; i < column.length; i++) column[i] = values[i * size + k]!;
  return column;
}

/** Two classes: the area for the last. More: the plain mean of the areas of each class against the rest. NaN without probabilities. */
export function oneVsRest(s: Scored, area: (r: Ranking) => number): number {
  const { proba, yTrue } = s;
  if (proba === null || yTrue.length === 0 || proba.some(Number.isNaN)) return Number.NaN;
  const size = classCount(s);
  const areaOf = (k: number): number => area(rank(columnOf(proba, size, k), (i) => yTrue[i] === k, s.weight));
  if (size <= 2) return areaOf(size - 1);
  let sum = 0;
  for (let k = 0; k < size; k++) sum += areaOf(k);
  return sum / size;
}
