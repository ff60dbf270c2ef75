import type { NumberArray } from './table.ts';

export type ArrayName = 'f64' | 'f32' | 'i32' | 'i16' | 'i8' | 'u32' | 'u16' | 'u8';

/** Where an array lies, in bytes from the end of the manifest, and how many elements it has. */
export interface BlockPlace {
  readonly at: number;
  readonly length: number;
  readonly array: ArrayName;
}

export function arrayName(array: NumberArray): ArrayName {
  if (array instanceof Float64Array) return 'f64';
  if (array instanceof Float32Array) return 'f32';
  if (array instanceof Int32Array) return 'i32';
  if (array instanceof Int16Array) return 'i16';
  if (array instanceof Int8Array) return 'i8';
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Uint16Array ? 'u16' : 'u8';
}

const WIDTH: Readonly<Record<ArrayName, number>> = { f64: 8, f32: 4, i32: 4, i16: 2, i8: 1, u32: 4, u16: 2, u8: 1 };

/** The array at that place, a view where the alignment permits; `null` where it is not inside the bytes. */
export function readBlock(body: Uint8Array, { at, length, array }: BlockPlace): NumberArray | null {
  const width = WIDTH[array];
  if (!Number.isSafeInteger(at) || !Number.isSafeInteger(length) || at < 0 || length < 0 || at + length * width > body.length) return null;
  const aligned = (body.byteOffset + at) % width === 0;
  const buffer = aligned ? body.buffer : body.slice(at, at + length * width).buffer;
  const from = aligned ? body.byteOffset + at : 0;
  switch (array) {
    case 'f64': return new Float64Array(buffer, from, length);
    case 'f32': return new Float32Array(buffer, from, length);
    case 'i32': return new Int32Array(buffer, from, length);
    case 'i16': return new Int16Array(buffer, from, length);
    case 'i8': return new Int8Array(buffer, from, length);
    case 'u32': return new Uint32Array(buffer, from, length);
    case 'u16': return new Uint16Array(buffer, from, length);
    case 'u8': return new Uint8Array(buffer, from, length);
  }
}
