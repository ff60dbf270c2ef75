import { CornerSums } from './corner-sums.ts';
import type { ColumnBins } from './bins.ts';
import type { EbmRules } from './rules.ts';
import type { TermHistogram } from './histogram.ts';
import { pairStep } from './pair-step.ts';
import { numberLines, shapeStep, type Step } from './shape-step.ts';

/** A term of the model: one column, or two. */
export type TermColumns = readonly [number] | readonly [number, number];

/** A term over given bins: how large it is, where a row lies in it, and how a step of it is found. */
export interface Term {
  readonly columns: TermColumns;
  readonly cells: number;
  readonly cellsOf: (bins: readonly Uint16Array[]) => Uint16Array;
  readonly category: boolean;
  readonly step: (outputs: number, hist: TermHistogram, rules: EbmRules, random: (() => number) | null) => Step;
}

export function makeTerm(columns: TermColumns, bins: readonly ColumnBins[]): Term {
  const [i, j] = columns;
  const a = bins[i]!.count;
  if (j === undefined) {
    const category = bins[i]!.place !== null;
    const shape = { column: i, bins: a, lines: category ? null : numberLines(a) };
    return {
      columns, cells: a, category,
      cellsOf: (rows) => rows[i]!,
      step: (outputs, hist, rules, random) => shapeStep(shape, outputs, hist, rules, random),
    };
  }
  const b = bins[j]!.count;
  let sums: CornerSums | null = null;
  return {
    columns, cells: a * b, category: false,
    cellsOf: (rows) => rows[i]!.map((bin, row) => bin * b + rows[j]![row]!),
    step(outputs, hist, rules, random) {
      sums ??= new CornerSums(a, b, outputs);
      return pairStep(sums, hist, rules, random);
    },
  };
}
