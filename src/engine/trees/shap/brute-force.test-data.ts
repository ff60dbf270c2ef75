import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { goesLeft, rawOutputs } from '../predict.ts';

/** What output `k` is when only the columns in `known` (bits) are told, one number a subset: 2^columns of them. */
export type Game = (known: number) => number;

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
const bits = (n: number): number => (n === 0 ? 0 : (n & 1) + bits(n >>> 1));

/** The output of `row` where columns that are not known are averaged over branches, by the shares of rows that went there. */
export function branchGame(e: TreeEnsemble, shares: Float64Array, row: Float64Array, k: number): Game {
  const trees = e.roots.length - 1;
  const says = (node: number, known: number): number => {
    const j = e.feature[node]!;
    if (j < 0) return e.value[node * e.width + (e.width === 1 ? 0 : k)]!;
    if ((known >>> j) & 1) return says(goesLeft(e, node, row[j]!) ? e.left[node]! : e.right[node]!, known);
    return shares[node]! * says(e.left[node]!, known) + (1 - shares[node]!) * says(e.right[node]!, known);
  };
  return (known) => {
    let sum = 0;
    for (let t = 0; t < trees; t++) if (e.width > 1 || e.output[t] === k) sum += says(e.roots[t]!, known);
    return e.base[k]! + (e.combine === 'mean' ? sum / trees : sum);
  };
}

/** The output of `row` where columns that are not known are taken from each background row in turn. */
export function backgroundGame(e: TreeEnsemble, background: Matrix, row: Float64Array, k: number): Game {
  const p = row.length;
  return (known) => {
    const values = background.values.slice();
    for (let at = 0; at < values.length; at++) if ((known >>> (at % p)) & 1) values[at] = row[at % p]!;
    const raw = rawOutputs(e, { ...background, values });
    let sum = 0;
    for (let b = 0; b < background.rows; b++) sum += raw[b * e.outputs + k]!;
    return sum / background.rows;
  };
}

/** Shapley values by their definition: a sum over all subsets. */
export function shapley(game: Game, columns: number): Float64Array {
  const all = Array.from({ length: 1 << columns }, (_, s) => game(s));
  return Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let s = 0; s < 1 << columns; s++) {
      if ((s >>> j) & 1) continue;
      const n = bits(s);
      sum += ((factorial(n) * factorial(columns - n - 1)) / factorial(columns)) * (all[s | (1 << j)]! - all[s]!);
    }
    return sum;
  });
}

/** Shapley interaction values as shap and XGBoost give them: columns × columns, half an interaction on either side, rows adding up to the Shapley values. */
export function interactions(game: Game, columns: number): Float64Array {
  const all = Array.from({ length: 1 << columns }, (_, s) => game(s));
  const matrix = new Float64Array(columns * columns);
  const phi = shapley(game, columns);
  for (let i = 0; i < columns; i++) {
    let rest = phi[i]!;
    for (let j = 0; j < columns; j++) {
      if (i === j) continue;
      let sum = 0;
      for (let s = 0; s < 1 << columns; s++) {
        if ((s >>> i) & 1 || (s >>> j) & 1) continue;
        const n = bits(s);
        const both = all[s | (1 << i) | (1 << j)]! - all[s | (1 << i)]! - all[s | (1 << j)]! + all[s]!;
        sum += ((factorial(n) * factorial(columns - n - 2)) / (2 * factorial(columns - 1))) * both;
      }
      matrix[i * columns + j] = sum;
      rest -= sum;
    }
    matrix[i * columns + i] = rest;
  }
  return matrix;
}
