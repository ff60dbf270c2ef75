import { choice, float, int } from '../core/params.ts';

/** What both nearest-neighbour models ask; scikit-learn's names and defaults. */
export const neighbourParams = {
  nNeighbors: int(5, { min: 1, search: { low: 1, high: 50 }, help: 'How many of the closest training rows answer.' }),
  weights: choice('uniform', ['uniform', 'distance'], { help: 'Whether all of them count the same, or the closer ones more.' }),
  metric: choice('minkowski', ['minkowski', 'euclidean', 'manhattan', 'chebyshev'], { help: 'How far two rows are apart: straight line, sum of the differences, or the largest of them.' }),
  p: float(2, { min: 1, max: 100, python: 'p', when: { metric: ['minkowski'] }, help: 'Power of the Minkowski distance: 1 is Manhattan, 2 is Euclidean.' }),
} as const;
