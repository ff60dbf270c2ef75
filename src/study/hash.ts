/**
 * MurmurHash3 x86 128 (Austin Appleby, public domain) of a text's UTF-8 bytes, as 32 hex digits. Not for secrets: it
 * names results, and 128 bits are enough that two of them never meet by chance. Synchronous, where `crypto.subtle` is not.
 */
export function hash128(text: string, seed = 0): string {
  const bytes = new TextEncoder().encode(text);
  const C = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93];
  const rot = (x: number, r: number): number => (x << r) | (x >>> (32 - r));
  let [a, b, c, d] = [seed, seed, seed, seed];
  const mix = (k: number, m: number, r: number, n: number): number => Math.imul(rot(Math.imul(k, m), r), n);
  const blocks = bytes.length >> 4;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < blocks; i++) {
    a ^= mix(view.getInt32(i * 16, true), C[0]!, 15, C[1]!);
    a = (Math.imul(rot(a, 19) + b, 5) + 0x561ccd1b) | 0;
    b ^= mix(view.getInt32(i * 16 + 4, true), C[1]!, 16, C[2]!);
    b = (Math.imul(rot(b, 17) + c, 5) + 0x0bcaa747) | 0;
    c ^= mix(view.getInt32(i * 16 + 8, true), C[2]!, 17, C[3]!);
    c = (Math.imul(rot(c, 15) + d, 5) + 0x96cd1c35) | 0;
    d ^= mix(view.getInt32(i * 16 + 12, true), C[3]!, 18, C[0]!);
    d = (Math.imul(rot(d, 13) + a, 5) + 0x32ac3b17) | 0;
  }
  const tail = new DataView(new ArrayBuffer(16));
  bytes.subarray(blocks * 16).forEach((byte, i) => tail.setUint8(i, byte));
  d ^= mix(tail.getInt32(12, true), C[3]!, 18, C[0]!);
  c ^= mix(tail.getInt32(8, true), C[2]!, 17, C[3]!);
  b ^= mix(tail.getInt32(4, true), C[1]!, 16, C[2]!);
  a ^= mix(tail.getInt32(0, true), C[0]!, 15, C[1]!);
  a ^= bytes.length; b ^= bytes.length; c ^= bytes.length; d ^= bytes.length;
  a = (a + b + c + d) | 0; b = (b + a) | 0; c = (c + a) | 0; d = (d + a) | 0;
  [a, b, c, d] = [avalanche(a), avalanche(b), avalanche(c), avalanche(d)];
  a = (a + b + c + d) | 0; b = (b + a) | 0; c = (c + a) | 0; d = (d + a) | 0;
  return [a, b, c, d].map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('');
}

function avalanche(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** JSON with keys in sorted order, so that equal values give equal text however they were made. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v === undefined ? null : v)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
