import { badFile } from '../part.ts';

export const KIND = 'LightGBM';

/** A part of the file: `key=value` lines by key; lines without a sign have ''. */
export class Block {
  readonly #title: string;
  readonly #lines: ReadonlyMap<string, string>;

  constructor(title: string, lines: readonly string[]) {
    this.#title = title;
    this.#lines = new Map(lines.map((line): [string, string] => {
      const at = line.indexOf('=');
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at), line.slice(at + 1).trim()];
    }));
  }

  has(key: string): boolean {
    return this.#lines.has(key);
  }

  bad(key: string, problem: string): Error {
    return badFile(KIND, `${key} of ${this.#title}`, problem);
  }

  text(key: string): string {
    const value = this.#lines.get(key);
    if (value === undefined) throw this.bad(key, 'is missing.');
    return value;
  }

  words(key: string): readonly string[] {
    const text = this.text(key);
    return text === '' ? [] : text.split(/\s+/);
  }

  /** `length` finite numbers. */
  numbers(key: string, length: number): Float64Array {
    const words = this.words(key);
    if (words.length !== length) throw this.bad(key, `should have ${length} entries and has ${words.length}.`);
    return Float64Array.from(words, (word, i) => {
      const value = Number(word);
      if (!Number.isFinite(value)) throw this.bad(key, `should be numbers, and number ${i + 1} is "${word.slice(0, 40)}".`);
      return value;
    });
  }

  integers(key: string, length: number, least: number, most: number): Int32Array {
    const numbers = this.numbers(key, length);
    const wrong = numbers.find((v) => !Number.isInteger(v) || v < least || v > most);
    if (wrong !== undefined) throw this.bad(key, `should be whole numbers from ${least} to ${most} and has ${wrong}.`);
    return Int32Array.from(numbers);
  }

  integer(key: string, least: number, most: number): number {
    return this.integers(key, 1, least, most)[0]!;
  }
}

export interface LightgbmText {
  readonly head: Block;
  readonly trees: readonly Block[];
  /** `[name: value]` lines of the parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The JSON that LightGBM's Python package adds for pandas. */
  readonly pandas: string | null;
}

/** The parts of a LightGBM text file, versions 2 to 4. */
export function splitText(text: string): LightgbmText {
  const lines = text.split(/\r?\n/);
  if (lines[0]?.trim() !== 'tree') throw badFile(KIND, '', 'its first line should be "tree".');
  const starts = lines.flatMap((line, i) => (line.startsWith('Tree=') ? [i] : []));
  const found = lines.findIndex((line) => line.trim() === 'end of trees');
  const end = found < 0 ? lines.length : found;
  if (found < 0) throw badFile(KIND, '', 'it has no line "end of trees": it is cut off.');
  const trees = starts.map((start, t) => new Block(`tree ${t}`, lines.slice(start, starts[t + 1] ?? end).filter((line) => line.trim() !== '')));
  const rest = lines.slice(end);
  const parameters = new Map(rest.flatMap((line): [string, string][] => {
    const match = /^\[([^:\]]+): ?(.*)\]$/.exec(line);
    return match ? [[match[1]!, match[2]!]] : [];
  }));
  const pandas = rest.find((line) => line.startsWith('pandas_categorical:'))?.slice('pandas_categorical:'.length) ?? null;
  return { head: new Block('the head', lines.slice(0, starts[0] ?? end).filter((line) => line.trim() !== '')), trees, parameters, pandas };
}
