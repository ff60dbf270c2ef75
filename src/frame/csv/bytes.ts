import { FrameError } from '../error.ts';

const KNOWN: readonly (readonly [string, readonly number[]])[] = [
  ['a ZIP archive (perhaps an Excel workbook)', [0x50, 0x4b, 0x03, 0x04]],
  ['a PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG image', [0xff, 0xd8, 0xff]],
  ['a GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['an Arrow file', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
  ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
];

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((b, i) => bytes[i] === b);

export const readBytes = async (blob: Blob, from: number, to: number): Promise<Uint8Array> => new Uint8Array(await blob.slice(from, to).arrayBuffer());

/**
 * The file itself, or what a gzip file holds. `limit` bytes is the most that is unpacked: a small file may hold a huge one.
 */
export async function unpacked(file: Blob, limit = 2 ** 31): Promise<Blob> {
  const head = await readBytes(file, 0, 2);
  if (!startsWith(head, [0x1f, 0x8b])) return file;
  const parts: Blob[] = [];
  let size = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > limit) {
        await reader.cancel();
        throw new FrameError('limit', `The gzip file holds more than ${Math.round(limit / 1e6)} MB. Unpack it, take a part of its rows, and open that.`);
      }
      parts.push(new Blob([next.value]));
    }
  } catch (error) {
    if (error instanceof FrameError) throw error;
    throw new FrameError('data', 'The gzip file is damaged: it cannot be unpacked to its end. Fetch or pack it again.');
  }
  return new Blob(parts);
}

/** Throws where the bytes are not text: a known kind of file, or NUL bytes that no UTF-16 explains. */
export function refuseBinary(head: Uint8Array, encoding: string): void {
  const known = KNOWN.find(([, mark]) => startsWith(head, mark));
  if (known !== undefined) throw new FrameError('data', `This is ${known[0]}, not a text table. Save it as CSV and open that.`);
  if (encoding.startsWith('utf-16')) return;
  let odd = 0;
  for (const b of head) {
    if (b === 0) throw new FrameError('data', 'This is a binary file, not a text table: it contains NUL bytes. Save the data as CSV and open that.');
    if (b < 32 && b !== 9 && b !== 10 && b !== 13 && b !== 12 && b !== 27) odd++;
  }
  if (odd > head.length / 20) throw new FrameError('data', 'This is a binary file, not a text table: more than 5 % of its bytes are control characters. Save the data as CSV and open that.');
}

const TEXTS: readonly (readonly [string, RegExp])[] = [
  ['JSON', /^\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:/],
  ['a web page', /^\s*<(?:!doctype\s+html|html)[\s>]/i],
  ['XML', /^\s*<\?xml\s/i],
];

/** Throws where the text is of a kind that would be read as a table of nonsense. */
export function refuseOtherText(head: string): void {
  const known = TEXTS.find(([, begins]) => begins.test(head));
  if (known !== undefined) throw new FrameError('data', `This is ${known[0]}, not a delimited table. Save the data as CSV and open that.`);
}

/**
 * 'utf-8', 'utf-16le', 'utf-16be' or 'windows-1252', from a byte order mark, else from NUL bytes in every second place, else
 * from whether the samples are valid UTF-8.
 */
export function detectEncoding(samples: readonly Uint8Array[]): string {
  const head = samples[0] ?? new Uint8Array(0);
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8';
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const zeros = [0, 0];
  const look = Math.min(head.length, 4096) & ~1;
  for (let i = 0; i < look; i++) if (head[i] === 0) zeros[i & 1]!++;
  if (look >= 4 && zeros[1]! > look * 0.35 && zeros[0]! < look * 0.05) return 'utf-16le';
  if (look >= 4 && zeros[0]! > look * 0.35 && zeros[1]! < look * 0.05) return 'utf-16be';
  return samples.every((bytes) => isUtf8(wholeCharacters(bytes, 'utf-8', true))) ? 'utf-8' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The bytes without a character that is cut off at the end; with `both`, at the start too. */
export function wholeCharacters(bytes: Uint8Array, encoding: string, both = false): Uint8Array {
  let end = bytes.length;
  let start = 0;
  if (encoding.startsWith('utf-16')) {
    end &= ~1;
    const high = end >= 2 ? bytes[encoding === 'utf-16le' ? end - 1 : end - 2]! : 0;
    if (high >= 0xd8 && high <= 0xdb) end -= 2;
  } else if (encoding === 'utf-8') {
    let k = end - 1;
    while (k >= 0 && end - k < 4 && (bytes[k]! & 0xc0) === 0x80) k--;
    const lead = k < 0 ? 0 : bytes[k]!;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (length > end - k) end = k;
    if (both) while (start < 3 && start < end && (bytes[start]! & 0xc0) === 0x80) start++;
  }
  return bytes.subarray(start, end);
}
