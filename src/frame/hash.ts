const bits = new DataView(new ArrayBuffer(8));

/** Two 32-bit hashes of a number; −0 counts as 0. Written into `out[0]`, `out[1]`. */
export function hashNumber(value: number, out: Uint32Array): void {
  bits.setFloat64(0, value === 0 ? 0 : value);
  mix(bits.getUint32(0), bits.getUint32(4), out);
}

/** Two 32-bit hashes of bytes `from … to`. */
export function hashBytes(bytes: Uint8Array, from: number, to: number, out: Uint32Array): void {
  let a = 0x811c9dc5;
  let b = 0x9747b28c ^ (to - from);
  for (let i = from; i < to; i++) {
    a = Math.imul(a ^ bytes[i]!, 0x01000193);
    b = Math.imul(b ^ bytes[i]!, 0x5bd1e995);
    b ^= b >>> 15;
  }
  mix(a, b, out);
}

/** Finalisers of MurmurHash3 (Appleby, 2011), crossed so that both halves depend on both inputs. */
export function mix(a: number, b: number, out: Uint32Array): void {
  const x = fmix(a ^ Math.imul(b, 0x9e3779b1));
  const y = fmix(b ^ Math.imul(x, 0x85ebca77));
  out[0] = fmix(x + y);
  out[1] = y;
}

function fmix(h: number): number {
  let x = h;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** 53 bits of a pair of hashes, as one number. */
export const hashKey = (pair: Uint32Array): number => pair[0]! * 0x200000 + (pair[1]! >>> 11);
