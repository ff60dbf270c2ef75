import { FrameError } from '../error.ts';
import { readBytes, wholeCharacters } from './bytes.ts';

/** 512 KiB: its cells stay in the processor's cache until they have been typed. */
const PIECE = 1 << 19;

/** Thrown where bytes are no UTF-8 though it was taken for that; the reading starts again in another encoding. */
export class NotUtf8 extends Error {}

export interface TextPiece {
  readonly text: string;
  /** Bytes of the file read so far. */
  readonly done: number;
  /** Characters that could not be decoded and read as �. */
  readonly unreadable: number;
  readonly last: boolean;
}

/**
 * The text of a file, piece by piece, every piece of whole characters. With `strict`, bytes that are not UTF-8 throw NotUtf8
 * while everything before was plain ASCII: then the file is in an older encoding, whatever its first kilobytes said.
 */
export async function* textPieces(file: Blob, encoding: string, strict: boolean): AsyncGenerator<TextPiece> {
  const decoder = makeDecoder(encoding, false);
  const checked = encoding === 'utf-8' ? makeDecoder(encoding, true) : decoder;
  let rest = new Uint8Array(0);
  let ascii = true;
  for (let at = 0; at < file.size; at += PIECE) {
    const read = await readBytes(file, at, Math.min(file.size, at + PIECE));
    const last = at + PIECE >= file.size;
    const bytes = rest.length === 0 ? read : join(rest, read);
    const whole = last ? bytes : wholeCharacters(bytes, encoding);
    rest = bytes.slice(whole.length);
    let text: string;
    let unreadable = 0;
    try {
      text = checked.decode(whole);
    } catch {
      if (strict && ascii) throw new NotUtf8();
      text = decoder.decode(whole);
      unreadable = text.split('\uFFFD').length - 1;
    }
    if (text.length !== whole.length) ascii = false;
    if (at === 0 && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    yield { text, done: Math.min(file.size, at + PIECE), unreadable, last };
  }
}

export function makeDecoder(encoding: string, fatal: boolean): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal, ignoreBOM: true });
  } catch {
    throw new FrameError('data', `There is no encoding "${encoding}". Choose utf-8, utf-16le, utf-16be or windows-1252.`);
  }
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
