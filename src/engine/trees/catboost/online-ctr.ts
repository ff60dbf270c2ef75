import type { CtrSpec } from './ctr-spec.ts';

/** One column of statistics: of `specs[spec]`, about target border (or class) `border`, with one of its priors. */
export interface CtrColumn {
  readonly spec: number;
  readonly border: number;
  readonly prior: number;
}

/** The columns a projection offers, in CatBoost's order. */
export function ctrColumns(specs: readonly CtrSpec[], classes: number): readonly CtrColumn[] {
  return specs.flatMap(({ type, priors }, spec) => {
    const borders = type === 'Buckets' ? classes : type === 'Borders' ? classes - 1 : 1;
    return Array.from({ length: borders }, (_, border) => priors.map((_prior, prior) => ({ spec, border, prior }))).flat();
  });
}

const single = Math.fround;

/** `(good + prior) / (total + 1)`, stretched to 0 … borders; in single precision, as CatBoost computes it. */
export function ctrValue(good: number, total: number, prior: number, borders: number): number {
  const ctr = single(single(single(good) + single(prior)) / single(total + 1));
  return single(single(single(ctr + single(shiftOf(prior))) / single(normOf(prior))) * borders);
}

/** How a prior in [0, 1] or outside is brought to 0 … 1: (value + shift) / norm. */
export const shiftOf = (prior: number): number => -Math.min(0, prior);
export const normOf = (prior: number): number => Math.max(1, prior) - Math.min(0, prior);
