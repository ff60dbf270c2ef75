import { permutation } from '../../core/random.ts';
import type { Loss, Target } from './losses/loss.ts';
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

/** Orders for the folds that choose trees, and one for the fold that gives leaves their values. */
export function rowOrders(rows: number, folds: number, hasTime: boolean, random: () => number): readonly Int32Array[] {
  return Array.from({ length: folds + 1 }, () => (hasTime ? Int32Array.from({ length: rows }, (_, i) => i) : permutation(rows, random)));
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
export function segmentBounds(rows: number, multiplier: number): readonly { readonly body: number; readonly tail: number }[] {
  const bounds: { body: number; tail: number }[] = [];
  let body = Math.min(rows, rows > 500 ? Math.min(100, Math.floor(rows / 50)) : 1);
  while (bounds.length === 0 || body < rows) {
    const tail = Math.min(rows, Math.ceil(body * multiplier));
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
  const own: Target = { ...target, y: pick(target.y), weight: target.weight === null ? null : pick(target.weight) };
  const loss = make(own);
  const segments = segmentBounds(rows, multiplier).map(({ body, tail }): Segment => ({ body, tail, meanWeight: sumOfWeights(own, body) / body, state: starts(loss, tail, start, room) }));
  return { order, ordered: true, loss, segments };
}
