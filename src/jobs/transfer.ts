/**
 * Buffers of a result that can be moved instead of copied: those that one typed array covers whole. A view of a part
 * would take the rest along, and shared memory needs no moving. Answers at most a few thousand; walks plain values only.
 */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const partial = new Set<ArrayBuffer>();
  const walk = (v: unknown, depth: number): void => {
    if (v === null || typeof v !== 'object' || depth > 12) return;
    if (ArrayBuffer.isView(v)) {
      if (!(v.buffer instanceof ArrayBuffer)) return;
      if (v.byteOffset === 0 && v.byteLength === v.buffer.byteLength) found.add(v.buffer);
      else partial.add(v.buffer);
      return;
    }
    if (Array.isArray(v)) {
      // A list of texts or numbers holds no buffers; its first entry tells.
      if (v.length > 0 && (typeof v[0] === 'object' || v.length < 64)) for (const entry of v) walk(entry, depth + 1);
      return;
    }
    if (Object.getPrototypeOf(v) === Object.prototype) for (const entry of Object.values(v)) walk(entry, depth + 1);
  };
  walk(value, 0);
  return [...found].filter((buffer) => buffer.byteLength > 0 && !partial.has(buffer));
}
