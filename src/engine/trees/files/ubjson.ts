import { badFile, Part } from './part.ts';

/** Deeper than any model file of trees goes. */
const MOST_DEPTH = 64;

const SIZES: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8 };

/**
 * Reads Universal Binary JSON (draft 12, the part XGBoost writes: numbers big-endian, strings, lists with or without type
 * and count, groups of fields). Lists of one number type become arrays of doubles. Every length is compared with what is
 * left of the file before memory is taken for it.
 */
class Reader {
  readonly #kind: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(kind: string, bytes: Uint8Array) {
    this.#kind = kind;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #bad(problem: string): Error {
    return badFile(this.#kind, `byte ${this.#at}`, problem);
  }

  #need(count: number): number {
    if (count > this.#bytes.length - this.#at) throw this.#bad('promises more than the file holds.');
    this.#at += count;
    return this.#at - count;
  }

  #marker(): string {
    let code = this.#bytes[this.#need(1)]!;
    while (code === 0x4e) code = this.#bytes[this.#need(1)]!;
    return String.fromCharCode(code);
  }

  #peek(): string {
    return String.fromCharCode(this.#bytes[this.#at] ?? 0);
  }

  #number(type: string): number {
    const at = this.#need(SIZES[type]!);
    switch (type) {
      case 'i': return this.#view.getInt8(at);
      case 'U': return this.#view.getUint8(at);
      case 'I': return this.#view.getInt16(at);
      case 'l': return this.#view.getInt32(at);
      case 'L': return Number(this.#view.getBigInt64(at));
      case 'd': return this.#view.getFloat32(at);
      default: return this.#view.getFloat64(at);
    }
  }

  #length(): number {
    const type = this.#marker();
    if (!Object.hasOwn(SIZES, type) || type === 'd' || type === 'D') throw this.#bad(`has a length of type "${type}".`);
    const length = this.#number(type);
    if (!Number.isSafeInteger(length) || length < 0) throw this.#bad(`has a length of ${length}.`);
    return length;
  }

  #string(): string {
    const length = this.#length();
    const at = this.#need(length);
    return new TextDecoder().decode(this.#bytes.subarray(at, at + length));
  }

  /** The type and count that may stand before the entries of a list or group. */
  #head(): { readonly type: string | null; readonly count: number | null } {
    let type: string | null = null;
    if (this.#peek() === '$') {
      this.#at += 1;
      type = this.#marker();
      if (this.#peek() !== '#') throw this.#bad('has a type without a count.');
    }
    if (this.#peek() !== '#') return { type, count: null };
    this.#at += 1;
    return { type, count: this.#length() };
  }

  #list(depth: number): unknown {
    const { type, count } = this.#head();
    if (type !== null && count !== null && Object.hasOwn(SIZES, type)) {
      if (count * SIZES[type]! > this.#bytes.length - this.#at) throw this.#bad('promises more than the file holds.');
      return Float64Array.from({ length: count }, () => this.#number(type));
    }
    const list: unknown[] = [];
    if (count !== null) {
      // Entries of no size (true, null) would let a few bytes ask for any amount of memory.
      if (count > this.#bytes.length - this.#at) throw this.#bad('promises more than the file holds.');
      for (let i = 0; i < count; i++) list.push(this.value(depth + 1, type ?? this.#marker()));
      return list;
    }
    while (this.#peek() !== ']') list.push(this.value(depth + 1, this.#marker()));
    this.#at += 1;
    return list;
  }

  #group(depth: number): unknown {
    const { type, count } = this.#head();
    // Without a prototype, a field may have any name.
    const group = Object.create(null) as Record<string, unknown>;
    const one = (): void => {
      const name = this.#string();
      group[name] = this.value(depth + 1, type ?? this.#marker());
    };
    if (count !== null) for (let i = 0; i < count; i++) one();
    else {
      while (this.#peek() !== '}') one();
      this.#at += 1;
    }
    return group;
  }

  value(depth: number, type: string): unknown {
    if (depth > MOST_DEPTH) throw this.#bad(`is nested more than ${MOST_DEPTH} deep.`);
    if (Object.hasOwn(SIZES, type)) return this.#number(type);
    switch (type) {
      case 'Z': return null;
      case 'T': return true;
      case 'F': return false;
      case 'S': return this.#string();
      case 'C': return String.fromCharCode(this.#bytes[this.#need(1)]!);
      case '[': return this.#list(depth);
      case '{': return this.#group(depth);
      default: throw this.#bad(`has the marker "${type}", which is not known.`);
    }
  }

  start(): unknown {
    return this.value(0, this.#marker());
  }
}

export const decodeUbjson = (kind: string, bytes: Uint8Array): Part => new Part(kind, '', new Reader(kind, bytes).start());
