import { choice, float, int, type ParamsOf } from '../core/params.ts';

const NAMES = ['sqrt', 'log2', 'all', 'fraction', 'count'] as const;

/** How many columns a split may look at, drawn by lot; scikit-learn's `max_features` in parts a form can show. */
export const maxFeaturesParams = <const D extends (typeof NAMES)[number]>(fallback: D) => ({
  maxFeatures: choice(fallback as (typeof NAMES)[number], NAMES, { python: null, help: 'Columns tried at each split, drawn by lot: the square root or the logarithm of their number, all, a fraction, or a count.' }),
  maxFeaturesFraction: float(0.5, { above: 0, max: 1, python: null, search: { low: 0.1, high: 1 }, when: { maxFeatures: ['fraction'] }, help: 'Share of the columns tried at each split.' }),
  maxFeaturesCount: int(1, { min: 1, python: null, when: { maxFeatures: ['count'] }, help: 'Number of columns tried at each split.' }),
});

type MaxFeatures = ParamsOf<ReturnType<typeof maxFeaturesParams>>;

/** At least 1, at most `p`. */
export function featuresTried({ maxFeatures, maxFeaturesFraction, maxFeaturesCount }: MaxFeatures, p: number): number {
  const wanted = {
    sqrt: Math.sqrt(p), log2: Math.log2(p), all: p, fraction: maxFeaturesFraction * p, count: maxFeaturesCount,
  }[maxFeatures];
  return Math.min(Math.max(1, Math.floor(wanted)), p);
}
