import { StudioError } from '../../engine/core/errors.ts';
import type { RgbaImage } from '../../frame/images/shape.ts';

/** Larger than any camera's: what claims more is damaged, or meant to fill the memory. */
const MAX_PIXELS = 100_000_000;

const unreadable = (name: string, why: string): StudioError =>
  new StudioError('data', `"${name}" could not be read as an image (${why}). Open it in an image program and save it as PNG or JPEG, or leave it out.`);

/** Pixels of a PNG as four bytes each, whatever the file has: grey, grey and alpha, colours, a palette; 8 or 16 bits. */
async function fromPng(bytes: Uint8Array): Promise<RgbaImage> {
  const { decode, convertIndexedToRgb } = await import('fast-png');
  const png = decode(bytes);
  const { width, height, depth } = png;
  const data = png.palette ? convertIndexedToRgb(png) : png.data;
  const channels = data.length / (width * height);
  if (!Number.isInteger(channels)) throw new Error(`${depth} bits a pixel`);
  const shift = depth === 16 ? 8 : 0;
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = data[i * channels + (channels > 2 ? c : 0)]! >> shift;
    rgba[i * 4 + 3] = channels % 2 === 0 ? data[i * channels + channels - 1]! >> shift : 255;
  }
  return { rgba, width, height };
}

async function fromJpeg(bytes: Uint8Array): Promise<RgbaImage> {
  const { decode } = await import('jpeg-js');
  const { width, height, data } = decode(bytes, { useTArray: true, maxResolutionInMP: MAX_PIXELS / 1e6, maxMemoryUsageInMB: 2048 });
  return { rgba: new Uint8ClampedArray(data), width, height };
}

/** What the browser can read, it reads: WebP and others besides, and faster. */
async function fromPlatform(file: Blob): Promise<RgbaImage> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  const { width, height } = bitmap;
  try {
    if (width * height > MAX_PIXELS) throw new Error(`${width} × ${height} pixels`);
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    return { rgba: context.getImageData(0, 0, width, height).data, width, height };
  } finally {
    bitmap.close();
  }
}

/** An image file as pixels. Throws StudioError('data') naming the file where it cannot be read. */
export async function decodeImage(file: Blob, name: string): Promise<RgbaImage> {
  try {
    if (typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function') return await fromPlatform(file);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] === 0x89 && bytes[1] === 0x50) return await fromPng(bytes);
    if (bytes[0] === 0xff && bytes[1] === 0xd8) return await fromJpeg(bytes);
  } catch (thrown) {
    throw unreadable(name, thrown instanceof Error ? thrown.message : String(thrown));
  }
  throw unreadable(name, 'it is neither a PNG nor a JPEG');
}
