import type { Backend } from '../../kernels/backend.ts';
import type { CategoryColumn } from './category-columns.ts';
import type { CtrSpec } from './ctr-spec.ts';
import type { FloatColumn } from './float-columns.ts';
import { type CtrColumn, ctrColumns, onlineCtrs } from './online-ctr.ts';
import { type Groups, NOTHING, type Projection, complexity, groupRows, keyOf } from './projections.ts';
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

const KEPT_GROUPS = 64;

/** A map that forgets what was asked for longest ago. */
class Recent<T> {
  readonly #held = new Map<string, T>();
  readonly #limit: number;
  readonly #dropped: (value: T) => void;

  constructor(limit: number, dropped: (value: T) => void = () => {}) {
    this.#limit = limit;
    this.#dropped = dropped;
  }

  get(key: string): T | undefined {
    const value = this.#held.get(key);
    if (value === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#held.set(key, value);
  }

  makeRoom(): void {
    if (this.#held.size < this.#limit) return;
    const [oldest, value] = this.#held.entries().next().value!;
    this.#held.delete(oldest);
    this.#dropped(value);
  }
}

/** Bytes the store will ask the memory for. */
export function storeBytes(rows: number, slots: number, options: Omit<CtrStoreOptions, 'orders'>, folds: number): number {
  const width = Math.ceil(rows / 64) * 64;
  const single = options.isOneHot.filter((one) => !one).length * folds;
  return width * (single * ctrColumns(options.simple, options.target.count).length + slots * ctrColumns(options.combined, options.target.count).length);
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
  readonly #groups = new Recent<Groups>(KEPT_GROUPS);
  readonly #stored: Recent<{ readonly slot: number; readonly ctrs: StoredCtrs }>;
  readonly #simple: readonly CtrColumn[];
  readonly #combined: readonly CtrColumn[];
  readonly #width: number;

  constructor(backend: Backend, slots: number, categories: readonly CategoryColumn[], floats: readonly FloatColumn[], options: CtrStoreOptions) {
    this.#backend = backend;
    this.slots = slots;
    this.#options = options;
    this.#categories = categories;
    this.#floats = floats;
    this.#simple = ctrColumns(options.simple, options.target.count);
    this.#combined = ctrColumns(options.combined, options.target.count);
    this.#width = Math.ceil(options.orders[0]!.length / 64) * 64;
    this.#free = Array.from({ length: slots }, () => backend.memory.alloc(this.#width * this.#combined.length));
    this.#stored = new Recent(slots, ({ slot }) => this.#free.push(slot));
    for (let fold = 0; fold < options.orders.length; fold++) {
      categories.forEach((_, category) => {
        if (!options.isOneHot[category]!) this.get(fold, { ...NOTHING, categories: [category] });
      });
    }
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
      groups = groupRows(projection, this.#categories, this.#floats);
      this.#groups.makeRoom();
      this.#groups.set(key, groups);
    }
    return groups;
  }

  /** Those of single categories are kept; others are good until `slots` more have been asked for. */
  get(fold: number, projection: Projection): StoredCtrs {
    const key = `${fold}:${keyOf(projection)}`;
    const known = this.#single.get(key) ?? this.#stored.get(key)?.ctrs;
    if (known) return known;
    if (complexity(projection) === 1) {
      const ctrs = this.#compute(fold, projection, this.#backend.memory.alloc(this.#width * this.#simple.length));
      this.#single.set(key, ctrs);
      return ctrs;
    }
    this.#stored.makeRoom();
    const slot = this.#free.pop()!;
    const ctrs = this.#compute(fold, projection, slot);
    this.#stored.set(key, { slot, ctrs });
    return ctrs;
  }

  #compute(fold: number, projection: Projection, at: number): StoredCtrs {
    const groups = this.groups(projection);
    const bins = onlineCtrs(groups, this.#options.orders[fold]!, this.#options.target, this.specs(projection), this.columns(projection));
    const columns = bins.map((column, c) => {
      this.#backend.memory.u8.set(column, at + c * this.#width);
      return at + c * this.#width;
    });
    return { columns, groups: groups.groups };
  }
}
