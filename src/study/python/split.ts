import { isClassification, type Task } from '../../engine/core/dataset.ts';
import type { Split } from '../schema.ts';
import type { Imports } from './call.ts';

/** Folds as long as this stand in the script itself; longer ones are read with `--folds`. */
const INLINE_FOLDS = 2000;

function trainTest(split: Extract<Split, { readonly kind: 'holdout' | 'train-validation-test' }>, stratified: boolean): readonly string[] {
  // scikit-learn stratifies only what it shuffles.
  const how = (of: string): string => (split.shuffle ? `random_state=${split.seed}${stratified ? `, stratify=${of}` : ''}` : 'shuffle=False');
  const first = `    train, test = train_test_split(np.arange(len(y)), test_size=${split.test}, ${how('y')})`;
  if (split.kind === 'holdout') return [first, '    return [(train, None, test)]'];
  return [
    first,
    `    train, validation = train_test_split(train, test_size=${split.validation} / (1 - ${split.test}), ${how('y[train]')})`,
    '    return [(train, validation, test)]',
  ];
}

/** Whole groups: numbered as they first appear, shuffled, and taken from the end. */
function groupSplit(split: Exclude<Split, { readonly kind: 'given' }>, imports: Imports): readonly string[] {
  if (split.kind === 'k-fold') {
    imports.add('sklearn.model_selection', 'GroupKFold');
    const args = split.shuffle ? `${split.folds}, shuffle=True, random_state=${split.seed}` : String(split.folds);
    return [`    return [(train, None, test) for train, test in GroupKFold(${args}).split(y, groups=together)]`];
  }
  const validation = split.kind === 'holdout' ? 0 : split.validation;
  return [
    '    n = together.max() + 1',
    `    order = ${split.shuffle ? `np.random.default_rng(${split.seed}).permutation(n)` : 'np.arange(n)'}`,
    `    held, watched = int(np.ceil(${split.test} * n)), int(np.ceil(${validation} * n))`,
    '    place = np.argsort(order)[together]',
    `    return [(np.flatnonzero(place < n - held - watched), ${validation === 0 ? 'None' : 'np.flatnonzero((place >= n - held - watched) & (place < n - held))'}, np.flatnonzero(place >= n - held))]`,
  ];
}

function ownSplit(split: Split, task: Task, together: boolean, imports: Imports): readonly string[] {
  if (together && split.kind !== 'given') return groupSplit(split, imports);
  const stratified = isClassification(task) && split.kind !== 'given' && split.stratify;
  if (split.kind === 'holdout' || split.kind === 'train-validation-test') {
    imports.add('sklearn.model_selection', 'train_test_split');
    return trainTest(split, stratified);
  }
  if (split.kind === 'k-fold') {
    const name = stratified ? 'StratifiedKFold' : 'KFold';
    imports.add('sklearn.model_selection', name);
    const args = split.shuffle ? `${split.folds}, shuffle=True, random_state=${split.seed}` : String(split.folds);
    return [`    return [(train, None, test) for train, test in ${name}(${args}).split(np.zeros(len(y)), y)]`];
  }
  if (split.folds.length > INLINE_FOLDS) return ['    raise SystemExit("Give the fold of every row: --folds folds.json")'];
  return [`    return replay(np.array([${split.folds.join(', ')}])[kept])`];
}

/** The `splits` function: rows to learn from, to validate on and to test on, a triple a fold. */
export const splitCode = (split: Split, task: Task, together: boolean, imports: Imports): string => [
  'def replay(folds):',
  '    """Every fold once as the test; rows of fold -1 are always learnt from."""',
  '    return [(np.flatnonzero(folds != k), None, np.flatnonzero(folds == k)) for k in np.unique(folds[folds >= 0])]',
  '',
  '',
  `def splits(y, kept, folds${together ? ', together' : ''}):`,
  `    """kept: which rows of the file have a target; folds: the fold of every row of the file, or None${together ? '; together: the group of every kept row' : ''}."""`,
  '    if folds is not None:',
  '        return replay(np.asarray(folds)[kept])',
  ...ownSplit(split, task, together, imports),
].join('\n');
