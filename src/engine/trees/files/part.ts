import { StudioError } from '../../core/errors.ts';

const shown = (value: unknown): string => {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a group of fields';
  return JSON.stringify(value)?.slice(0, 40) ?? String(value);
};

/** What every reader throws: which file, where in it, what is wrong. */
export const badFile = (kind: string, path: string, problem: string): StudioError =>
  new StudioError('data', `This ${kind} model file cannot be read: ${path === '' ? '' : `${path} `}${problem} Save the model again with the library, or check that the file is whole.`);

/**
 * A place in a parsed file of unknown origin. It knows its path, so that every refusal says where; it looks at own fields
 * alone, so that a field named `__proto__` or `constructor` is like any other.
 */
export class Part {
  readonly kind: string;
  readonly path: string;
  readonly value: unknown;

  constructor(kind: string, path: string, value: unknown) {
    this.kind = kind;
    this.path = path;
    this.value = value;
  }

  bad(problem: string): StudioError {
    return badFile(this.kind, this.path, problem);
  }

  #expected(what: string): StudioError {
    return this.bad(`should be ${what} and is ${shown(this.value)}.`);
  }

  /** Whether there is such a field, with something in it. */
  has(name: string): boolean {
    return typeof this.value === 'object' && this.value !== null && Object.hasOwn(this.value, name) && (this.value as Record<string, unknown>)[name] !== null;
  }

  /** A field; what it should be is asked of the part that is returned. */
  at(name: string): Part {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) throw this.#expected('a group of fields');
    const value: unknown = Object.hasOwn(this.value, name) ? (this.value as Record<string, unknown>)[name] : undefined;
    return new Part(this.kind, this.path === '' ? name : `${this.path}.${name}`, value);
  }

  /** Entries of a list. */
  list(most = 50_000_000): readonly Part[] {
    if (!Array.isArray(this.value)) throw this.#expected('a list');
    if (this.value.length > most) throw this.bad(`has ${this.value.length} entries; at most ${most} are read.`);
    return this.value.map((entry, i) => new Part(this.kind, `${this.path}[${i}]`, entry));
  }

  text(): string {
    if (typeof this.value !== 'string') throw this.#expected('a text');
    return this.value;
  }

  texts(): readonly string[] {
    return this.list().map((entry) => entry.text());
  }

  /** A finite number, also where it is written as a text (`"5E-1"`), as XGBoost does. */
  number(): number {
    const value = typeof this.value === 'string' && this.value.trim() !== '' ? Number(this.value) : this.value;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.#expected('a number');
    return value;
  }

  integer(least: number, most: number): number {
    const value = this.number();
    if (!Number.isInteger(value) || value < least || value > most) throw this.#expected(`a whole number from ${least} to ${most}`);
    return value;
  }

  /** A list of `length` finite numbers (true and false count as 1 and 0). */
  numbers(length: number): Float64Array {
    const { value } = this;
    if (!Array.isArray(value) && !ArrayBuffer.isView(value)) throw this.#expected(`a list of ${length} numbers`);
    const list = value as ArrayLike<unknown>;
    if (list.length !== length) throw this.bad(`should have ${length} entries and has ${list.length}.`);
    return Float64Array.from({ length }, (_, i) => {
      const entry = list[i];
      const number = entry === true ? 1 : entry === false ? 0 : entry;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw new Part(this.kind, `${this.path}[${i}]`, entry).#expected('a number');
      return number;
    });
  }

  /** As `numbers`, in single precision. */
  floats(length: number): Float64Array {
    return this.numbers(length).map(Math.fround);
  }

  integers(length: number, least: number, most: number): Int32Array {
    const numbers = this.numbers(length);
    const wrong = numbers.findIndex((v) => !Number.isInteger(v) || v < least || v > most);
    if (wrong >= 0) throw new Part(this.kind, `${this.path}[${wrong}]`, numbers[wrong]).#expected(`a whole number from ${least} to ${most}`);
    return Int32Array.from(numbers);
  }

  /** Entries of a list of any kind, without reading them. */
  get length(): number {
    if (!Array.isArray(this.value) && !ArrayBuffer.isView(this.value)) throw this.#expected('a list');
    return (this.value as ArrayLike<unknown>).length;
  }
}

/** More characters than this are not parsed: no engine holds longer texts. */
const MOST_TEXT = 500_000_000;

export function parseJson(kind: string, bytes: Uint8Array): Part {
  if (bytes.length > MOST_TEXT) throw new StudioError('limit', `This ${kind} model file has ${Math.round(bytes.length / 1048576)} MB; at most ${Math.round(MOST_TEXT / 1048576)} MB of JSON are read. XGBoost's UBJSON is smaller.`);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw badFile(kind, '', `it is not JSON (${error instanceof Error ? error.message.slice(0, 120) : String(error)}).`);
  }
  return new Part(kind, '', value);
}
