import type { Plain } from '../engine/core/plain.ts';

/** Bytes a plain value takes when kept: arrays at their width, the rest as text. */
export function plainBytes(value: Plain): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return 8;
  if (typeof value === 'string') return value.length;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let bytes = 0;
  for (const [key, part] of Object.entries(value)) bytes += (Array.isArray(value) ? 0 : key.length) + plainBytes(part as Plain);
  return bytes;
}
