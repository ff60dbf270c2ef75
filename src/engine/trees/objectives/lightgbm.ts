import type { Dataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { absoluteError } from './absolute-error.ts';
import { gamma } from './gamma.ts';
import { fair, huber } from './huber.ts';
import { lightgbmLogistic } from './logistic.ts';
import { mape } from './mape.ts';
import type { LightgbmObjective } from './names.ts';
import type { Objective, Target } from './objective.ts';
import { oneVsAll } from './one-vs-all.ts';
import { lightgbmPercentile } from './percentiles.ts';
import { poisson } from './poisson.ts';
import { quantileError } from './quantile-error.ts';
import { lightgbmLambda } from './ranking/lambda-lightgbm.ts';
import { queriesOf } from './ranking/queries.ts';
import { xendcg } from './ranking/xendcg.ts';
import { lightgbmSoftmax } from './softmax.ts';
import { squaredError } from './squared-error.ts';
import { tweedie } from './tweedie.ts';

export interface LightgbmObjectiveOptions {
  readonly isUnbalance: boolean;
  readonly scalePosWeight: number;
  /** Where Huber's loss turns straight, and the quantile that is sought. */
  readonly alpha: number;
  readonly fairC: number;
  readonly poissonMaxDeltaStep: number;
  readonly tweedieVariancePower: number;
  readonly sigmoid: number;
  readonly lambdarankTruncationLevel: number;
  readonly lambdarankNorm: boolean;
  readonly seed: number;
}

/** The objective of that name for these rows, as LightGBM 4 defines it. Throws StudioError('data') where the targets do not suit it. */
export function lightgbmObjective(name: LightgbmObjective, data: Dataset, options: LightgbmObjectiveOptions): Objective {
  const target: Target = { y: data.y ?? new Float64Array(0), weight: data.sampleWeight };
  const K = data.classes?.length ?? 0;
  const queries = () => {
    if (!data.groups) throw new StudioError('data', 'Ranking needs a query column, and there is none. Choose the column that says which query a row belongs to.');
    return queriesOf(data.groups);
  };
  switch (name) {
    case 'regression': return squaredError(name, 'l2', target);
    case 'regression_l1': return absoluteError(name, 'l1', target, lightgbmPercentile);
    case 'huber': return huber(name, 'huber', target, options.alpha);
    case 'fair': return fair(name, 'fair', target, options.fairC);
    case 'poisson': return poisson(name, 'poisson', target, options.poissonMaxDeltaStep);
    case 'quantile': return quantileError(name, 'quantile', target, options.alpha, lightgbmPercentile);
    case 'mape': return mape(name, 'mape', target);
    case 'gamma': return gamma(name, 'gamma', target);
    case 'tweedie': return tweedie(name, 'tweedie', target, options.tweedieVariancePower);
    case 'binary': return lightgbmLogistic(name, 'binary_logloss', target, options);
    case 'multiclass': return lightgbmSoftmax(name, 'multi_logloss', target, K);
    case 'multiclassova': return oneVsAll(name, 'multi_logloss', target, K, options);
    case 'lambdarank': return lightgbmLambda(name, 'ndcg', target, queries(), { sigmoid: options.sigmoid, truncation: options.lambdarankTruncationLevel, norm: options.lambdarankNorm });
    case 'rank_xendcg': return xendcg(name, 'ndcg', target, queries(), options.seed);
    default: return name satisfies never;
  }
}
