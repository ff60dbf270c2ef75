import { defineTransformer } from '../../core/transformer.ts';
import { chosenNumbers, mapNumbers, ownOrigins } from '../../transformers-shared/columns.ts';
import { lowerNumbers } from '../../transformers-shared/lowering.ts';
import { lowerBell } from './lower-bell.ts';
import { lowerRanks } from './lower-ranks.ts';
import { quantileTransformer } from './meta.ts';
import { bell, BOUNDS, rankCurve, type RankCurve, rankOf } from './rank-curve.ts';

type State = { readonly columns: readonly string[]; readonly curves: readonly RankCurve[]; readonly normal: boolean };

export const quantileTransformerTransformer = defineTransformer<typeof quantileTransformer, State>(quantileTransformer, {
  fit(train, _y, { columns, nQuantiles, outputDistribution }) {
    const chosen = chosenNumbers(train, columns, quantileTransformer.name);
    const landmarks = Math.max(2, Math.min(nQuantiles, train.rows));
    return { columns: chosen.map((c) => c.name), curves: chosen.map((c) => rankCurve(c.values, landmarks)), normal: outputDistribution === 'normal' };
  },
  transform: ({ columns, curves, normal }, X) =>
    mapNumbers(X, columns, quantileTransformer.name, (values, k) => values.map((v) => (normal ? bell(rankOf(curves[k]!, v, BOUNDS)) : rankOf(curves[k]!, v, 0)))),
  lower: ({ columns, curves, normal }, graph, X) =>
    lowerNumbers(graph, X, columns, (value, places) => {
      const ranks = lowerRanks(graph, value, places.map((k) => curves[k]!), normal ? BOUNDS : 0);
      return normal ? lowerBell(graph, ranks) : ranks;
    }),
  origins: ({ columns }) => ownOrigins(columns),
});
