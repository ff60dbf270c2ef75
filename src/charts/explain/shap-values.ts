import type { ShapExplanation, Space } from '../../engine/explainers/explanation.ts';
import { sayDate } from '../../frame/date.ts';
import { classColor } from '../theme.ts';

/** What one column adds to one output, row by row. */
export function effects({ values, rows, columns }: ShapExplanation, output: number, column: number): Float64Array {
  const n = rows.length;
  const p = columns.length;
  return Float64Array.from({ length: n }, (_, i) => values[(output * n + i) * p + column]!);
}

/** Mean absolute effect of every column on one output. */
export const meanEffects = (shap: ShapExplanation, output: number): Float64Array =>
  Float64Array.from(shap.columns, (_, j) => {
    const all = effects(shap, output, j);
    return all.reduce((sum, v) => sum + Math.abs(v), 0) / Math.max(1, all.length);
  });

/** Columns from the strongest mean effect to the weakest. */
export const byStrength = (strength: ArrayLike<number>): readonly number[] => Array.from(strength, (_, j) => j).sort((a, b) => strength[b]! - strength[a]! || a - b);

/** An explanation and which of its columns are dates: their cells are milliseconds to the model, and dates to a person. */
export type Explained = ShapExplanation & { readonly dates?: ReadonlySet<string> };

export const isDate = (shap: Explained, column: number): boolean => shap.dates?.has(shap.columns[column]!) === true;

export const cellText = (shap: Pick<Explained, 'cells' | 'columns' | 'dates'>, column: number, row: number): string => {
  const value = shap.cells[column]![row]!;
  if (typeof value === 'string') return value === '' ? 'missing' : value;
  if (Number.isNaN(value)) return 'missing';
  return shap.dates?.has(shap.columns[column]!) ? sayDate(value) : `${Number(value.toPrecision(4))}`.replace('-', '−');
};

/** A class keeps its colour; a single output has the accent. */
export const outputColor = (shap: ShapExplanation, output: number): string => (shap.outputs.length > 1 ? classColor(output) : '@accent');

/** What effects are on: "the log-odds of Gentoo", "price" (a person's own name stays as it is). */
export const unit = (space: Space, output: string): string =>
  space === 'log-odds' ? `the log-odds of ${output}` : space === 'probability' ? `the probability of ${output}` : space === 'log' ? `the logarithm of ${output}` : output;

/** The same at the head of an axis. */
export const axisTitle = (space: Space, output: string): string =>
  space === 'log-odds' ? `Log-odds of ${output}` : space === 'probability' ? `Probability of ${output}` : space === 'log' ? `Logarithm of ${output}` : output;

/** Position of every value among its column's, 0 (lowest) … 1 (highest): colour by it ignores outliers. NaN where missing. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const present = Array.from(values, (_, i) => i).filter((i) => !Number.isNaN(values[i]!)).sort((a, b) => values[a]! - values[b]!);
  const rank = new Float64Array(values.length).fill(Number.NaN);
  for (let from = 0; from < present.length; ) {
    let to = from;
    while (to + 1 < present.length && values[present[to + 1]!] === values[present[from]!]) to++;
    for (let i = from; i <= to; i++) rank[present[i]!] = present.length === 1 ? 0.5 : (from + to) / 2 / (present.length - 1);
    from = to + 1;
  }
  return rank;
}
