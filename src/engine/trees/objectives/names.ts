/** Objectives by the libraries' names: plain data, so that the page can load them without what they do. */
export const XGBOOST_REGRESSION = ['reg:squarederror', 'reg:absoluteerror', 'reg:pseudohubererror', 'reg:quantileerror', 'reg:squaredlogerror', 'count:poisson', 'reg:gamma', 'reg:tweedie'] as const;
export const XGBOOST_RANKING = ['rank:ndcg', 'rank:map', 'rank:pairwise'] as const;
export type XgboostObjective = (typeof XGBOOST_REGRESSION)[number] | (typeof XGBOOST_RANKING)[number] | 'binary:logistic' | 'multi:softprob';

export const LIGHTGBM_REGRESSION = ['regression', 'regression_l1', 'huber', 'fair', 'poisson', 'quantile', 'mape', 'gamma', 'tweedie'] as const;
export const LIGHTGBM_RANKING = ['lambdarank', 'rank_xendcg'] as const;
export type LightgbmObjective = (typeof LIGHTGBM_REGRESSION)[number] | (typeof LIGHTGBM_RANKING)[number] | 'binary' | 'multiclass' | 'multiclassova';
