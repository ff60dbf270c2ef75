import { mulberry32 } from '../core/random.ts';
import { percentile } from '../math/percentile.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { treeCount } from './predict.ts';
import type { Credit } from './shap/credit.ts';
import { valuesChange } from './values-change.ts';

/**
 * What a tree says of its columns by how it was built. `splits`: questions asked; `gain`, `cover`: what they improved and how many
 * rows (or hessians) they saw, summed or per split; `impurity`: each tree's gain as shares, averaged, as scikit-learn's forests; `valuesChange`: how
 * much predictions change with the answers, in per cent, as CatBoost's PredictionValuesChange.
 */
export type Measure = 'splits' | 'gain' | 'meanGain' | 'cover' | 'meanCover' | 'impurity' | 'valuesChange';

export interface MeasuredColumns {
  readonly measure: Measure;
  /** One number a column. */
  readonly values: Float64Array;
  /** Central 95 % of the values over resampled trees; equal to the values where there is one tree. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

const RESAMPLES = 200;

/** Splits, gain, cover and changes of every tree and column: trees × columns. */
interface Sums {
  readonly splits: Float64Array;
  readonly gain: Float64Array;
  readonly cover: Float64Array;
  readonly change: Float64Array;
}

function sumsOf(e: TreeEnsemble, { groupOf, owners, columns }: Credit): Sums {
  const trees = treeCount(e);
  const sums = { splits: new Float64Array(trees * columns), gain: new Float64Array(trees * columns), cover: new Float64Array(trees * columns), change: new Float64Array(trees * columns) };
  for (let t = 0; t < trees; t++) {
    const change = valuesChange(e, t);
    for (let node = e.roots[t]!; node < e.roots[t + 1]!; node++) {
      if (e.feature[node]! < 0) continue;
      const own = owners[groupOf[e.feature[node]!]!]!;
      for (const column of own) {
        const at = t * columns + column;
        sums.splits[at]! += 1 / own.length;
        sums.gain[at]! += e.gain[node]! / own.length;
        sums.cover[at]! += e.cover[node]! / own.length;
        sums.change[at]! += change[node - e.roots[t]!]! / own.length;
      }
    }
  }
  return sums;
}

/** Adds up trees as often as `times` says. */
function total(perTree: Float64Array, columns: number, times: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(columns);
  for (let t = 0; t < times.length; t++) {
    if (times[t] !== 0) for (let j = 0; j < columns; j++) sum[j]! += times[t]! * perTree[t * columns + j]!;
  }
  return sum;
}

const ratio = (a: Float64Array, b: Float64Array): Float64Array => a.map((v, j) => (b[j] === 0 ? 0 : v / b[j]!));
const shares = (a: Float64Array): Float64Array => {
  const sum = a.reduce((s, v) => s + v, 0);
  return sum === 0 ? a : a.map((v) => v / sum);
};

function measured(measure: Measure, { splits, gain, cover, change }: Sums, gainShares: Float64Array, columns: number, times: ArrayLike<number>): Float64Array {
  const of = (perTree: Float64Array): Float64Array => total(perTree, columns, times);
  if (measure === 'splits') return of(splits);
  if (measure === 'gain') return of(gain);
  if (measure === 'cover') return of(cover);
  if (measure === 'valuesChange') return shares(of(change)).map((v) => 100 * v);
  if (measure === 'meanGain') return ratio(of(gain), of(splits));
  if (measure === 'meanCover') return ratio(of(cover), of(splits));
  return shares(of(gainShares));
}

/** Every measure that the ensemble knows (files of some libraries hold no gain), with intervals over trees: a bootstrap of `seed`. */
export function treeImportance(e: TreeEnsemble, credit: Credit, seed: number): MeasuredColumns[] {
  const { columns } = credit;
  const trees = treeCount(e);
  const sums = sumsOf(e, credit);
  const gainShares = new Float64Array(trees * columns);
  for (let t = 0; t < trees; t++) gainShares.set(shares(sums.gain.slice(t * columns, (t + 1) * columns)), t * columns);
  const once = new Uint8Array(trees).fill(1);
  const random = mulberry32(seed);
  const draws = Array.from({ length: RESAMPLES }, () => {
    const times = new Uint16Array(trees);
    for (let t = 0; t < trees; t++) times[Math.floor(random() * trees)]!++;
    return times;
  });
  const known: readonly Measure[] = ['splits', ...(sums.gain.some((g) => g !== 0) ? (['gain', 'meanGain', 'impurity'] as const) : []), ...(sums.cover.some((c) => c !== 0) ? (['cover', 'meanCover'] as const) : []), ...(sums.change.some((c) => c !== 0) ? (['valuesChange'] as const) : [])];
  return known.map((measure) => {
    const of = (times: ArrayLike<number>): Float64Array => measured(measure, sums, gainShares, columns, times);
    const resampled = draws.map(of);
    const bound = (q: number): Float64Array => Float64Array.from({ length: columns }, (_, j) => percentile(Float64Array.from(resampled, (r) => r[j]!).sort(), q));
    return { measure, values: of(once), low: bound(0.025), high: bound(0.975) };
  });
}

/** What libraries call the measures; those a library does not have are left out. */
const NAMES: Readonly<Record<string, Partial<Record<Measure, string>>>> = {
  xgboost: { meanGain: 'gain', gain: 'total_gain', splits: 'weight', meanCover: 'cover', cover: 'total_cover' },
  lightgbm: { gain: 'gain', splits: 'split' },
  catboost: { valuesChange: 'PredictionValuesChange', gain: 'gain', splits: 'splits', cover: 'cover' },
  sklearn: { impurity: 'feature_importances_', splits: 'splits' },
};

/** The measures of a library, its own first: for each its name there. `module` as in an algorithm's meta. */
export function measureNames(module: string): readonly (readonly [Measure, string])[] {
  const names = NAMES[module.split('.')[0]!] ?? { gain: 'gain', splits: 'splits', cover: 'cover' };
  return Object.entries(names) as [Measure, string][];
}
