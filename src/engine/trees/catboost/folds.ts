import { permutation } from '../../core/random.ts';
import type { Loss, Target } from './losses/loss.ts';
import { queriesOf } from '../../metrics/queries.ts';
import { sumOfWeights } from './losses/loss.ts';

/** A model within a fold: learns from the first `body` rows of the order, and is judged on those up to `tail`. */
export interface Segment {
  readonly body: number;
  readonly tail: number;
  /** Mean weight of the body. */
  readonly meanWeight: number;
  /** Where the first `tail` rows of the order stand, an array an output. */
  readonly state: readonly Float64Array[];
}

/** An order of the rows, with the models that grow along it. */
export interface Fold {
  readonly order: Int32Array;
  /** `false`: states are in the order of the matrix, and there is one segment of all rows. */
  readonly ordered: boolean;
  /** Bound to targets in the order of the states. */
  readonly loss: Loss;
  readonly segments: readonly Segment[];
}

/** Orders for the folds that choose trees, and one for the fold that gives leaves their values. Rows of a query stay together. */
export function rowOrders(rows: number, folds: number, hasTime: boolean, random: () => number, groups: Int32Array | null): readonly Int32Array[] {
  const order = (n: number): Int32Array => (hasTime ? Int32Array.from({ length: n }, (_, i) => i) : permutation(n, random));
  if (groups === null) return Array.from({ length: folds + 1 }, () => order(rows));
  const places = new Map<number, number>();
  // Queries in the order in which they come.
  const queries = queriesOf(groups.map((g) => places.get(g) ?? places.set(g, places.size).get(g)!));
  return Array.from({ length: folds + 1 }, () => {
    const out = new Int32Array(rows);
    let at = 0;
    for (const q of order(places.size)) {
      const own = queries.rows.subarray(queries.starts[q], queries.starts[q + 1]);
      for (const place of order(own.length)) out[at++] = own[place]!;
    }
    return out;
  });
}

/** Where the query ends that the row before a place is in; the place itself without queries. */
export type QueryEnd = (place: number) => number;

/** The ends of queries along an order. */
export function queryEnds(order: Int32Array, groups: Int32Array | null): QueryEnd {
  if (groups === null) return (place) => place;
  return (place) => {
    let end = place;
    while (end < order.length && groups[order[end]!] === groups[order[place - 1]!]) end++;
    return end;
  };
}

/** Gives an array of so many numbers. */
export type Room = (length: number) => Float64Array;

const starts = (loss: Loss, rows: number, start: Float64Array, room: Room): Float64Array[] =>
  Array.from(start, (v) => room(rows).fill(loss.exp ? Math.exp(v) : v));

export function plainFold(order: Int32Array, loss: Loss, target: Target, start: Float64Array, room: Room): Fold {
  const rows = order.length;
  return { order, ordered: false, loss, segments: [{ body: rows, tail: rows, meanWeight: sumOfWeights(target) / rows, state: starts(loss, rows, start, room) }] };
}

/** Where bodies and tails of ordered boosting end. */
export function segmentBounds(rows: number, multiplier: number, end: QueryEnd): readonly { readonly body: number; readonly tail: number }[] {
  const bounds: { body: number; tail: number }[] = [];
  let body = end(Math.min(rows, rows > 500 ? Math.min(100, Math.floor(rows / 50)) : 1));
  while (bounds.length === 0 || body < rows) {
    const tail = end(Math.min(rows, Math.ceil(body * multiplier)));
    bounds.push({ body, tail });
    body = tail;
  }
  return bounds;
}

/**
 * Ordered boosting (Prokhorenkova et al. 2018), as CatBoost makes it affordable: not one model a row but one for each doubling of
 * the rows; a row is judged by the largest that has not seen it.
 */
export function orderedFold(order: Int32Array, make: (target: Target) => Loss, target: Target, start: Float64Array, multiplier: number, room: Room): Fold {
  const rows = order.length;
  const pick = (values: Float64Array): Float64Array => {
    const own = room(rows);
    for (let t = 0; t < rows; t++) own[t] = values[order[t]!]!;
    return own;
  };
  const groups = target.groups ?? null;
  const own: Target = { ...target, y: pick(target.y), weight: target.weight === null ? null : pick(target.weight), ...(groups === null ? {} : { groups: Int32Array.from(order, (row) => groups[row]!) }) };
  const loss = make(own);
  const segments = segmentBounds(rows, multiplier, queryEnds(order, groups)).map(({ body, tail }): Segment => ({ body, tail, meanWeight: sumOfWeights(own, body) / body, state: starts(loss, tail, start, room) }));
  return { order, ordered: true, loss, segments };
}
