import { FrameError } from '../error.ts';
import type { Watch } from '../watch.ts';
import { breather } from '../watch.ts';
import { Finding } from './issues.ts';
import { type Layout, parseRows } from './rows.ts';
import { textPieces } from './text-pieces.ts';

/** Rows in a stretch of the file. */
export interface Batch {
  readonly rows: string[][];
  /** 1-based line of the file that row `k` begins on. */
  readonly lineOf: (k: number) => number;
}

/** What the reading itself found to be odd. */
export interface ReadingFindings {
  readonly preamble: Finding;
  readonly comments: Finding;
  readonly quotes: Finding;
  readonly characters: Finding;
}
export const readingFindings = (): ReadingFindings => ({ preamble: new Finding(), comments: new Finding(), quotes: new Finding(), characters: new Finding() });

export interface Reading {
  readonly layout: Layout;
  readonly encoding: string;
  /** Not UTF-8 after all: start again (see textPieces). */
  readonly strict: boolean;
  readonly skipLines: number;
}

/** A row longer than this has an opening quote that is never closed. */
const LONGEST_ROW = 4_000_000;

/** The rows of a file in stretches of about a megabyte, without the preamble and comment lines; what is odd is put into `found`. */
export async function* rowBatches(file: Blob, reading: Reading, found: ReadingFindings, watch: Watch): AsyncGenerator<Batch> {
  const { layout } = reading;
  const breathe = breather(watch);
  let pending = '';
  let line = 1;
  for await (const piece of textPieces(file, reading.encoding, reading.strict)) {
    await breathe();
    if (piece.unreadable > 0) found.characters.add(line, '\uFFFD', piece.unreadable);
    let text = pending + piece.text;
    while (line <= reading.skipLines && text !== '') {
      const end = lineEnd(text, 0, layout);
      if (end < 0 && !piece.last) break;
      found.preamble.add(line++, (end < 0 ? text : text.slice(0, end)).trimEnd());
      text = end < 0 ? '' : text.slice(end);
    }
    if (line <= reading.skipLines) {
      pending = text;
      continue;
    }
    const cut = new Cutter(text, line, layout, piece.last, found);
    for (let batch = cut.next(); batch !== null; batch = cut.next()) yield batch;
    line = cut.line;
    pending = cut.rest();
    watch.progress?.({ done: piece.done, total: file.size, label: 'Reading rows' });
  }
}

/** Index after the end of the line that begins at `from`, or −1. */
function lineEnd(text: string, from: number, layout: Layout): number {
  const at = text.indexOf(layout.newline, from);
  return at < 0 ? -1 : at + 1;
}

/** Takes rows from one stretch of text: around comment lines, and past a quote that is never closed. */
class Cutter {
  #at = 0;
  #commentFrom = 0;
  line: number;

  constructor(
    readonly text: string,
    line: number,
    readonly layout: Layout,
    readonly last: boolean,
    readonly found: ReadingFindings,
  ) {
    this.line = line;
  }

  rest(): string {
    return this.text.slice(this.#at);
  }

  next(): Batch | null {
    const { text, layout, last } = this;
    const { comment } = layout;
    while (this.#at < text.length) {
      if (comment !== '' && text.startsWith(comment, this.#at)) {
        const end = lineEnd(text, this.#at, layout);
        if (end < 0 && !last) return null;
        const to = end < 0 ? text.length : end;
        this.found.comments.add(this.line++, text.slice(this.#at, to).trimEnd());
        this.#at = to;
        continue;
      }
      const stop = this.#nextComment();
      const stretch = this.#at === 0 && stop === text.length ? text : text.slice(this.#at, stop);
      const final = last && stop === text.length;
      const parsed = parseRows(stretch, layout, final);
      if (parsed.broken.some((b) => b.open) || (!final && parsed.used === 0 && stretch.length > LONGEST_ROW)) {
        const upTo = parsed.broken.find((b) => b.open)?.row ?? 0;
        if (upTo > 0) return this.#take(parseRows(stretch, layout, false), stretch);
        return this.#bareLine();
      }
      if (parsed.used === 0) {
        // What looked like a comment stands inside a quoted cell.
        if (stop < text.length) {
          this.#commentFrom = stop;
          continue;
        }
        return null;
      }
      return this.#take(parsed, stretch);
    }
    return null;
  }

  #nextComment(): number {
    const { comment, newline } = this.layout;
    if (comment === '') return this.text.length;
    const found = this.text.indexOf(newline + comment, Math.max(this.#at, this.#commentFrom));
    return found < 0 ? this.text.length : found + 1;
  }

  #take(parsed: ReturnType<typeof parseRows>, stretch: string): Batch {
    const start = this.line;
    const { rows } = parsed;
    const lineOf = lineCounter(rows, start, this.layout);
    for (const { row } of parsed.broken) if (row < rows.length) this.found.quotes.add(lineOf(row), rows[row]!.join(this.layout.delimiter));
    this.#at += parsed.used;
    this.line += countLines(stretch, parsed.used, this.layout);
    return { rows, lineOf };
  }

  /** One line with its quote taken as a plain character, so that the file behind it is not swallowed. */
  #bareLine(): Batch | null {
    const end = lineEnd(this.text, this.#at, this.layout);
    const stretch = this.text.slice(this.#at, end < 0 ? this.text.length : end);
    if (end < 0 && !this.last) throw new FrameError('data', `Line ${this.line} is longer than ${LONGEST_ROW / 1e6} million characters. This does not look like a table; check the delimiter and the line ends.`, { row: this.line });
    const parsed = parseRows(stretch, { ...this.layout, quote: '' }, true);
    const at = this.line;
    this.found.quotes.add(at, stretch.trimEnd());
    this.#at += stretch.length;
    this.line++;
    return { rows: parsed.rows, lineOf: () => at };
  }
}

function countLines(text: string, used: number, layout: Layout): number {
  let lines = 0;
  for (let at = text.indexOf(layout.newline); at >= 0 && at < used; at = text.indexOf(layout.newline, at + 1)) lines++;
  return lines;
}

/** Lines of rows, counted only when somebody asks: cells in quotes may hold line ends. */
function lineCounter(rows: readonly (readonly string[])[], start: number, layout: Layout): (k: number) => number {
  if (layout.quote === '') return (k) => start + k;
  let lines: Float64Array | null = null;
  return (k) => {
    if (lines === null) {
      lines = new Float64Array(rows.length);
      let line = start;
      rows.forEach((row, r) => {
        lines![r] = line;
        line++;
        for (const cell of row) if (cell.includes(layout.newline)) line += cell.split(layout.newline).length - 1;
      });
    }
    return lines[k]!;
  };
}
