import type { Backend } from '../../kernels/backend.ts';
import type { Call } from '../../kernels/kernel.ts';
import { allocated } from '../../kernels/memory.ts';
import { CTR_KINDS, CTR_WORDS, obliviousCtrs } from '../../kernels/twins/oblivious.ts';
import type { CategoryColumn } from './category-columns.ts';
import type { CtrSpec } from './ctr-spec.ts';
import type { FloatColumn } from './float-columns.ts';
import { type CtrColumn, ctrColumns, normOf, shiftOf } from './online-ctr.ts';
import { type Groups, NOTHING, type Projection, complexity, groupRows, keyOf, splitBits } from './projections.ts';
import { Recent } from './recent.ts';
import type { TargetClasses } from './target-classes.ts';

/** A projection's statistics of the training rows, in memory. */
export interface StoredCtrs {
  /** Addresses of a byte a row. */
  readonly columns: readonly number[];
  readonly groups: number;
}

export interface CtrStoreOptions {
  readonly simple: readonly CtrSpec[];
  readonly combined: readonly CtrSpec[];
  readonly target: TargetClasses;
  /** Categories that need no statistics. */
  readonly isOneHot: readonly boolean[];
  /** The order of the rows in each fold. */
  readonly orders: readonly Int32Array[];
}

/** Bytes for group numbers that are kept. */
const GROUPS_BUDGET = 96 * 2 ** 20;

const wide = (rows: number): number => Math.ceil(rows / 64) * 64;
/** Bytes of a slot: group numbers, counts, and the columns. */
export const slotBytes = (rows: number, columns: number, classes: number): number => wide(rows) * (4 + 4 * (classes + 1) + columns);
const blockBytes = (columns: number): number => allocated(8 + columns * CTR_WORDS * 4);

/** Bytes the store will ask the memory for. */
export function storeBytes(rows: number, slots: number, options: Omit<CtrStoreOptions, 'orders'>, folds: number): number {
  const [simple, combined] = [ctrColumns(options.simple, options.target.count).length, ctrColumns(options.combined, options.target.count).length];
  const single = options.isOneHot.filter((one) => !one).length * folds;
  return single * wide(rows) * simple + slots * slotBytes(rows, combined, options.target.count) + slotBytes(rows, 0, options.target.count) + allocated(rows) + folds * allocated(rows * 4) + blockBytes(simple) + blockBytes(combined);
}

/** Statistics by fold and projection: computed when asked for, in a limited number of slots. */
export class CtrStore {
  readonly slots: number;
  readonly #options: CtrStoreOptions;
  readonly #categories: readonly CategoryColumn[];
  readonly #floats: readonly FloatColumn[];
  readonly #backend: Backend;
  readonly #free: number[];
  readonly #single = new Map<string, StoredCtrs>();
  readonly #groups: Recent<Groups>;
  #bits: { readonly key: string; readonly groups: Groups } | null = null;
  readonly #sizes = new Map<string, number>();
  readonly #stored: Recent<{ readonly slot: number; readonly ctrs: StoredCtrs }>;
  readonly #simple: readonly CtrColumn[];
  readonly #combined: readonly CtrColumn[];
  readonly #width: number;
  /** Addresses: classes, the orders of the folds, the blocks that describe columns, and room for single categories. */
  readonly #classes: number;
  readonly #orders: readonly number[];
  readonly #blocks: { readonly simple: number; readonly combined: number };
  readonly #room: number;

  constructor(backend: Backend, slots: number, categories: readonly CategoryColumn[], floats: readonly FloatColumn[], options: CtrStoreOptions) {
    const { memory } = backend;
    const rows = options.orders[0]!.length;
    this.#backend = backend;
    this.slots = slots;
    this.#options = options;
    this.#categories = categories;
    this.#floats = floats;
    this.#simple = ctrColumns(options.simple, options.target.count);
    this.#combined = ctrColumns(options.combined, options.target.count);
    this.#width = wide(rows);
    this.#classes = memory.alloc(rows);
    memory.u8.set(options.target.of, this.#classes);
    this.#orders = options.orders.map((order) => {
      const at = memory.alloc(rows * 4);
      memory.i32.set(order, at >> 2);
      return at;
    });
    this.#blocks = { simple: this.#block(this.#simple, options.simple), combined: this.#block(this.#combined, options.combined) };
    this.#room = memory.alloc(slotBytes(rows, 0, options.target.count));
    this.#free = Array.from({ length: slots }, () => memory.alloc(slotBytes(rows, this.#combined.length, options.target.count)));
    this.#groups = new Recent(Math.max(8, Math.floor(GROUPS_BUDGET / (rows * 4))));
    this.#stored = new Recent(slots, ({ slot }) => this.#free.push(slot));
    for (let fold = 0; fold < options.orders.length; fold++) {
      categories.forEach((_, category) => {
        if (!options.isOneHot[category]!) this.get(fold, { ...NOTHING, categories: [category] });
      });
    }
  }

  /** What the kernel is told of columns. */
  #block(columns: readonly CtrColumn[], specs: readonly CtrSpec[]): number {
    const { memory } = this.#backend;
    const at = memory.alloc(blockBytes(columns.length));
    memory.i32.set([columns.length, this.#width], at >> 2);
    columns.forEach(({ spec, border, prior }, c) => {
      const { type, priors, borders } = specs[spec]!;
      const word = (at >> 2) + 2 + c * CTR_WORDS;
      memory.i32.set([CTR_KINDS.indexOf(type), border], word);
      memory.f32.set([borders, priors[prior]!, shiftOf(priors[prior]!), normOf(priors[prior]!)], word + 2);
    });
    return at;
  }

  specs(projection: Projection): readonly CtrSpec[] {
    return complexity(projection) === 1 ? this.#options.simple : this.#options.combined;
  }

  columns(projection: Projection): readonly CtrColumn[] {
    return complexity(projection) === 1 ? this.#simple : this.#combined;
  }

  groups(projection: Projection): Groups {
    const key = keyOf(projection);
    let groups = this.#groups.get(key);
    if (groups === undefined) {
      groups = groupRows(projection, this.#categories, this.#floats, this.#bitsOf(projection));
      this.#groups.makeRoom();
      this.#groups.set(key, groups);
      this.#sizes.set(key, groups.groups);
    }
    return groups;
  }

  /** Many projections in a row have the same splits. */
  #bitsOf({ floats, oneHots }: Projection): Groups {
    const splits = { ...NOTHING, floats, oneHots };
    const key = keyOf(splits);
    if (this.#bits?.key !== key) this.#bits = { key, groups: splitBits(splits, this.#categories, this.#floats, this.#options.orders[0]!.length) };
    return this.#bits.groups;
  }

  /** How many groups a projection makes. */
  size(projection: Projection): number {
    return this.#sizes.get(keyOf(projection)) ?? this.groups(projection).groups;
  }

  /** Those of single categories are kept; others are good until `slots` more have been asked for. */
  get(fold: number, projection: Projection): StoredCtrs {
    const key = `${fold}:${keyOf(projection)}`;
    const known = this.#single.get(key) ?? this.#stored.get(key)?.ctrs;
    if (known) return known;
    if (complexity(projection) > 1) return this.getAll(fold, [projection])[0]!;
    const columns = this.#backend.memory.alloc(this.#width * this.#simple.length);
    this.#backend.run(obliviousCtrs, [this.#call(fold, projection, this.#room, this.#blocks.simple, columns)]);
    const ctrs = this.#found(projection, this.#simple, columns);
    this.#single.set(key, ctrs);
    return ctrs;
  }

  /** Statistics of combinations, at most `slots`, computed side by side. */
  getAll(fold: number, projections: readonly Projection[]): readonly StoredCtrs[] {
    const calls: Call[] = [];
    const all = projections.map((projection) => {
      const key = `${fold}:${keyOf(projection)}`;
      const known = this.#stored.get(key);
      if (known) return known.ctrs;
      this.#stored.makeRoom();
      const slot = this.#free.pop()!;
      const columns = slot + slotBytes(this.#options.orders[0]!.length, 0, this.#options.target.count);
      calls.push(this.#call(fold, projection, slot, this.#blocks.combined, columns));
      const ctrs = this.#found(projection, this.#combined, columns);
      this.#stored.set(key, { slot, ctrs });
      return ctrs;
    });
    if (calls.length > 0) this.#backend.run(obliviousCtrs, calls);
    return all;
  }

  #call(fold: number, projection: Projection, slot: number, block: number, out: number): Call {
    const { ids, groups } = this.groups(projection);
    this.#backend.memory.i32.set(ids, slot >> 2);
    return [slot, this.#orders[fold]!, this.#classes, ids.length, groups, this.#options.target.count, slot + this.#width * 4, block, out];
  }

  #found(projection: Projection, columns: readonly CtrColumn[], at: number): StoredCtrs {
    return { columns: columns.map((_, c) => at + c * this.#width), groups: this.size(projection) };
  }
}
