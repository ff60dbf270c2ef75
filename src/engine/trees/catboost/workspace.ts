import { StudioError } from '../../core/errors.ts';
import type { Threads } from '../../core/threads.ts';
import { allocated } from '../../kernels/memory.ts';
import { openBackend } from '../../kernels/open.ts';
import { oblivious } from '../../kernels/oblivious.ts';
import type { Candidate, CandidateSource } from './candidates.ts';
import type { CategoryColumn } from './category-columns.ts';
import { CtrStore, type CtrStoreOptions, slotBytes, storeBytes } from './ctr-store.ts';
import type { Field, Split } from './field.ts';
import type { FloatColumn } from './float-columns.ts';
import { blocksOf, lossBytes } from './losses/blocks.ts';
import type { LossKernels } from './losses/loss.ts';
import type { BoostOptions } from './options.ts';
import { ctrColumns } from './online-ctr.ts';
import { PAIR } from './part.ts';
import { NOTHING, keyOf } from './projections.ts';
import { samplingBytes } from './sampling.ts';
import { SpareHistograms } from './spare.ts';

/** Columns of combined statistics that are judged at once, at least, and what bytes of their histograms and of their rows may take. */
const SPARE = 64;
const HISTOGRAM_BUDGET = 16 * 2 ** 20;
const SLOT_BUDGET = 256 * 2 ** 20;
/** Addresses stay below 2^31. */
const LIMIT = 1.9 * 2 ** 30;

/** Everything the growing of trees needs in memory. */
export interface Workspace {
  readonly field: Field;
  /** Address of the leaf of every row. */
  readonly leafOf: number;
  /** Addresses of pairs: one an output for each part of each evidence. */
  readonly pairs: readonly number[];
  /** Trees that are not symmetric: address of a list of rows; else 0. */
  readonly leafRows: number;
  /** Addresses of row lists, one for each part. */
  readonly lists: readonly number[];
  /** A new array in memory. */
  array(length: number): Float64Array;
  /** What losses need to run on kernels. */
  readonly losses: LossKernels;
  source(fold: number, random: () => number, used: Set<string>): CandidateSource;
  close(): void;
}

export interface WorkspaceOptions {
  readonly floats: readonly FloatColumn[];
  readonly categories: readonly CategoryColumn[];
  readonly isOneHot: readonly boolean[];
  readonly rows: number;
  readonly outputs: number;
  /** Lengths of the arrays of doubles that `array` will be asked for. */
  readonly arrays: readonly number[];
  /** Parts that evidence has: 1 in plain boosting, two a body and tail in ordered. */
  readonly parts: number;
  readonly boost: BoostOptions;
  /** `null` without statistics. */
  readonly ctrs: CtrStoreOptions | null;
  readonly threads: Threads | null;
  readonly twins?: boolean;
}

export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { floats, categories, isOneHot, rows, outputs, parts, boost, ctrs } = options;
  const leaves = 1 << boost.depth;
  const folds = ctrs?.orders.length ?? 0;
  const histogramBytes = (buckets: number): number => allocated(buckets * PAIR * leaves * outputs);
  const ctrBuckets = (specs: CtrStoreOptions['simple']): number => Math.max(...specs.map((s) => s.borders)) + 1;
  const slots = ctrs === null || boost.maxCtrComplexity < 2 ? 0 : Math.max(2, Math.min(96, Math.floor(SLOT_BUDGET / slotBytes(rows, ctrColumns(ctrs.combined, ctrs.target.count).length, ctrs.target.count))));
  const combined = slots > 0 ? ctrColumns(ctrs!.combined, ctrs!.target.count).length : 0;
  const spare = slots > 0 ? Math.max(combined, Math.min(slots * combined, Math.max(SPARE, Math.floor(HISTOGRAM_BUDGET / histogramBytes(ctrBuckets(ctrs!.combined)))))) : 0;
  const simpleColumns = ctrs === null ? 0 : isOneHot.filter((one) => !one).length * ctrColumns(ctrs.simple, ctrs.target.count).length;
  const scratch = (floats.reduce((sum, f) => sum + f.borders.length + 1, 0) + categories.reduce((sum, c) => sum + c.values.length, 0) + (simpleColumns + spare) * 256) * (PAIR + 64) + (floats.length + categories.length + simpleColumns + spare) * 32 * (outputs + 1) + 4096;
  const bytes =
    (floats.length + categories.length) * allocated(rows) +
    floats.reduce((sum, f) => sum + histogramBytes(f.borders.length + 1), 0) +
    categories.reduce((sum, c, at) => sum + (isOneHot[at]! ? histogramBytes(c.values.length) : 0), 0) +
    (ctrs === null ? 0 : storeBytes(rows, slots, ctrs, folds) + simpleColumns * histogramBytes(ctrBuckets(ctrs.simple)) + spare * histogramBytes(ctrBuckets(ctrs.combined))) +
    allocated(rows * 4) * (boost.growPolicy === 'SymmetricTree' ? 2 + parts : 3 + parts) + 64 + allocated(leaves) + allocated(leaves * 4) + 64 + allocated(blocksOf(rows).length * leaves * 4) + allocated(lossBytes(rows, Math.max(leaves, boost.maxLeaves))) + options.arrays.reduce((sum, length) => sum + allocated(length * 8), 0) + parts * outputs * allocated(rows * PAIR) + Math.max(scratch, boost.bootstrap.type === 'MVS' ? samplingBytes(rows) : 0);
  if (bytes > LIMIT) {
    throw new StudioError('limit', `Growing trees of depth ${boost.depth} on these columns would take ${(bytes / 2 ** 30).toFixed(1)} GB of memory; ${(LIMIT / 2 ** 30).toFixed(1)} GB can be had. Lower depth or borderCount, or train on fewer rows.`, { param: 'depth' });
  }
  const backend = await openBackend([oblivious], { bytes, threads: options.threads, ...(options.twins === undefined ? {} : { twins: options.twins }) });
  const { memory } = backend;
  const store = (bins: ArrayLike<number>): number => {
    const at = memory.alloc(rows);
    memory.u8.set(bins, at);
    return at;
  };
  const floatBins = floats.map((f) => store(f.bins));
  const categoryBins = categories.map((c, at) => (isOneHot[at]! ? store(c.codes) : 0));
  const ctrStore = ctrs === null ? null : new CtrStore(backend, slots, categories, floats, ctrs);
  const field: Field = { backend, rows, floats, categories, isOneHot, floatBins, categoryBins, ctrs: ctrStore };

  const histogram = (buckets: number): number => memory.alloc(buckets * PAIR * leaves * outputs);
  const floatHistograms = floats.map((f) => histogram(f.borders.length + 1));
  const oneHotHistograms = categories.map((c, at) => (isOneHot[at]! ? histogram(c.values.length) : 0));
  const simpleHistograms = Array.from({ length: simpleColumns }, () => histogram(ctrBuckets(ctrs!.simple)));
  const spareHistograms = Array.from({ length: spare }, () => histogram(ctrBuckets(ctrs!.combined)));
  const leafOf = memory.alloc(rows * 4);
  const sides = { rows: memory.alloc(rows * 4 + 4), upper: memory.alloc(leaves), marks: memory.alloc(leaves * 4), found: memory.alloc(4) };
  const counts = memory.alloc(blocksOf(rows).length * leaves * 4);
  const lossRoom = memory.alloc(lossBytes(rows, Math.max(leaves, boost.maxLeaves)));
  const leafRows = boost.growPolicy === 'SymmetricTree' ? 0 : memory.alloc(rows * 4);
  const lists = Array.from({ length: parts }, () => memory.alloc(rows * 4));
  const pairs = Array.from({ length: parts * outputs }, () => memory.alloc(rows * PAIR));

  const fixedOf = (fold: number): readonly Candidate[] => {
    const found: Candidate[] = floats.map((f, feature) => ({ bins: floatBins[feature]!, buckets: f.borders.length + 1, oneHot: false, histogram: floatHistograms[feature]!, level: -1, ctr: null, split: (border) => ({ kind: 'float', feature, border }) }));
    categories.forEach((c, feature) => {
      if (isOneHot[feature]!) found.push({ bins: categoryBins[feature]!, buckets: c.values.length, oneHot: true, histogram: oneHotHistograms[feature]!, level: -1, ctr: null, split: (border) => ({ kind: 'oneHot', feature, border }) });
    });
    if (ctrStore === null) return found;
    let at = 0;
    categories.forEach((_, category) => {
      if (isOneHot[category]!) return;
      const projection = { ...NOTHING, categories: [category] };
      const { columns, groups } = ctrStore.get(fold, projection);
      ctrStore.columns(projection).forEach(({ spec }, column) => {
        const { type, borders } = ctrStore.specs(projection)[spec]!;
        found.push({ bins: columns[column]!, buckets: borders + 1, oneHot: false, histogram: simpleHistograms[at++]!, level: -1, ctr: { key: `${type} c${category}`, groups }, split: (border) => ({ kind: 'ctr', projection, column, border }) });
      });
    });
    return found;
  };
  return {
    field, leafOf, pairs, lists, leafRows,
    array(length) {
      const at = memory.alloc(length * 8) >> 3;
      return memory.f64.subarray(at, at + length);
    },
    losses: { backend, sums: lossRoom },
    source: (fold, random, used) => ({
      fixed: fixedOf(fold), spare: new SpareHistograms(spareHistograms, combined), modelSizeReg: boost.modelSizeReg, maxComplexity: boost.maxCtrComplexity, rsm: boost.rsm, random, used, sides, counts,
      chose(split) {
        if (split.kind === 'ctr') used.add(ctrKey(field, split));
      },
    }),
    close: () => backend.close(),
  };
}

/** Names the groups and the type of statistic of a split: what makes a model larger. */
export function ctrKey(field: Field, split: Extract<Split, { kind: 'ctr' }>): string {
  const ctrs = field.ctrs!;
  const { type } = ctrs.specs(split.projection)[ctrs.columns(split.projection)[split.column]!.spec]!;
  return `${type} ${keyOf(split.projection)}`;
}
