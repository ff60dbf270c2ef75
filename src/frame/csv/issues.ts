import type { ImportIssue } from './report.ts';

const EXAMPLES = 100;
const LONGEST = 200;

/** A copy that does not keep the piece of the file alive that it was cut from. */
export const detached = (text: string): string => (text.length < 13 ? text : new TextDecoder().decode(new TextEncoder().encode(text)));

const shorten = (text: string): string => detached(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Counts what was odd in a file and keeps the first places. */
export class Finding {
  count = 0;
  readonly examples: { line: number; text: string }[] = [];

  /** `count` things at one place. */
  add(line: number, text: string, count = 1): void {
    this.count += count;
    if (this.examples.length < EXAMPLES) this.examples.push({ line, text: shorten(text) });
  }

  /** As an issue, or nothing where nothing was found. */
  issue(kind: ImportIssue['kind'], column: string | null, message: (count: string, lines: string) => string): readonly ImportIssue[] {
    if (this.count === 0) return [];
    return [{ kind, count: this.count, column, message: message(this.count.toLocaleString('en-US'), this.#lines()), examples: this.examples }];
  }

  #lines(): string {
    const shown = [...new Set(this.examples.map((e) => e.line))].slice(0, 3);
    return shown.length === 1 && this.count === 1 ? `line ${shown[0]}` : `lines ${shown.join(', ')}${this.count > shown.length ? ', …' : ''}`;
  }
}

export const plural = (count: number | string, one: string, many = `${one}s`): string => `${count} ${count === 1 || count === '1' ? one : many}`;
