import type { TermHistogram } from './histogram.ts';
import { type EbmRules, leafScore, leafStep } from './rules.ts';

/** A term's update (cells × outputs) and what it gains. */
export interface Step {
  readonly update: Float64Array;
  readonly gain: number;
}

/** The bins of a column in the order in which they are cut, and groups of bins that stay together. */
interface Line {
  /** Bins, in order. */
  readonly order: readonly number[];
  /** Start of each group in `order`, and its end at the last place. */
  readonly starts: readonly number[];
}

const single = (order: readonly number[]): Line => ({ order, starts: Array.from({ length: order.length + 1 }, (_, i) => i) });

/** Values in order, with missing values (bin 0) below, above or apart: made once a column, since steps are many. */
export interface NumberLines {
  readonly low: Line;
  readonly high: Line;
  readonly apart: Line;
}
export function numberLines(bins: number): NumberLines {
  const values = Array.from({ length: bins - 2 }, (_, b) => b + 1);
  return { low: single([0, ...values]), high: single([...values, 0]), apart: single(values) };
}

/** Categories by what they ask for, the rare ones together as one group at the end of their order. */
function categoryLine(bins: number, outputs: number, hist: TermHistogram, rules: EbmRules): Line {
  const known = Array.from({ length: bins - 2 }, (_, b) => b + 1).filter((b) => hist.count[b]! > 0);
  const wish = (group: readonly number[]): number => {
    let G = 0;
    let H = 0;
    for (const b of group) for (let k = 0; k < outputs; k++) {
      // One number has to stand for all outputs: the first tells two classes and values apart, and several classes by the first of them.
      if (k === 0) G += hist.g[b * outputs]!;
      H += hist.h[b * outputs + k]! / outputs;
    }
    return G / (H + rules.catSmooth);
  };
  const rare = known.filter((b) => hist.count[b]! < rules.minCatSamples);
  const groups = known.filter((b) => hist.count[b]! >= rules.minCatSamples).map((b) => [b]);
  if (rare.length > 0) groups.push(rare);
  const sorted = groups.map((group) => ({ group, wish: wish(group) })).sort((a, b) => a.wish - b.wish);
  const starts = [0];
  for (const { group } of sorted) starts.push(starts.at(-1)! + group.length);
  return { order: sorted.flatMap(({ group }) => group), starts };
}

/** Running sums along a line, so that any stretch of it is a difference. */
class Sums {
  readonly #g: Float64Array;
  readonly #h: Float64Array;
  readonly #n: Float64Array;
  readonly places: number;

  constructor(readonly outputs: number, hist: TermHistogram, line: Line) {
    this.places = line.starts.length - 1;
    this.#g = new Float64Array((this.places + 1) * outputs);
    this.#h = new Float64Array((this.places + 1) * outputs);
    this.#n = new Float64Array(this.places + 1);
    for (let at = 0; at < this.places; at++) {
      this.#n[at + 1] = this.#n[at]!;
      for (let k = 0; k < outputs; k++) {
        this.#g[(at + 1) * outputs + k] = this.#g[at * outputs + k]!;
        this.#h[(at + 1) * outputs + k] = this.#h[at * outputs + k]!;
      }
      for (let o = line.starts[at]!; o < line.starts[at + 1]!; o++) {
        const b = line.order[o]!;
        this.#n[at + 1]! += hist.count[b]!;
        for (let k = 0; k < outputs; k++) {
          this.#g[(at + 1) * outputs + k]! += hist.g[b * outputs + k]!;
          this.#h[(at + 1) * outputs + k]! += hist.h[b * outputs + k]!;
        }
      }
    }
  }
  g = (from: number, to: number, k: number): number => this.#g[to * this.outputs + k]! - this.#g[from * this.outputs + k]!;
  h = (from: number, to: number, k: number): number => this.#h[to * this.outputs + k]! - this.#h[from * this.outputs + k]!;
  n = (from: number, to: number): number => this.#n[to]! - this.#n[from]!;

  score(from: number, to: number, rules: EbmRules): number {
    let score = 0;
    for (let k = 0; k < this.outputs; k++) score += leafScore(this.g(from, to, k), this.h(from, to, k), rules);
    return score;
  }
  step = (from: number, to: number, k: number, rules: EbmRules): number => leafStep(this.g(from, to, k), this.h(from, to, k), rules);

  allowed(from: number, to: number, rules: EbmRules): boolean {
    if (this.n(from, to) < rules.minSamplesLeaf) return false;
    for (let k = 0; k < this.outputs; k++) if (this.h(from, to, k) < rules.minHessian) return false;
    return true;
  }
}

const inOrder = (sums: Sums, from: number, cut: number, to: number, direction: number, rules: EbmRules): boolean => {
  if (direction === 0) return true;
  return direction * (sums.step(cut, to, 0, rules) - sums.step(from, cut, 0, rules)) >= 0;
};

interface Piece {
  readonly from: number;
  readonly to: number;
  /** Best cut, −1 where none is allowed, and what it gains. */
  readonly cut: number;
  readonly gain: number;
}

function bestCut(sums: Sums, from: number, to: number, direction: number, rules: EbmRules): Piece {
  let cut = -1;
  let gain = 0;
  const whole = sums.score(from, to, rules);
  for (let at = from + 1; at < to; at++) {
    if (!sums.allowed(from, at, rules) || !sums.allowed(at, to, rules) || !inOrder(sums, from, at, to, direction, rules)) continue;
    const found = sums.score(from, at, rules) + sums.score(at, to, rules) - whole;
    if (found > gain) { gain = found; cut = at; }
  }
  return { from, to, cut, gain };
}

/** Greedily: the piece that gains most is cut next. */
function bestPieces(sums: Sums, direction: number, rules: EbmRules): readonly Piece[] {
  const pieces = [bestCut(sums, 0, sums.places, direction, rules)];
  // With a direction to keep, two leaves cannot contradict each other; more could.
  const most = direction === 0 ? rules.maxLeaves : 2;
  while (pieces.length < most) {
    let best = -1;
    pieces.forEach((piece, i) => { if (piece.cut >= 0 && (best < 0 || piece.gain > pieces[best]!.gain)) best = i; });
    if (best < 0) break;
    const { from, cut, to } = pieces[best]!;
    pieces.splice(best, 1, bestCut(sums, from, cut, direction, rules), bestCut(sums, cut, to, direction, rules));
  }
  return pieces;
}

/** Cut by lot, to set the first, smooth shape: averaged over many rounds, random cuts favour no place. */
function randomPieces(sums: Sums, direction: number, rules: EbmRules, random: () => number): readonly Piece[] {
  const wanted = Math.min((direction === 0 ? rules.maxLeaves : 2) - 1, sums.places - 1);
  const cuts = new Set<number>();
  while (cuts.size < wanted) cuts.add(1 + Math.floor(random() * (sums.places - 1)));
  const ends = [0, ...[...cuts].sort((a, b) => a - b), sums.places];
  const pieces = ends.slice(1).map((to, i) => ({ from: ends[i]!, to, cut: -1, gain: 0 }));
  const lawful = direction === 0 || pieces.length < 2 || inOrder(sums, 0, pieces[0]!.to, sums.places, direction, rules);
  return lawful ? pieces : [{ from: 0, to: sums.places, cut: -1, gain: 0 }];
}

/** A column as its steps see it. */
export interface ShapeColumn {
  readonly column: number;
  readonly bins: number;
  /** `null` for categories, whose order changes with every step. */
  readonly lines: NumberLines | null;
}

/** The step of one column's shape function: a tree of few leaves over its bins. `random` cuts by lot (smoothing rounds). */
export function shapeStep(shape: ShapeColumn, outputs: number, hist: TermHistogram, rules: EbmRules, random: (() => number) | null): Step {
  const { column, bins, lines } = shape;
  const gaps = hist.count[0]! > 0;
  if (lines !== null && rules.missing === 'gain' && gaps) {
    const [low, high] = (['low', 'high'] as const).map((missing) => shapeStep(shape, outputs, hist, { ...rules, missing }, random));
    return low!.gain >= high!.gain ? low! : high!;
  }
  const update = new Float64Array(bins * outputs);
  const line = lines === null ? categoryLine(bins, outputs, hist, rules) : gaps && (rules.missing === 'low' || rules.missing === 'high') ? lines[rules.missing] : lines.apart;
  const sums = new Sums(outputs, hist, line);
  let gain = 0;
  let wholeG = 0;
  if (sums.places > 0) {
    const direction = lines === null ? 0 : rules.monotone[column] ?? 0;
    const pieces = random === null ? bestPieces(sums, direction, rules) : randomPieces(sums, direction, rules, random);
    for (const { from, to } of pieces) {
      gain += sums.score(from, to, rules);
      for (let k = 0; k < outputs; k++) {
        const step = sums.step(from, to, k, rules);
        for (let o = line.starts[from]!; o < line.starts[to]!; o++) update[line.order[o]! * outputs + k] = step;
      }
    }
    wholeG = sums.score(0, sums.places, rules);
  }
  // A leaf of its own must be large enough to be one: two rows without a value would be learned by heart.
  const enough = hist.count[0]! >= rules.minSamplesLeaf && Array.from({ length: outputs }, (_, k) => hist.h[k]!).every((H) => H >= rules.minHessian);
  const apart = gaps && enough && (lines === null || line === lines.apart);
  if (apart) for (let k = 0; k < outputs; k++) {
    const [G, H] = [hist.g[k]!, hist.h[k]!];
    update[k] = leafStep(G, H, rules);
    gain += leafScore(G, H, rules);
  }
  return { update, gain: Math.max(0, gain - wholeG) };
}
