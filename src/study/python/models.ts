import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import { keywords } from './call.ts';
import { literal } from './literal.ts';

/** scikit-learn names the penalty by its share of l1 and its strength, and only saga knows l1. */
function logisticArguments(meta: Meta, params: ParamValues): readonly string[] {
  const all: ParamValues = { ...defaultsOf(meta.params), ...params };
  const others = keywords(meta.params, params).filter((arg) => !/^(penalty|l1_ratio)=/.test(arg));
  switch (all['penalty']) {
    case 'l1': return [...others, 'l1_ratio=1', 'solver="saga"'];
    case 'elasticnet': return [...others, `l1_ratio=${literal(all['l1Ratio'] ?? 0.5)}`, 'solver="saga"'];
    case 'none': return [...others.filter((arg) => !arg.startsWith('C=')), 'C=np.inf'];
    default: return others;
  }
}

/** Keyword arguments of a model. */
export const modelArguments = (meta: Meta, params: ParamValues): readonly string[] =>
  meta.type === 'logistic-regression' ? logisticArguments(meta, params) : keywords(meta.params, params);
