import { type Matrix, takeRows } from '../../../frame/matrix.ts';
import type { FitContext } from '../../core/context.ts';
import { StudioError } from '../../core/errors.ts';
import type { Plain } from '../../core/plain.ts';
import { mulberry32 } from '../../core/random.ts';
import { type Bag, makeBag } from './bags.ts';
import { binsOf, type ColumnBins, findBins } from './bins.ts';
import { boost, type Boosted, type BagRows, type BoostRules } from './boost.ts';
import { applyEdits, type ShapeEdit } from './edits.ts';
import { adjustIntercept, finishTerm } from './finish.ts';
import { allPairs, choosePairs, strengths } from './interactions.ts';
import { type EbmObjective, squared } from './objective.ts';
import { ebmScores } from './score.ts';
import type { EbmState, EbmTerm } from './state.ts';
import { makeTerm, type Term, type TermColumns } from './terms.ts';

export interface EbmFitRules extends BoostRules {
  readonly maxBins: number;
  readonly maxInteractionBins: number;
  /** How many pairs to find. */
  readonly interactions: number;
  readonly interactionSmoothingRounds: number;
  readonly outerBags: number;
  /** Changes by hand, made when everything is learned. */
  readonly edits: readonly ShapeEdit[];
  readonly validationSize: number;
}

export interface EbmData {
  readonly X: Matrix;
  readonly y: Float64Array;
  readonly classes: readonly string[];
  readonly weight: Float64Array | null;
}

/** "3x" (times the columns), a share of the columns below 1, or a number of pairs. Throws StudioError('param') otherwise. */
export function pairsWanted(interactions: string, columns: number): number {
  const given = interactions.trim();
  const times = /^(\d+(?:\.\d+)?|\.\d+)x$/.exec(given);
  const number = Number(given);
  const wanted = times ? Math.ceil(Number(times[1]) * columns) : given !== '' && number >= 0 && number < 1 ? Math.ceil(number * columns) : number;
  if (given === '' || !Number.isInteger(wanted) || wanted < 0) {
    throw new StudioError('param', `The "interactions" parameter must be a number of pairs (10), a share of the columns (0.5) or a multiple of them (3x). Got "${interactions}".`, { param: 'interactions' });
  }
  return Math.min(wanted, (columns * (columns - 1)) / 2);
}

/** Steps of the intercept at the end, and their size: enough to converge. */
const INTERCEPT_ROUNDS = 100;
const INTERCEPT_RATE = 0.25;
/** Where no row can be held out nothing says when to stop; this many rounds bound the work. */
const UNWATCHED_ROUNDS = 500;

const pick = (values: Float64Array | null, rows: Int32Array): Float64Array | null => values && Float64Array.from(rows, (i) => values[i]!);

/** Everything a bag's boosting needs, made once. */
class Work {
  readonly bags: readonly Bag[];
  readonly mainBins: readonly Uint16Array[];
  readonly pairBins: readonly Uint16Array[];

  constructor(readonly data: EbmData, readonly main: readonly ColumnBins[], readonly pair: readonly ColumnBins[], readonly objective: EbmObjective, readonly rules: EbmFitRules, readonly ctx: FitContext) {
    this.mainBins = main.map((column, j) => binsOf(data.X, j, column));
    this.pairBins = rules.interactions > 0 ? pair.map((column, j) => binsOf(data.X, j, column)) : [];
    this.bags = Array.from({ length: rules.outerBags }, (_, b) => makeBag(data.y, data.classes.length, rules.validationSize, this.random(b, 0)));
  }

  /** A stream of its own for every bag and purpose, so that a resumed fit goes on as it would have. */
  random = (bag: number, purpose: 0 | 1 | 2): (() => number) => mulberry32(this.ctx.seed * 7919 + bag * 3 + purpose);

  side(bins: readonly Uint16Array[], rows: Int32Array, start: (i: number, k: number) => number): BagRows {
    const K = this.objective.outputs;
    const scores = new Float64Array(rows.length * K);
    rows.forEach((row, i) => { for (let k = 0; k < K; k++) scores[i * K + k] = start(row, k); });
    return { bins: bins.map((column) => Uint16Array.from(rows, (i) => column[i]!)), y: pick(this.data.y, rows)!, weight: pick(this.data.weight, rows), scores };
  }

  async boost(terms: readonly Term[], bins: readonly Uint16Array[], b: number, start: (i: number, k: number) => number, pairs: boolean, done: number): Promise<Boosted> {
    const { train, held } = this.bags[b]!;
    const { ctx, rules } = this;
    const total = rules.outerBags * (rules.interactions > 0 ? 2 : 1);
    const smoothingRounds = pairs ? rules.interactionSmoothingRounds : rules.smoothingRounds;
    const maxRounds = held.length > 0 ? rules.maxRounds : Math.min(rules.maxRounds, UNWATCHED_ROUNDS);
    return boost(terms, this.side(bins, train, start), this.side(bins, held, start), this.objective, { ...rules, smoothingRounds, maxRounds }, this.random(b, pairs ? 2 : 1), {
      stopRequested: ctx.stopRequested,
      round: async (steps) => {
        // Nobody knows how many rounds there will be; the share done grows ever more slowly towards the next bag.
        ctx.progress(done + steps / (steps + 400 * terms.length), total);
        await ctx.breathe();
      },
    });
  }
}

/** What is kept while fitting: shapes of the bags that are done. */
interface Saved {
  readonly main: readonly (readonly Float64Array[])[];
  readonly pairs: readonly TermColumns[] | null;
  readonly pair: readonly (readonly Float64Array[])[];
}
const EMPTY: Saved = { main: [], pairs: null, pair: [] };
const isSaved = (value: Plain): value is Plain & Saved => typeof value === 'object' && value !== null && 'main' in value && 'pairs' in value && 'pair' in value;

/** Scores of all rows after the intercept and one bag's main shapes. */
function mainScores(work: Work, intercept: Float64Array, terms: readonly Term[], shapes: readonly Float64Array[]): (i: number, k: number) => number {
  const K = work.objective.outputs;
  const cells = terms.map((term) => term.cellsOf(work.mainBins));
  return (i, k) => shapes.reduce((sum, shape, t) => sum + shape[cells[t]![i]! * K + k]!, intercept[k]!);
}

function weightOf(cells: Uint16Array, count: number, weight: Float64Array | null): Float64Array {
  const result = new Float64Array(count);
  cells.forEach((c, i) => { result[c]! += weight === null ? 1 : weight[i]!; });
  return result;
}

/** What was never seen in training says nothing: missing values and new categories of a column that had none. */
function silence(term: EbmTerm, outputs: number): EbmTerm {
  const b = term.size[1];
  const seen = (place: number, bin: number): boolean => term.weight.some((w, c) => w > 0 && (place === 0 ? Math.floor(c / (b ?? 1)) : c % b!) === bin);
  const ends = term.size.map((bins, place) => [0, bins - 1].filter((bin) => !seen(place, bin)));
  const mute = (c: number): boolean => ends.some((bins, place) => bins.includes(place === 0 ? Math.floor(c / (b ?? 1)) : c % b!));
  const quiet = (values: Float64Array): Float64Array => values.map((v, at) => (mute(Math.floor(at / outputs)) ? 0 : v));
  return { ...term, scores: quiet(term.scores), deviation: quiet(term.deviation) };
}

/** Rows of weight zero are no rows: no bag may hold them out. */
function weighty(data: EbmData): EbmData {
  const { weight } = data;
  if (weight === null || weight.every((w) => w > 0)) return data;
  const rows = Int32Array.from(weight.keys()).filter((i) => weight[i]! > 0);
  return { ...data, X: takeRows(data.X, rows), y: pick(data.y, rows)!, weight: pick(weight, rows) };
}

/** Fits the bags one after the other: main effects, then the pairs found between them, then their average. */
export async function fitEbm(given: EbmData, objective: EbmObjective, rules: EbmFitRules, ctx: FitContext): Promise<EbmState> {
  const data = weighty(given);
  const { main, pair } = findBins(data.X, data.y, rules.maxBins, rules.maxInteractionBins, rules.minCatSamples);
  const work = new Work(data, main, pair, objective, rules, ctx);
  const K = objective.outputs;
  const found = await ctx.checkpoint?.load() ?? null;
  let saved: Saved = isSaved(found) ? found : EMPTY;
  const keep = async (next: Saved): Promise<void> => {
    saved = next;
    await ctx.checkpoint?.save(next as unknown as Plain);
  };
  if (work.bags.every((bag) => bag.held.length === 0) && rules.earlyStoppingRounds > 0) {
    ctx.note('warning', `No rows are held out, so nothing says when to stop: boosting ends after ${Math.min(rules.maxRounds, UNWATCHED_ROUNDS)} rounds. Give it more rows or a larger validationSize.`);
  }
  const intercepts = work.bags.map(({ train }) => objective.intercept(pick(data.y, train)!, pick(data.weight, train)));
  const terms = data.X.columns.map((_, j) => makeTerm([j], main));
  for (let b = saved.main.length; b < work.bags.length && (b === 0 || !ctx.stopRequested()); b++) {
    const { shapes } = await work.boost(terms, work.mainBins, b, (_, k) => intercepts[b]![k]!, false, b);
    await keep({ ...saved, main: [...saved.main, shapes] });
  }
  const starts = saved.main.map((shapes, b) => mainScores(work, intercepts[b]!, terms, shapes));
  if (rules.interactions > 0 && !ctx.stopRequested()) {
    if (saved.pairs === null) {
      const all = allPairs(data.X.columns.length);
      const byBag: Float64Array[] = [];
      for (const [b, start] of starts.entries()) byBag.push(await strengths(all, pair, work.side(work.pairBins, work.bags[b]!.train, start), objective, rules, ctx.breathe));
      await keep({ ...saved, pairs: choosePairs(all, byBag, rules.interactions) });
    }
    const pairTerms = saved.pairs!.map((columns) => makeTerm(columns, pair));
    for (let b = saved.pair.length; pairTerms.length > 0 && b < starts.length && !ctx.stopRequested(); b++) {
      const { shapes } = await work.boost(pairTerms, work.pairBins, b, starts[b]!, true, work.bags.length + b);
      await keep({ ...saved, pair: [...saved.pair, shapes] });
    }
  }

  const bagWeights = work.bags.map(({ train }) => (data.weight === null ? train.length : train.reduce((s, i) => s + data.weight![i]!, 0)));
  const used = saved.main.length;
  const raw = terms.map((term, t) => ({ columns: term.columns, size: [term.cells], cells: work.mainBins[t]!, count: term.cells, bags: saved.main.map((shapes) => shapes[t]!) }));
  // Stopped among the pairs, the bags without them speak for nothing there: zero is what they have learned.
  const zero = saved.pair.length > 0 ? saved.pair[0]!.map((shape) => new Float64Array(shape.length)) : [];
  const pairs = saved.pair.length === 0 ? [] : saved.pairs!.map((columns, t) => {
    const term = makeTerm(columns, pair);
    return { columns, size: columns.map((j) => pair[j]!.count), cells: term.cellsOf(work.pairBins), count: term.cells, bags: saved.main.map((_, b) => saved.pair[b]?.[t] ?? zero[t]!) };
  });
  const total = bagWeights.slice(0, used).reduce((a, b) => a + b, 0);
  const intercept = new Float64Array(K);
  saved.main.forEach((_, b) => { for (let k = 0; k < K; k++) intercept[k]! += (bagWeights[b]! / total) * intercepts[b]![k]!; });
  const finished = [...raw, ...pairs].map(({ columns, size, cells, count, bags }) => {
    const { term, shift } = finishTerm({ columns, size, bags, weight: weightOf(cells, count, data.weight) }, bagWeights.slice(0, used), K);
    for (let k = 0; k < K; k++) intercept[k]! += shift[k]!;
    return silence(term, K);
  });
  const learned: EbmState = { columns: data.X.columns, categories: data.X.categories ?? data.X.columns.map(() => null), classes: data.classes, outputs: K, intercept, main, pair, terms: finished };
  const state = applyEdits(learned, rules.edits);
  return { ...state, intercept: centred(state, data, objective) };
}

/** The intercept at which the averaged model's gradients sum to zero; of several classes the likeliest is 0. */
function centred(state: EbmState, { X, y, weight }: EbmData, objective: EbmObjective): Float64Array {
  const K = objective.outputs;
  const scores = ebmScores({ ...state, intercept: new Float64Array(K) }, X);
  const g = new Float64Array(scores.length);
  const h = new Float64Array(scores.length);
  const sums = (intercept: Float64Array): { readonly g: Float64Array; readonly h: Float64Array } => {
    objective.gradients(scores.map((s, at) => s + intercept[at % K]!), y, weight, g, h);
    const [G, H] = [new Float64Array(K), new Float64Array(K)];
    g.forEach((v, at) => { G[at % K]! += v; });
    h.forEach((v, at) => { H[at % K]! += v; });
    return { g: G, h: H };
  };
  // A squared error is put right in one step.
  const found = objective === squared ? adjustIntercept(state.intercept, sums, 1, 1) : adjustIntercept(state.intercept, sums, INTERCEPT_ROUNDS, INTERCEPT_RATE);
  if (K === 1) return found;
  const top = found.reduce((a, b) => Math.max(a, b));
  return found.map((v) => v - top);
}
