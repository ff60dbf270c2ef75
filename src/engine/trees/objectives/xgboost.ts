import type { Dataset } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import { absoluteError } from './absolute-error.ts';
import { gamma } from './gamma.ts';
import { xgboostLogistic } from './logistic.ts';
import type { XgboostObjective } from './names.ts';
import type { Objective, Target } from './objective.ts';
import { xgboostPercentile } from './percentiles.ts';
import { poisson } from './poisson.ts';
import { pseudoHuber } from './pseudo-huber.ts';
import { quantileError } from './quantile-error.ts';
import { type LambdaOptions, xgboostLambda } from './ranking/lambda-xgboost.ts';
import { queriesOf } from './ranking/queries.ts';
import { xgboostSoftmax } from './softmax.ts';
import { squaredError } from './squared-error.ts';
import { squaredLogError } from './squared-log-error.ts';
import { tweedie } from './tweedie.ts';

export interface XgboostObjectiveOptions {
  readonly scalePosWeight: number;
  readonly huberSlope: number;
  readonly quantileAlpha: number;
  readonly tweedieVariancePower: number;
  /** As the library: 0.7 for counts where nothing else is asked for. */
  readonly maxDeltaStep: number;
  readonly lambda: LambdaOptions;
}

/** The objective of that name for these rows, as XGBoost 3 defines it. Throws StudioError('data') where the targets do not suit it. */
export function xgboostObjective(name: XgboostObjective, data: Dataset, options: XgboostObjectiveOptions): Objective {
  const target: Target = { y: data.y ?? new Float64Array(0), weight: data.sampleWeight };
  switch (name) {
    case 'reg:squarederror': return squaredError(name, 'rmse', target);
    case 'reg:absoluteerror': return absoluteError(name, 'mae', target, xgboostPercentile);
    case 'reg:pseudohubererror': return pseudoHuber(name, 'mphe', target, options.huberSlope);
    case 'reg:quantileerror': return quantileError(name, 'quantile', target, options.quantileAlpha, xgboostPercentile);
    case 'reg:squaredlogerror': return squaredLogError(name, 'rmsle', target);
    case 'count:poisson': return poisson(name, 'poisson-nloglik', target, options.maxDeltaStep);
    case 'reg:gamma': return gamma(name, 'gamma-deviance', target);
    case 'reg:tweedie': return tweedie(name, `tweedie-nloglik@${options.tweedieVariancePower}`, target, options.tweedieVariancePower);
    case 'binary:logistic': return xgboostLogistic(name, 'logloss', target, options.scalePosWeight);
    case 'multi:softprob': return xgboostSoftmax(name, 'mlogloss', target, data.classes?.length ?? 0);
    case 'rank:ndcg':
    case 'rank:map':
    case 'rank:pairwise': {
      if (!data.groups) throw new StudioError('data', 'Ranking needs a query column, and there is none. Choose the column that says which query a row belongs to.');
      const measure = name === 'rank:map' ? 'map' : 'ndcg';
      return xgboostLambda(name, options.lambda.pairs.method === 'topk' ? `${measure}@${options.lambda.pairs.count}` : measure, target, queriesOf(data.groups), options.lambda);
    }
    default: return name satisfies never;
  }
}
