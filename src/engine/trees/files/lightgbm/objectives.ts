import { StudioError } from '../../../core/errors.ts';
import type { Link } from '../../ensemble.ts';
import type { TreeModelFile } from '../model-file.ts';

interface Objective {
  readonly name: string;
  readonly link: Link;
  readonly task: TreeModelFile['task'];
  /** Outputs are multiplied by it before the link. */
  readonly scale: number;
}

const LINKS: Readonly<Record<string, readonly [Link, TreeModelFile['task']]>> = {
  regression: ['identity', 'regression'], regression_l1: ['identity', 'regression'], huber: ['identity', 'regression'], fair: ['identity', 'regression'],
  quantile: ['identity', 'regression'], mape: ['identity', 'regression'], lambdarank: ['identity', 'regression'], rank_xendcg: ['identity', 'regression'],
  poisson: ['exp', 'regression'], gamma: ['exp', 'regression'], tweedie: ['exp', 'regression'], cross_entropy: ['logistic', 'regression'],
  binary: ['logistic', 'binary'], multiclass: ['softmax', 'multiclass'],
};

/** The objective line, such as `binary sigmoid:1`. Throws StudioError('unsupported') for those whose predictions this form has no link for. */
export function objectiveOf(line: string): Objective {
  const [name = '', ...options] = line.split(/\s+/);
  const found = Object.hasOwn(LINKS, name) ? LINKS[name] : undefined;
  if (!found) throw new StudioError('unsupported', `The objective "${name.slice(0, 60)}" of this LightGBM model is not known here. Known are ${Object.keys(LINKS).join(', ')}.`);
  if (options.includes('sqrt')) throw new StudioError('unsupported', 'This LightGBM model was trained on square roots (reg_sqrt), which is not read. Train it without reg_sqrt.');
  const sigmoid = options.find((option) => option.startsWith('sigmoid:'));
  const scale = name === 'binary' && sigmoid !== undefined ? Number(sigmoid.slice('sigmoid:'.length)) : 1;
  if (!(scale > 0)) throw new StudioError('data', `The objective of this LightGBM model has "${sigmoid}"; a number above 0 was expected.`);
  return { name, link: found[0], task: found[1], scale };
}

/** What to write where only the link is known. */
export const objectiveLine = (link: Link, outputs: number): string => ({ identity: 'regression', logistic: 'binary sigmoid:1', softmax: `multiclass num_class:${outputs}`, exp: 'poisson' })[link];
