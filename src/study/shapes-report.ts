import { StudioError } from '../engine/core/errors.ts';
import type { Plain } from '../engine/core/plain.ts';
import type { ColumnBins } from '../engine/trees/ebm/bins.ts';
import { applyEdits, parseEdits } from '../engine/trees/ebm/edits.ts';
import type { EbmState, EbmTerm } from '../engine/trees/ebm/state.ts';
import type { FittedPipeline } from './results.ts';

export type { ShapeEdit } from '../engine/trees/ebm/edits.ts';

/** The bins 1 … m of one column of a term; before them (0) what is missing, behind them (categories) what was never seen. */
export type ShapeAxis =
  /** `edges` has one more entry than there are bins. */
  | { readonly column: string; readonly kind: 'number'; readonly date: boolean; readonly edges: Float64Array }
  /** Names of the categories in each bin. */
  | { readonly column: string; readonly kind: 'category'; readonly groups: readonly (readonly string[])[] };

export interface ShapeTerm {
  /** One axis, or two. */
  readonly axes: readonly ShapeAxis[];
  /** Bins of each axis, those for missing and unseen values too. */
  readonly size: readonly number[];
  /** cells × outputs; cell of a pair: i · size[1] + j. */
  readonly scores: Float64Array;
  readonly deviation: Float64Array;
  /** Training weight of each cell. */
  readonly weight: Float64Array;
  /** Mean size of what it adds, over the training rows and outputs. */
  readonly importance: number;
}

/** An explainable boosting machine opened up: every term it adds, most important first. */
export interface ShapesReport {
  /** What the scores speak of: one name for a value or for two classes (the second), else the classes. */
  readonly outputs: readonly string[];
  readonly unit: 'value' | 'log-odds';
  readonly intercept: readonly number[];
  readonly terms: readonly ShapeTerm[];
}

const isEbm = (state: Plain): state is Plain & EbmState => typeof state === 'object' && state !== null && 'terms' in state && 'intercept' in state && 'pair' in state;

function axisOf(state: EbmState, j: number, { cuts, place, count, range }: ColumnBins, dates: ReadonlySet<string>): ShapeAxis {
  const column = state.columns[j]!;
  if (place === null) return { column, kind: 'number', date: dates.has(column), edges: Float64Array.of(range[0], ...cuts, range[1]) };
  const groups = Array.from({ length: count - 2 }, (): string[] => []);
  state.categories[j]!.forEach((name, code) => groups[place[code]! - 1]!.push(name));
  return { column, kind: 'category', groups };
}

function importanceOf({ scores, weight }: EbmTerm, outputs: number): number {
  let sum = 0;
  let mass = 0;
  weight.forEach((w, c) => {
    mass += w;
    for (let k = 0; k < outputs; k++) sum += (w * Math.abs(scores[c * outputs + k]!)) / outputs;
  });
  return mass > 0 ? sum / mass : 0;
}

/** The shapes, after the edits given (their text, as the parameter has it). Throws StudioError('unsupported') for other models. */
export function shapesReport(fitted: FittedPipeline, edits = ''): ShapesReport {
  const { state: learned, type } = fitted.model;
  if (!isEbm(learned)) throw new StudioError('unsupported', 'Only explainable boosting machines are sums of shapes.', { algorithm: type });
  const state = applyEdits(learned, parseEdits(edits));
  const dates = new Set(fitted.inputs.filter((c) => c.type === 'date').map((c) => c.name));
  const terms = state.terms.map((term): ShapeTerm => ({
    axes: term.columns.map((j) => axisOf(state, j, (term.columns.length === 1 ? state.main : state.pair)[j]!, dates)),
    // Copies: an answer is moved to the page, and the fitted model stays in use here.
    size: term.size, scores: term.scores.slice(), deviation: term.deviation.slice(), weight: term.weight.slice(), importance: importanceOf(term, state.outputs),
  }));
  const outputs = fitted.classes === null ? [fitted.target ?? 'score'] : state.outputs === 1 ? [fitted.classes.at(-1)!] : fitted.classes;
  return { outputs, unit: fitted.classes === null ? 'value' : 'log-odds', intercept: Array.from(state.intercept), terms: terms.sort((a, b) => b.importance - a.importance) };
}
