import { StudioError } from '../../core/errors.ts';
import { compileFormula } from '../../formula/compile.ts';
import type { FormulaNode } from '../../formula/node.ts';
import { parseFormula } from '../../formula/parse.ts';
import type { EvalMetric, EvalRows } from './eval-metric.ts';

/** What a metric's formula may read of a row; `p` and `prediction` are the same. */
export const METRIC_NAMES = ['y', 'p', 'prediction', 'weight'] as const;

/**
 * What is predicted of a row, as one number: the value; of two classes the probability of the second; of more the probability that the
 * row's own class is given.
 */
function told({ y, classes, predicted, outputs }: EvalRows): Float64Array {
  const n = y.length;
  return classes === null || outputs === 1 ? predicted.subarray(0, n) : Float64Array.from(y, (k, i) => predicted[(classes.length === 2 ? 1 : k) * n + i]!);
}

function read(name: string, formula: string): FormulaNode {
  try {
    return parseFormula(formula, METRIC_NAMES);
  } catch (thrown) {
    throw thrown instanceof StudioError ? new StudioError('param', `The metric "${name}": ${thrown.message}`, { param: 'evalMetric' }) : thrown;
  }
}

/** The weighted mean over rows of a formula of `y`, `p` and `weight`. Throws StudioError('param') with the place where it cannot be read. */
export function formulaMetric(name: string, better: EvalMetric['better'], formula: string): EvalMetric {
  const node = read(name, formula);
  return {
    name,
    better,
    score(rows) {
      const { y } = rows;
      const p = told(rows);
      const weight = rows.weight ?? new Float64Array(y.length).fill(1);
      const run = compileFormula(node, { y, p, prediction: p, weight });
      let sum = 0;
      let total = 0;
      for (let i = 0; i < y.length; i++) {
        sum += weight[i]! * run(i);
        total += weight[i]!;
      }
      return sum / total;
    },
  };
}
