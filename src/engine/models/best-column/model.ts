import { defineAlgorithm } from '../../core/algorithm.ts';
import { checkFitInput, checkPredictInput } from '../../core/validate.ts';
import { attr } from '../../export/graph.ts';
import { ndcgAt } from '../../metrics/ndcg-of.ts';
import { bestColumn } from './meta.ts';

/** `sign`: −1 where small values belong on top. `missing`: the score of a row without a value, below all of the training. */
type State = { readonly columns: readonly string[]; readonly at: number; readonly sign: number; readonly missing: number; readonly ndcg: number };

const lowest = (values: Float64Array): number => values.reduce((low, v) => (v < low ? v : low), Infinity);

/** The column and direction of the highest NDCG (linear gain, so that equal values share their places and gain nothing by the order of the file). */
export const bestColumnModel = defineAlgorithm<typeof bestColumn, State>(bestColumn, {
  async fit(train, { k }, ctx) {
    const { X, y, groups } = checkFitInput(train, bestColumn);
    const p = X.columns.length;
    const metric = ndcgAt(k, 'linear');
    let best: State | null = null;
    for (let at = 0; at < p; at++) {
      await ctx.breathe();
      for (const sign of [1, -1]) {
        const values = Float64Array.from({ length: X.rows }, (_, i) => sign * X.values[i * p + at]!);
        const low = lowest(values);
        const missing = low === Infinity ? 0 : low - 1;
        const yPred = values.map((v) => (Number.isNaN(v) ? missing : v));
        const ndcg = metric.score({ yTrue: y, yPred, proba: null, classes: null, weight: null, groups });
        // Better by rounding alone is not better: of columns that order alike the first is taken.
        if (best === null || ndcg > best.ndcg + 1e-12) best = { columns: X.columns, at, sign, missing, ndcg };
      }
      ctx.progress(at + 1, p);
    }
    return best!;
  },
  predict({ columns, at, sign, missing }, X) {
    checkPredictInput(columns, X, bestColumn);
    const p = columns.length;
    return Float64Array.from({ length: X.rows }, (_, i) => {
      const v = X.values[i * p + at]!;
      return Number.isNaN(v) ? missing : sign * v;
    });
  },
  lower({ at, sign, missing }, graph, x) {
    const column = graph.op('Gather', [x, graph.int64s('best', [at])], { axis: attr.int(1) });
    const signed = graph.op('Mul', [column, graph.doubles('sign', [sign])]);
    return { kind: 'value', value: graph.op('Where', [graph.op('IsNaN', [column]), graph.doubles('missing', [missing]), signed]) };
  },
});
