import { StudioError } from '../../../core/errors.ts';
import type { Link } from '../../ensemble.ts';
import type { TreeModelFile } from '../model-file.ts';

const identity = ['RMSE', 'MAE', 'Quantile', 'Huber', 'MAPE', 'Lq', 'Expectile', 'LogCosh', 'QueryRMSE', 'YetiRank', 'YetiRankPairwise', 'PairLogit', 'PairLogitPairwise', 'QuerySoftMax', 'QueryCrossEntropy', 'LambdaMart', 'StochasticRank'];
const LOSSES: Readonly<Record<string, readonly [Link, TreeModelFile['task']]>> = {
  ...Object.fromEntries(identity.map((name) => [name, ['identity', 'regression']])),
  Poisson: ['exp', 'regression'], Tweedie: ['exp', 'regression'], LogLinQuantile: ['exp', 'regression'],
  Logloss: ['logistic', 'binary'], CrossEntropy: ['logistic', 'binary'], MultiClass: ['softmax', 'multiclass'],
};

/** Throws StudioError('unsupported') for losses whose predictions this form has no link for. */
export function lossOf(name: string): { readonly link: Link; readonly task: TreeModelFile['task'] } {
  const found = Object.hasOwn(LOSSES, name) ? LOSSES[name] : undefined;
  if (!found) throw new StudioError('unsupported', `The loss "${name.slice(0, 60)}" of this CatBoost model is not known here. Known are ${Object.keys(LOSSES).join(', ')}.`);
  return { link: found[0], task: found[1] };
}

/** What to write where only the link is known. */
export const lossFor = (link: Link): string => ({ identity: 'RMSE', logistic: 'Logloss', softmax: 'MultiClass', exp: 'Poisson' })[link];
