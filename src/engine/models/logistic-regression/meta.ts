import { defineMeta } from '../../core/algorithm.ts';
import { bool, choice, float, int } from '../../core/params.ts';

export const logisticRegression = defineMeta({
  type: 'logistic-regression',
  version: 1,
  name: 'LogisticRegression',
  module: 'sklearn.linear_model',
  summary: 'A weighted sum of the columns, turned into probabilities of the classes.',
  tags: { tasks: ['binary', 'multiclass'], family: 'linear', allowNaN: false, categories: false, deterministic: 'exact', sampleWeight: true, proba: true, wantsScaling: true, images: false, speed: 3, readability: 3, linear: true },
  params: {
    C: float(1, { above: 0, python: 'C', search: { low: 1e-4, high: 1e4, log: true }, help: 'Freedom of the coefficients: the smaller, the stronger they are held back.' }),
    penalty: choice('l2', ['l2', 'l1', 'elasticnet', 'none'], { help: 'How large coefficients are held back: by squares (l2), by size, which makes many exactly zero (l1), by both, or not at all.' }),
    l1Ratio: float(0.5, { min: 0, max: 1, when: { penalty: ['elasticnet'] }, help: 'Share of the l1 penalty in the mixture; 0 is all l2, 1 all l1.' }),
    fitIntercept: bool(true, { help: 'Learn a constant term for each class, which is not penalised.' }),
    classWeight: choice('none', ['none', 'balanced'], { help: 'Balanced lets rare classes count as much as common ones.' }),
    maxIter: int(100, { min: 1, max: 1_000_000, advanced: true, help: 'Steps of the solver at most; the run says so when they did not suffice.' }),
    tol: float(1e-4, { above: 0, advanced: true, help: 'Stops when the loss has no slope larger than this in any direction.' }),
  },
});
