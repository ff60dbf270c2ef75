import { StudioError } from '../../core/errors.ts';
import { attr, type GraphBuilder, type ValueName } from '../../export/graph.ts';

/**
 * Operator graphs are built for a number of rows, and an exported net takes any. So the graph is built twice, for these two numbers of rows, and
 * what differs between the two is what depends on rows.
 */
export const PROBES = [13, 17] as const;

/** A side, or another whole number of a graph: `n`, or `n` times the rows. */
export interface Count {
  readonly n: number;
  readonly rows: boolean;
}
export type Counts = readonly Count[];

/** What a number is for any rows, from what it is in both graphs. A constant plus a multiple, or a power of the rows, is refused: none is built. */
function countOf(a: number, b: number): Count {
  if (a === b) return { n: a, rows: false };
  const n = a / PROBES[0];
  if (!Number.isInteger(n) || n * PROBES[1] !== b) throw new StudioError('internal', `A side of ${a} for ${PROBES[0]} rows and of ${b} for ${PROBES[1]} is no multiple of the rows, as it has to be to be exported for any number of rows.`);
  return { n, rows: true };
}

export function countsOf(a: readonly number[], b: readonly number[]): Counts {
  if (a.length !== b.length) throw new StudioError('internal', `Values of ${a.length} and of ${b.length} sides stand in the same place of one network, built for ${PROBES.join(' and for ')} rows.`);
  return a.map((n, i) => countOf(n, b[i]!));
}

export const isFixed = (counts: Counts): boolean => counts.every((c) => !c.rows);
export const numbersOf = (counts: Counts): readonly number[] => counts.map((c) => c.n);
export const sameCounts = (a: Counts, b: Counts): boolean => a.length === b.length && a.every((c, i) => c.n === b[i]!.n && c.rows === b[i]!.rows);

/** Lists of counts as values of an ONNX graph: constants where they can be, else computed of the number of rows that come in. */
export class CountLists {
  readonly #g: GraphBuilder;
  readonly #from: ValueName;
  #rows: ValueName | null = null;
  readonly #made = new Map<string, ValueName>();

  /** `from`: a value whose first side is the rows. */
  constructor(g: GraphBuilder, from: ValueName) {
    this.#g = g;
    this.#from = from;
  }

  /** An int64 list. */
  list(counts: Counts): ValueName {
    const key = counts.map((c) => `${c.n}${c.rows ? 'r' : ''}`).join();
    const made = this.#made.get(key) ?? this.#make(counts);
    this.#made.set(key, made);
    return made;
  }

  #make(counts: Counts): ValueName {
    if (isFixed(counts)) return this.#g.int64s('sizes', numbersOf(counts));
    if (counts.length > 1) return this.#g.op('Concat', counts.map((c) => this.list([c])), { axis: attr.int(0) });
    this.#rows ??= this.#g.op('Shape', [this.#from], { start: attr.int(0), end: attr.int(1) });
    return counts[0]!.n === 1 ? this.#rows : this.#g.op('Mul', [this.#rows, this.list([{ n: counts[0]!.n, rows: false }])]);
  }
}
