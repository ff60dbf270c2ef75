import type { Fold } from './folds.ts';
import type { Bootstrap } from './options.ts';
import { sampleWeights } from './sampling.ts';
import type { Evidence, Part } from './part.ts';
import type { Workspace } from './workspace.ts';

/** The derivatives of a fold before a tree, and what they say to the search. */
export interface Prepared {
  readonly evidence: readonly Evidence[];
  /** Root mean square of the derivatives, for the noise. */
  readonly rootMeanSquare: number;
}

export interface PrepareOptions {
  readonly weight: Float64Array | null;
  readonly bootstrap: Bootstrap;
  readonly l2: number;
  /** Whether weights are those of pairs where the loss has any; CatBoost has them in symmetric trees only. */
  readonly byPairs: boolean;
  readonly lastLeaves: Float64Array | null;
  readonly random: () => number;
}


/** Derivatives of a segment's rows, an array an output, and what rows weigh by their pairs; in the order of the states. */
interface Gradient {
  readonly ders: readonly Float64Array[];
  readonly pairs: Float64Array | null;
}

function gradients({ loss, segments }: Fold, random: () => number): readonly Gradient[] {
  return segments.map(({ state, tail }) => {
    const ders = Array.from({ length: loss.outputs }, () => new Float64Array(tail));
    loss.pairs?.draw?.(state, tail, random);
    loss.gradient(state, tail, ders);
    return { ders, pairs: loss.pairs === undefined ? null : loss.pairs.draw === null ? loss.pairs.weight : loss.pairs.weight.slice(0, tail) };
  });
}

/** Derivatives by row of the matrix, each from the segment that has not learned from the row. */
function honest(fold: Fold, found: readonly Gradient[]): readonly Float64Array[] {
  if (!fold.ordered) return found[0]!.ders;
  return Array.from({ length: fold.loss.outputs }, (_, k) => {
    const out = new Float64Array(fold.order.length);
    fold.segments.forEach(({ body, tail }, s) => {
      for (let t = s === 0 ? 0 : body; t < tail; t++) out[fold.order[t]!] = found[s]!.ders[k]![t]!;
    });
    return out;
  });
}

export function prepare(fold: Fold, work: Workspace, options: PrepareOptions): Prepared {
  const { memory } = work.field.backend;
  const { order, segments, loss } = fold;
  const rows = order.length;
  const found = gradients(fold, options.random);
  const samples = sampleWeights(work.field.backend, options.bootstrap, honest(fold, found), options.lastLeaves, options.random);
  const { weight } = options;

  /** Row numbers of places from … to − 1 of the order that were drawn. */
  const listOf = (at: number, from: number, to: number, whole: boolean): Pick<Part, 'rows' | 'count'> => {
    if (whole && samples.every((s) => s > 0)) return { rows: 0, count: rows };
    const list = work.lists[at]! >> 2;
    let count = 0;
    for (let t = from; t < to; t++) {
      const row = whole ? t : order[t]!;
      if (samples[row]! > 0) memory.i32[list + count++] = row;
    }
    return { rows: work.lists[at]!, count };
  };
  const part = (at: number, segment: number, from: number, to: number, sampled: boolean): Part => {
    const byPairs = options.byPairs ? found[segment]!.pairs : null;
    const pairs = found[segment]!.ders.map((der, k) => {
      const address = work.pairs[at * loss.outputs + k]!;
      const { f64 } = memory;
      for (let t = from; t < to; t++) {
        const row = fold.ordered ? order[t]! : t;
        const s = sampled ? samples[row]! : 1;
        const cell = (address >> 3) + row * 2;
        f64[cell] = der[t]! * s;
        f64[cell + 1] = byPairs !== null ? byPairs[t]! * s : weight === null ? s : weight[row]! * s;
      }
      return address;
    });
    return { ...listOf(at, from, to, !fold.ordered), pairs };
  };
  let [squares, count] = [0, 0];
  const evidence = segments.map(({ body, tail, meanWeight }, s): Evidence => {
    const from = fold.ordered ? body : 0;
    for (const der of found[s]!.ders) for (let t = from; t < tail; t++) squares += der[t]! ** 2;
    count += tail - from;
    const l2 = options.l2 * meanWeight;
    if (!fold.ordered) {
      const whole = part(0, 0, 0, rows, true);
      return { body: whole, tail: whole, l2 };
    }
    return { body: part(2 * s, s, 0, body, false), tail: part(2 * s + 1, s, body, tail, true), l2 };
  });
  return { evidence, rootMeanSquare: Math.sqrt(squares / Math.max(1, count)) };
}
