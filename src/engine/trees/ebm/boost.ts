import { permutation } from '../../core/random.ts';
import { addUp, newHistogram, type TermHistogram } from './histogram.ts';
import type { EbmObjective } from './objective.ts';
import type { EbmRules } from './rules.ts';
import type { Term } from './terms.ts';

/** Rows of one side of a bag: the bins of every column, and what is to be learned. */
export interface BagRows {
  readonly bins: readonly Uint16Array[];
  readonly y: Float64Array;
  readonly weight: Float64Array | null;
  /** Where the scores start; rows × outputs. Changed while boosting. */
  readonly scores: Float64Array;
}

export interface BoostRules extends EbmRules {
  readonly maxRounds: number;
  readonly smoothingRounds: number;
  readonly greedyRatio: number;
  readonly cyclicProgress: boolean;
  readonly earlyStoppingRounds: number;
  readonly earlyStoppingTolerance: number;
  readonly gainScale: number;
}

interface Watch {
  readonly stopRequested: () => boolean;
  /** Called after every round with the loss on the rows held out (or learned from). */
  readonly round: (steps: number, loss: number) => Promise<void>;
}

/** Scores of every term (cells × outputs), as they were when the rows held out were predicted best, and the steps taken. */
export interface Boosted {
  readonly shapes: readonly Float64Array[];
  readonly steps: number;
}

/** The cells of each term for some rows; applying a step is one pass over them. */
class Side {
  readonly cells: readonly Uint16Array[];
  constructor(readonly rows: BagRows, terms: readonly Term[], readonly outputs: number) {
    this.cells = terms.map((term) => term.cellsOf(rows.bins));
  }
  add(term: number, update: Float64Array): void {
    const cell = this.cells[term]!;
    const { scores } = this.rows;
    if (this.outputs === 1) {
      for (let i = 0; i < cell.length; i++) scores[i]! += update[cell[i]!]!;
      return;
    }
    for (let i = 0; i < cell.length; i++) for (let k = 0; k < this.outputs; k++) scores[i * this.outputs + k]! += update[cell[i]! * this.outputs + k]!;
  }
}

/** Stops when the loss of the last `patience` steps never fell below what came before them. */
class Patience {
  readonly #ring: Float64Array;
  #at = 0;
  #before = Infinity;
  best = Infinity;
  constructor(patience: number, readonly tolerance: number) {
    this.#ring = new Float64Array(patience).fill(Infinity);
  }
  /** True when it is time to stop. */
  over(loss: number): boolean {
    if (this.#ring.length === 0) return false;
    const slack = Math.min(Math.abs(this.best), Math.abs(this.#before)) * this.tolerance;
    this.#before = Math.min(this.#before, this.#ring[this.#at]!);
    this.#ring[this.#at] = loss;
    this.#at = (this.#at + 1) % this.#ring.length;
    return this.#before - (Number.isFinite(slack) ? slack : 0) <= this.#ring.reduce((a, b) => Math.min(a, b), Infinity);
  }
}

/**
 * Cyclic and greedy boosting of shape functions (Lou, Caruana, Gehrke 2012; InterpretML's schedule). Smoothing rounds first: every
 * term in turn, cut by lot. Then rounds that only measure what every term would gain, each followed by `greedyRatio` rounds'
 * worth of steps for whichever term gains most.
 */
export async function boost(terms: readonly Term[], train: BagRows, held: BagRows, objective: EbmObjective, rules: BoostRules, random: () => number, watch: Watch): Promise<Boosted> {
  const K = objective.outputs;
  const learn = new Side(train, terms, K);
  const check = new Side(held, terms, K);
  const watched = held.y.length > 0 ? held : train;
  const g = new Float64Array(train.y.length * K);
  const h = new Float64Array(train.y.length * K);
  const hists: readonly TermHistogram[] = terms.map((term, t) => {
    const count = new Float64Array(term.cells);
    for (const c of learn.cells[t]!) count[c]!++;
    return newHistogram(term.cells, K, count);
  });
  const shapes = terms.map((term) => new Float64Array(term.cells * K));
  const best = shapes.map((shape) => shape.slice());
  /** Terms that changed since `best` was kept: only these are copied, since most steps are a new best. */
  const changed = new Set<number>();
  const patience = new Patience(held.y.length > 0 ? rules.earlyStoppingRounds * terms.length : 0, rules.earlyStoppingTolerance);
  let steps = 0;

  const find = (t: number, byLot: boolean): { readonly update: Float64Array; readonly gain: number } => {
    addUp(hists[t]!, learn.cells[t]!, g, h, K);
    const step = terms[t]!.step(K, hists[t]!, rules, byLot ? random : null);
    return terms[t]!.category ? { ...step, gain: step.gain * rules.gainScale } : step;
  };
  /** Takes the step; the loss after it. */
  const take = (t: number, update: Float64Array): number => {
    const shape = shapes[t]!;
    for (let c = 0; c < shape.length; c++) shape[c]! += update[c]!;
    learn.add(t, update);
    if (watched !== train) check.add(t, update);
    objective.gradients(train.scores, train.y, train.weight, g, h);
    steps++;
    changed.add(t);
    return objective.loss(watched.scores, watched.y, watched.weight);
  };
  /** True when boosting is over. */
  const after = (loss: number, smoothing: boolean): boolean => {
    if (loss <= patience.best) {
      patience.best = loss;
      for (const t of changed) best[t]!.set(shapes[t]!);
      changed.clear();
    }
    return !smoothing && patience.over(loss);
  };

  objective.gradients(train.scores, train.y, train.weight, g, h);
  const greedySteps = Math.ceil(Math.min(rules.greedyRatio, rules.maxRounds) * terms.length);
  const cyclic = rules.cyclicProgress || greedySteps === 0;
  let loss = Infinity;
  for (let round = 0; steps < rules.maxRounds * terms.length; round++) {
    const smoothing = round < rules.smoothingRounds;
    const gains = new Float64Array(terms.length);
    let ready: { readonly term: number; readonly update: Float64Array } | null = null;
    for (const t of permutation(terms.length, random)) {
      const step = find(t, smoothing);
      gains[t] = step.gain;
      if (smoothing || cyclic) {
        loss = take(t, step.update);
        if (after(loss, smoothing)) return { shapes: best, steps };
      } else if (ready === null || step.gain > gains[ready.term]!) ready = { term: t, update: step.update };
    }
    const greedy = smoothing ? 0 : greedySteps;
    for (let s = 0; s < greedy; s++) {
      let t = 0;
      for (let other = 1; other < gains.length; other++) if (gains[other]! > gains[t]!) t = other;
      // What the measuring round found for the best term still holds; all later steps are found anew.
      const step = s === 0 && ready?.term === t ? { ...ready, gain: gains[t]! } : find(t, false);
      loss = take(t, step.update);
      if (after(loss, false)) return { shapes: best, steps };
      gains[t] = step.gain;
      if (s % 64 === 63) await watch.round(steps, loss);
    }
    await watch.round(steps, loss);
    if (watch.stopRequested()) break;
  }
  return { shapes: held.y.length > 0 && rules.earlyStoppingRounds > 0 ? best : shapes, steps };
}
