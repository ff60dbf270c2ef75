/** Numbers of one type in a list: single precision (`d`), 8, 32 or 64 bits (`i`, `U` without sign, `l`, `L`). */
export class Numbers {
  readonly type: 'd' | 'i' | 'U' | 'l' | 'L';
  readonly values: ArrayLike<number>;

  constructor(type: Numbers['type'], values: ArrayLike<number>) {
    this.type = type;
    this.values = values;
  }
}

/** What is printed as JSON or UBJSON; plain numbers are whole ones. */
export type Document = string | number | Numbers | readonly Document[] | { readonly [name: string]: Document };

/** The shortest decimals that single precision reads back as `value`, always with a sign that it is no integer. */
export function floatText(value: number): string {
  let digits = 6;
  let text = value.toExponential(digits - 1);
  while (digits < 9 && Math.fround(Number(text)) !== value) {
    digits++;
    text = value.toExponential(digits - 1);
  }
  return text.replace(/\.?0+(?=e)/, '').replace('e+', 'E').replace('e', 'E');
}

const isGroup = (document: Document): document is { readonly [name: string]: Document } => typeof document === 'object' && !(document instanceof Numbers) && !Array.isArray(document);

function* pieces(document: Document): Generator<string> {
  if (typeof document === 'string' || typeof document === 'number') yield JSON.stringify(document);
  else if (document instanceof Numbers) {
    const { type, values } = document;
    yield `[${Array.from(values, type === 'd' ? (v) => floatText(Math.fround(v)) : String).join(',')}]`;
  } else if (isGroup(document)) {
    let open = '{';
    for (const [name, value] of Object.entries(document)) {
      yield `${open}${JSON.stringify(name)}:`;
      yield* pieces(value);
      open = ',';
    }
    yield open === '{' ? '{}' : '}';
  } else {
    yield '[';
    for (let i = 0; i < document.length; i++) {
      if (i > 0) yield ',';
      yield* pieces(document[i]!);
    }
    yield ']';
  }
}

/** As JSON in UTF-8, piece by piece, so that a big model is never one text. */
export function encodeJson(document: Document): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const sink = new Sink();
  for (const piece of pieces(document)) sink.put(encoder.encode(piece));
  return sink.done();
}

/** Bytes that grow by doubling. */
class Sink {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;

  room(count: number): { readonly view: DataView; readonly at: number } {
    if (this.#used + count > this.#bytes.length) {
      const more = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + count));
      more.set(this.#bytes.subarray(0, this.#used));
      this.#bytes = more;
    }
    const at = this.#used;
    this.#used += count;
    return { view: new DataView(this.#bytes.buffer), at };
  }

  put(bytes: Uint8Array): void {
    const { at } = this.room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#used);
  }
}

const SIZE = { d: 4, i: 1, U: 1, l: 4, L: 8 } as const;

/** As Universal Binary JSON, draft 12: lengths are 64-bit, numbers big-endian, lists of numbers typed. */
export function encodeUbjson(document: Document): Uint8Array<ArrayBuffer> {
  const sink = new Sink();
  const encoder = new TextEncoder();
  const mark = (text: string): void => sink.put(encoder.encode(text));
  const length = (count: number): void => {
    mark('L');
    const { view, at } = sink.room(8);
    view.setBigInt64(at, BigInt(count));
  };
  const string = (text: string): void => {
    const bytes = encoder.encode(text);
    length(bytes.length);
    sink.put(bytes);
  };
  const numbers = ({ type, values }: Numbers): void => {
    mark(`[$${type}#`);
    length(values.length);
    const { view, at } = sink.room(values.length * SIZE[type]);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (type === 'd') view.setFloat32(at + 4 * i, value);
      else if (type === 'l') view.setInt32(at + 4 * i, value);
      else if (type === 'L') view.setBigInt64(at + 8 * i, BigInt(value));
      else view.setUint8(at + i, value & 255);
    }
  };
  const write = (value: Document): void => {
    if (typeof value === 'string') {
      mark('S');
      string(value);
    } else if (typeof value === 'number') {
      mark('l');
      const { view, at } = sink.room(4);
      view.setInt32(at, value);
    } else if (value instanceof Numbers) numbers(value);
    else if (isGroup(value)) {
      mark('{');
      for (const [name, entry] of Object.entries(value)) {
        string(name);
        write(entry);
      }
      mark('}');
    } else {
      mark('[#');
      length(value.length);
      value.forEach(write);
    }
  };
  write(document);
  return sink.done();
}
