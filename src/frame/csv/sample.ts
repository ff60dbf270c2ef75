import { detectEncoding, readBytes, refuseBinary, refuseOtherText, wholeCharacters } from './bytes.ts';
import { FrameError } from '../error.ts';
import { makeDecoder } from './text-pieces.ts';
import type { Newline } from './rows.ts';

const HEAD = 1 << 18;
const SLICE = 1 << 16;
const SLICES = 6;

/** Stretches of text from the start, the middle and the end of a file: what detection looks at. */
export interface TextSample {
  readonly encoding: string;
  /** From the first character on, cut at a line end. */
  readonly head: string;
  /** Whole lines from places spread over the rest; empty where the head is the whole file. */
  readonly others: readonly string[];
  readonly newline: Newline;
  /** The head is the whole file. */
  readonly whole: boolean;
  /** Bytes per character of the head, for estimates. */
  readonly bytesPerCharacter: number;
}

export async function readSample(file: Blob, encoding: string | undefined): Promise<TextSample> {
  if (file.size === 0) throw new FrameError('data', 'The file is empty: it has 0 bytes. Choose a file with a header and at least one row.');
  const whole = file.size <= HEAD;
  const step = Math.floor((file.size - HEAD) / SLICES / 2) * 2;
  const from = Array.from({ length: whole ? 0 : SLICES }, (_, k) => (k === SLICES - 1 ? file.size - SLICE : HEAD + step * (k + 0.5))).filter((at) => at >= HEAD);
  // All at once: a browser takes longer to begin a read than to read.
  const bytes = await Promise.all([readBytes(file, 0, Math.min(HEAD, file.size)), ...from.map((at) => readBytes(file, at - (at % 2), Math.min(file.size, at + SLICE)))]);
  const used = encoding ?? detectEncoding(bytes);
  refuseBinary(bytes[0]!, used);
  const decoder = makeDecoder(used, false);
  const [first, ...rest] = bytes.map((b) => decoder.decode(whole ? b : wholeCharacters(b, used, true)));
  const head = first!.charCodeAt(0) === 0xfeff ? first!.slice(1) : first!;
  if (head.trim() === '') throw new FrameError('data', 'The file has only blank lines. Choose a file with a header and at least one row.');
  refuseOtherText(head);
  const newline: Newline = !head.includes('\n') && head.includes('\r') ? '\r' : '\n';
  const cut = head.lastIndexOf(newline);
  return {
    encoding: used,
    head: whole || cut < 0 ? head : head.slice(0, cut + 1),
    others: rest.map((text) => text.slice(text.indexOf(newline) + 1, text.lastIndexOf(newline) + 1)),
    newline,
    whole,
    bytesPerCharacter: bytes[0]!.length / first!.length,
  };
}
