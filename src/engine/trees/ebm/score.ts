import type { Matrix } from '../../../frame/matrix.ts';
import { binsOf, type ColumnBins } from './bins.ts';
import type { EbmState, EbmTerm } from './state.ts';

/** Bins of every column that a term of `terms` with one column (main) or two (pair) needs; others stay empty. */
function neededBins(X: Matrix, bins: readonly ColumnBins[], terms: readonly EbmTerm[], columns: 1 | 2): readonly Uint16Array[] {
  const needed = new Set(terms.filter((term) => term.columns.length === columns).flatMap((term) => term.columns));
  return bins.map((column, j) => (needed.has(j) ? binsOf(X, j, column) : new Uint16Array(0)));
}

/** Scores before the link: rows × outputs. */
export function ebmScores({ intercept, main, pair, terms, outputs }: Pick<EbmState, 'intercept' | 'main' | 'pair' | 'terms' | 'outputs'>, X: Matrix): Float64Array {
  const scores = new Float64Array(X.rows * outputs);
  for (let at = 0; at < scores.length; at++) scores[at] = intercept[at % outputs]!;
  const single = neededBins(X, main, terms, 1);
  const double = neededBins(X, pair, terms, 2);
  for (const { columns: [a, b], size, scores: shape } of terms) {
    for (let i = 0; i < X.rows; i++) {
      const cell = b === undefined ? single[a!]![i]! : double[a!]![i]! * size[1]! + double[b]![i]!;
      for (let k = 0; k < outputs; k++) scores[i * outputs + k]! += shape[cell * outputs + k]!;
    }
  }
  return scores;
}
