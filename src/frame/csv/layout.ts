import type { Dialect } from './options.ts';
import { looksLikeDate, looksMissing, looksNumeric } from './cell-kind.ts';
import type { Missing } from './missing.ts';
import { type Layout, parseRows } from './rows.ts';
import type { TextSample } from './sample.ts';
import { isBlank, shapeOf } from './shape.ts';

const DELIMITERS = [',', ';', '\t', '|', ' '];
const LOOK = 200;
/** Characters of the head that every candidate is tried on. */
const TRIAL = 1 << 15;

export interface FoundLayout {
  readonly layout: Layout;
  readonly rows: readonly string[][];
  readonly width: number;
}

/**
 * Delimiter, quote and comment mark: every candidate cuts the head, and the one wins whose rows agree most on their number of
 * cells and whose cells look most like values (after van den Burg, Nazábal & Sutton, "Wrangling messy CSV files", 2019).
 */
export function findLayout(sample: TextSample, given: Partial<Dialect>, missing: Missing): FoundLayout {
  const comment = given.comment ?? findComment(sample);
  const delimiters = given.delimiter === undefined ? DELIMITERS.filter((d) => sample.head.includes(d)) : [given.delimiter];
  const quotes = given.quote === undefined ? findQuotes(sample) : [given.quote];
  const candidates = delimiters.flatMap((delimiter) => quotes.map((quote): Layout => ({ delimiter, quote, comment, newline: sample.newline })));
  let best = bestOf(candidates, shortened(sample, TRIAL), missing);
  // Quotes go wrong more rarely than delimiters, so they get a longer look.
  if (best !== null && quotes.length > 1) {
    const { layout } = best;
    best = bestOf(quotes.map((quote) => ({ ...layout, quote })), sample, missing);
  }
  const accepted = best !== null && (given.delimiter !== undefined || (best.width > 1 && best.score > 0.3)) ? best : null;
  if (accepted !== null) {
    const { rows } = headRows(sample, accepted.layout);
    return { layout: accepted.layout, rows, width: shapeOf(rows).width };
  }
  // One column: a delimiter that does not occur, so that no cell is cut.
  const delimiter = [',', '\t', ';'].find((d) => !sample.head.includes(d) && !sample.others.some((o) => o.includes(d))) ?? '\u001f';
  const layout: Layout = { delimiter, quote: quotes[0] ?? '"', comment, newline: sample.newline };
  return { layout, rows: headRows(sample, layout).rows, width: 1 };
}

interface Scored {
  readonly layout: Layout;
  readonly width: number;
  readonly score: number;
}

function bestOf(layouts: readonly Layout[], sample: TextSample, missing: Missing): Scored | null {
  let best: Scored | null = null;
  for (const layout of layouts) {
    const cut = headRows(sample, layout);
    const { width, consistency } = shapeOf(cut.rows);
    const fitting = cut.rows.filter((row) => row.length === width);
    const looked = Array.from({ length: Math.min(LOOK, fitting.length) }, (_, k) => fitting[Math.floor((k * fitting.length) / Math.min(LOOK, fitting.length))]!);
    // Stray quotes tell against a quote, the space against itself: words have spaces too.
    const penalty = (cut.broken / Math.max(1, cut.rows.length)) * 2 + (layout.delimiter === ' ' ? 0.15 : 0) + (layout.quote === "'" ? 0.01 : 0);
    const score = width < 2 ? 0.05 - penalty : consistency * consistency * (1 - 0.5 / width) * valueShare(looked, layout.quote, missing) - penalty;
    if (best === null || score > best.score) best = { layout, width, score };
  }
  return best;
}

/** The sample with a shorter head, cut at a line's end. */
function shortened(sample: TextSample, length: number): TextSample {
  const cut = sample.head.lastIndexOf(sample.newline, length);
  return sample.head.length <= length || cut < 0 ? sample : { ...sample, head: sample.head.slice(0, cut + 1), whole: false };
}

/** Rows of the head without comment lines. */
export function headRows(sample: TextSample, layout: Layout): { readonly rows: string[][]; readonly broken: number } {
  const text = layout.comment === '' ? sample.head : withoutComments(sample.head, layout);
  const parsed = parseRows(text, layout, true);
  // A last row that the sample's end cut inside its quotes is not the file's fault.
  const cutOff = !sample.whole && parsed.broken.some((b) => b.open);
  if (cutOff) parsed.rows.pop();
  return { rows: parsed.rows, broken: new Set(parsed.broken.map((b) => b.row)).size - (cutOff ? 1 : 0) };
}

/** Whole rows from the places spread over the file: those with as many cells as the head's have. */
export function otherRows(sample: TextSample, layout: Layout, width: number): string[][] {
  return sample.others.flatMap((text) => parseRows(layout.comment === '' ? text : withoutComments(text, layout), layout, false).rows.filter((row) => row.length === width));
}

/** Comment lines out, unless they stand inside a quoted cell. */
function withoutComments(text: string, layout: Layout): string {
  let open = false;
  return text.split(layout.newline).filter((line) => {
    if (!open && line.startsWith(layout.comment)) return false;
    if (layout.quote !== '' && (line.split(layout.quote).length - 1) % 2 === 1) open = !open;
    return true;
  }).join(layout.newline);
}

/** '#' or '%' or '//' where leading lines begin with it and no other line of the head does so as data. */
function findComment(sample: TextSample): string {
  const lines = sample.head.split(sample.newline, 200).filter((line) => line.trim() !== '');
  for (const mark of ['#', '%', '//']) {
    const marked = lines.filter((line) => line.startsWith(mark)).length;
    if (marked > 0 && lines[0]!.startsWith(mark) && marked <= lines.length / 2) return mark;
  }
  return '';
}

function findQuotes(sample: TextSample): readonly string[] {
  const found: string[] = [];
  if (sample.head.includes('"')) found.push('"');
  if (/(?:^|[,;\t| \n])'[^'\n]*'(?=[,;\t| \r\n]|$)/.test(sample.head)) found.push("'");
  // Reading with quoting off is tried last, so that it wins only where quotes do harm.
  return found.length === 0 ? ['"'] : [...found, '"', ''].filter((q, k, all) => all.indexOf(q) === k);
}

/** Share of the cells that are values as they stand: numbers, dates, missing, or text without delimiters and stray quotes. */
function valueShare(rows: readonly (readonly string[])[], quote: string, missing: Missing): number {
  let cells = 0;
  let good = 0;
  for (const row of rows) {
    if (isBlank(row)) continue;
    for (const cell of row) {
      cells++;
      if (looksMissing(cell, missing)) good += 0.9;
      else if (looksNumeric(cell) || looksLikeDate(cell)) good += 1;
      else if (wearsQuote(cell, quote)) good += 0.1;
      else if (/[;\t|]/.test(cell)) good += 0.4;
      else good += cell.includes(',') ? 0.75 : 0.9;
    }
  }
  return cells === 0 ? 0 : good / cells;
}

/** Begins or ends with a double quote that this reading did not take off, or begins with an apostrophe. */
const wearsQuote = (cell: string, quote: string): boolean => {
  const s = cell.trim();
  if (quote !== '"' && (s.startsWith('"') || s.endsWith('"'))) return true;
  return quote !== "'" && s.startsWith("'");
};
