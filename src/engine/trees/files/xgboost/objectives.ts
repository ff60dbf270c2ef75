import { StudioError } from '../../../core/errors.ts';
import type { Link } from '../../ensemble.ts';
import type { TreeModelFile } from '../model-file.ts';

interface Objective {
  readonly link: Link;
  readonly task: TreeModelFile['task'];
  /** How the file's base_score becomes the margin that trees are added to. */
  readonly start: 'as it is' | 'logit' | 'log';
}

const regression: Objective = { link: 'identity', task: 'regression', start: 'as it is' };
const positive: Objective = { link: 'exp', task: 'regression', start: 'log' };
const binary: Objective = { link: 'logistic', task: 'binary', start: 'logit' };
const multiclass: Objective = { link: 'softmax', task: 'multiclass', start: 'as it is' };

const OBJECTIVES: Readonly<Record<string, Objective>> = {
  'reg:squarederror': regression, 'reg:linear': regression, 'reg:squaredlogerror': regression, 'reg:absoluteerror': regression,
  'reg:pseudohubererror': regression, 'reg:quantileerror': regression, 'rank:pairwise': regression, 'rank:ndcg': regression, 'rank:map': regression,
  'reg:logistic': { link: 'logistic', task: 'regression', start: 'logit' },
  'binary:logistic': binary, 'binary:logitraw': { link: 'logistic', task: 'binary', start: 'as it is' },
  'multi:softprob': multiclass, 'multi:softmax': multiclass,
  'count:poisson': positive, 'reg:gamma': positive, 'reg:tweedie': positive, 'survival:cox': positive, 'survival:aft': positive,
};

/** Throws StudioError('unsupported') for objectives whose predictions this form has no link for. */
export function objectiveOf(name: string): Objective {
  const found = Object.hasOwn(OBJECTIVES, name) ? OBJECTIVES[name] : undefined;
  if (!found) throw new StudioError('unsupported', `The objective "${name.slice(0, 60)}" of this XGBoost model is not known here. Known are ${Object.keys(OBJECTIVES).join(', ')}.`);
  return found;
}

/** What to write where only the link is known. */
export const objectiveFor = (link: Link): string => ({ identity: 'reg:squarederror', logistic: 'binary:logistic', softmax: 'multi:softprob', exp: 'count:poisson' })[link];

/** base_score ↔ margin. */
export function toMargin(start: Objective['start'], score: number): number {
  if (start === 'logit') return Math.log(score / (1 - score));
  return start === 'log' ? Math.log(score) : score;
}

export function fromMargin(start: Objective['start'], margin: number): number {
  if (start === 'logit') return 1 / (1 + Math.exp(-margin));
  return start === 'log' ? Math.exp(margin) : margin;
}
