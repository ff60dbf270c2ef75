import type { Meta } from '../../engine/core/algorithm.ts';
import { defaultsOf, type ParamValues } from '../../engine/core/params.ts';
import { boostingArguments, isBoosted } from './boosting.ts';
import { keywords } from './call.ts';
import { literal } from './literal.ts';
import { sampledArguments } from './sampled.ts';

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

/** InterpretML takes "3x" as text and counts or shares as numbers. */
const ebmArguments = (meta: Meta, params: ParamValues): readonly string[] => keywords(meta.params, params).map((arg) => arg.replace(/^interactions="([\d.]+)"$/, 'interactions=$1'));

/** Keyword arguments of a model. */
export function modelArguments(meta: Meta, params: ParamValues): readonly string[] {
  if (meta.type === 'logistic-regression') return logisticArguments(meta, params);
  if (isBoosted(meta)) return boostingArguments(meta, params);
  return meta.module === 'interpret.glassbox' ? ebmArguments(meta, params) : [...keywords(meta.params, params), ...sampledArguments(meta, params)];
}

/** Models that no library has, as classes of the script itself. */
const OWN: Readonly<Record<string, string>> = {
  'best-column': [
    'class BestColumn(BaseEstimator):',
    '    """Orders by the one column, up or down, that orders the training queries best."""',
    '',
    '    def __init__(self, k=5):',
    '        self.k = k',
    '',
    '    def fit(self, X, y, together):',
    '        X, best = np.asarray(X, dtype=float), -1.0',
    '        for at in np.flatnonzero(~np.isnan(X).all(axis=0)):',
    '            for sign in (1, -1):',
    '                missing = np.nanmin(sign * X[:, at]) - 1',
    '                found = over_queries(ndcg_linear, self.k)(y, np.nan_to_num(sign * X[:, at], nan=missing), together)',
    '                if found > best + 1e-12:',
    '                    best, self.choice_ = found, (at, sign, missing)',
    '        return self',
    '',
    '    def predict(self, X):',
    '        at, sign, missing = self.choice_',
    '        return np.nan_to_num(sign * np.asarray(X, dtype=float)[:, at], nan=missing)',
  ].join('\n'),
};

/** The class of a model that no library has; `null` for all others. */
export const ownModel = (meta: Meta): string | null => OWN[meta.type] ?? null;
