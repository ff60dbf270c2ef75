import type { CtrSpec } from './ctr-spec.ts';
import type { Groups } from './projections.ts';
import type { TargetClasses } from './target-classes.ts';

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
  const shift = -Math.min(0, prior);
  const norm = Math.max(1, prior) - Math.min(0, prior);
  const ctr = single(single(good + single(prior)) / (total + 1));
  return single(single(single(ctr + shift) / norm) * borders);
}

/** Rows of a target class so far that count as good for a column. */
function goodOf(type: CtrSpec['type'], border: number, counts: Float64Array, at: number, classes: number): number {
  if (type === 'Buckets') return counts[at + border]!;
  let good = 0;
  for (let k = border + 1; k < classes; k++) good += counts[at + k]!;
  if (type === 'Borders') return good;
  good = 0;
  for (let k = 1; k < classes; k++) good += single(k / (classes - 1)) * counts[at + k]!;
  return good;
}

/**
 * Ordered statistics: each row's value comes from the rows before it in `order`, so that its own target is not in it
 * (Prokhorenkova et al. 2018). One array of bins (0 … spec.borders, a row in the order of the matrix) for each column.
 */
export function onlineCtrs(groups: Groups, order: Int32Array, target: TargetClasses, specs: readonly CtrSpec[], columns: readonly CtrColumn[]): readonly Uint8Array[] {
  const n = order.length;
  const K = target.count;
  const bins = columns.map(() => new Uint8Array(n));
  const counts = new Float64Array(groups.groups * K);
  const totals = new Float64Array(groups.groups);
  const targeted = columns.flatMap((column, at) => (specs[column.spec]!.type === 'Counter' ? [] : [at]));
  for (let t = 0; t < n && targeted.length > 0; t++) {
    const row = order[t]!;
    const id = groups.ids[row]!;
    const total = totals[id]!++;
    let [spec, border, good] = [-1, -1, 0];
    for (const at of targeted) {
      const column = columns[at]!;
      const { type, priors, borders } = specs[column.spec]!;
      if (column.spec !== spec || column.border !== border) good = goodOf(type, column.border, counts, id * K, K);
      [spec, border] = [column.spec, column.border];
      bins[at]![row] = ctrValue(good, total, priors[column.prior]!, borders);
    }
    counts[id * K + target.of[row]!]!++;
  }
  columns.forEach((column, at) => {
    const { type, priors, borders } = specs[column.spec]!;
    if (type === 'Counter') countBins(groups, priors[column.prior]!, borders, bins[at]!);
  });
  return bins;
}

/** How common a group is, against the most common one. */
function countBins({ ids, groups }: Groups, prior: number, borders: number, bins: Uint8Array): void {
  const totals = new Int32Array(groups);
  for (let i = 0; i < ids.length; i++) totals[ids[i]!]!++;
  const most = totals.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < ids.length; i++) bins[i] = ctrValue(totals[ids[i]!]!, most, prior, borders);
}
