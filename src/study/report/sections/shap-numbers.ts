import type { ShapExplanation } from '../../../engine/explainers/explanation.ts';

/** Places of values, largest first. */
export const order = (values: ArrayLike<number>): readonly number[] => Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[b]! - values[a]!);

/** What column `j` adds to output `o`, a value for each explained row. */
export function added(s: ShapExplanation, o: number, j: number): Float64Array {
  const [n, p] = [s.rows.length, s.columns.length];
  return Float64Array.from({ length: n }, (_, i) => s.values[(o * n + i) * p + j]!);
}

/** Mean absolute SHAP value of every column, of one output or summed over all. */
export function meanAbsolute(s: ShapExplanation, output: number | null): Float64Array {
  const outputs = output === null ? s.outputs.map((_, o) => o) : [output];
  return Float64Array.from(s.columns, (_, j) => outputs.reduce((sum, o) => sum + added(s, o, j).reduce((a, v) => a + Math.abs(v), 0) / Math.max(1, s.rows.length), 0));
}

const ranks = (values: ArrayLike<number>): Float64Array => {
  const sorted = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let i = 0; i < sorted.length;) {
    let end = i;
    while (end + 1 < sorted.length && values[sorted[end + 1]!] === values[sorted[i]!]) end++;
    for (let k = i; k <= end; k++) out[sorted[k]!] = (i + end) / 2;
    i = end + 1;
  }
  return out;
};

/** Spearman's rank correlation over the rows where both are known; 0 where one does not vary. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const rows = Array.from({ length: a.length }, (_, i) => i).filter((i) => Number.isFinite(a[i]!) && Number.isFinite(b[i]!));
  const x = ranks(rows.map((i) => a[i]!));
  const y = ranks(rows.map((i) => b[i]!));
  const middle = (rows.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    xy += (x[i]! - middle) * (y[i]! - middle);
    xx += (x[i]! - middle) ** 2;
    yy += (y[i]! - middle) ** 2;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

export type Direction = { readonly kind: 'up' | 'down' | 'mixed' } | { readonly kind: 'categories'; readonly highest: string; readonly lowest: string };

/** Whether more of a column means more of the output, or which of its categories add and take most. */
export function direction(s: ShapExplanation, o: number, j: number): Direction {
  const cells = s.cells[j]!;
  const values = added(s, o, j);
  if (cells instanceof Float64Array) {
    const r = spearman(cells, values);
    return { kind: r > 0.5 ? 'up' : r < -0.5 ? 'down' : 'mixed' };
  }
  const means = new Map<string, { sum: number; n: number }>();
  cells.forEach((cell, i) => {
    const m = means.get(cell) ?? { sum: 0, n: 0 };
    means.set(cell, { sum: m.sum + values[i]!, n: m.n + 1 });
  });
  const sorted = [...means].sort((a, b) => b[1].sum / b[1].n - a[1].sum / a[1].n);
  return { kind: 'categories', highest: sorted[0]?.[0] ?? '', lowest: sorted.at(-1)?.[0] ?? '' };
}

/** How high each cell is among its column's, from 0 to 1 by rank; NaN for missing cells and for categories, which have no order. */
export function levels(cells: ShapExplanation['cells'][number]): Float64Array {
  if (!(cells instanceof Float64Array)) return new Float64Array(cells.length).fill(Number.NaN);
  const known = Array.from({ length: cells.length }, (_, i) => i).filter((i) => Number.isFinite(cells[i]!));
  const r = ranks(known.map((i) => cells[i]!));
  const out = new Float64Array(cells.length).fill(Number.NaN);
  known.forEach((i, k) => { out[i] = known.length < 2 ? 0.5 : r[k]! / (known.length - 1); });
  return out;
}
