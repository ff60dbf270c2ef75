import type { TableProfile } from '../frame/profile.ts';
import type { ImageShape } from './schema.ts';

const SMALLEST = 7 * 7;
const BRIGHTEST = 255;

/**
 * A table whose columns, target aside, are the pixels of square grey images: all whole numbers from 0 to at most 255 that
 * share their brightest value more often than not. `null` for any other table.
 */
export function findImage(profile: TableProfile, target: string | null): ImageShape | null {
  const pixels = profile.columns.filter((c) => c.name !== target);
  const side = Math.sqrt(pixels.length);
  if (pixels.length < SMALLEST || !Number.isInteger(side)) return null;
  const grey = pixels.every((c) => c.type === 'number' && c.missing === 0 && c.numeric !== null && c.numeric.integers && c.numeric.min >= 0 && c.numeric.max <= BRIGHTEST);
  if (!grey) return null;
  const brightest = Math.max(...pixels.map((c) => c.numeric!.max));
  const reach = pixels.filter((c) => c.numeric!.max === brightest).length;
  return brightest > 1 && reach * 2 >= pixels.length ? { width: side, height: side, channels: 1 } : null;
}
