/**
 * CityHash64 of Google's CityHash 1.0 (Pike and Alakuijala, 2011), by which CatBoost knows categories, and the way it mixes
 * the parts of a combination. 64-bit unsigned whole numbers.
 */
const K0 = 0xc3a5c85c97cb3127n;
const K1 = 0xb492b66fbe98f273n;
const K2 = 0x9ae16a3b2f90404fn;
const K3 = 0xc949d7c7509e6557n;
const MIX = 0x9ddfea08eb382d69n;

const u64 = (v: bigint): bigint => BigInt.asUintN(64, v);
const rotate = (v: bigint, by: number): bigint => (by === 0 ? v : u64((v >> BigInt(by)) | (v << BigInt(64 - by))));
const fold = (v: bigint): bigint => v ^ (v >> 47n);

function mix(low: bigint, high: bigint): bigint {
  const a = fold(u64((low ^ high) * MIX));
  return u64(fold(u64((high ^ a) * MIX)) * MIX);
}

class Words {
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  at(place: number): bigint {
    return this.#view.getBigUint64(place, true);
  }

  half(place: number): bigint {
    return BigInt(this.#view.getUint32(place, true));
  }

  /** 32 bytes mixed into two numbers. */
  weak(place: number, a0: bigint, b0: bigint): readonly [bigint, bigint] {
    const z = this.at(place + 24);
    const start = u64(a0 + this.at(place));
    const a = u64(start + this.at(place + 8) + this.at(place + 16));
    const b = u64(rotate(u64(b0 + start + z), 21) + rotate(a, 44));
    return [u64(a + z), u64(b + start)];
  }
}

function short(bytes: Uint8Array, s: Words): bigint {
  const n = bytes.length;
  const N = BigInt(n);
  if (n > 8) {
    const b = s.at(n - 8);
    return mix(s.at(0), rotate(u64(b + N), n)) ^ b;
  }
  if (n >= 4) return mix(N + (s.half(0) << 3n), s.half(n - 4));
  if (n === 0) return K2;
  const y = BigInt(bytes[0]! + (bytes[n >> 1]! << 8));
  const z = BigInt(n + (bytes[n - 1]! << 2));
  return u64(fold(u64(u64(y * K2) ^ u64(z * K3))) * K2);
}

function middle(n: number, s: Words): bigint {
  const N = BigInt(n);
  const a = u64(s.at(0) * K1);
  const b = s.at(8);
  const c = u64(s.at(n - 8) * K2);
  const d = u64(s.at(n - 16) * K0);
  return mix(u64(rotate(u64(a - b), 43) + rotate(c, 30) + d), u64(a + rotate(b ^ K3, 20) - c + N));
}

function long(n: number, s: Words): bigint {
  const half = (first: bigint, second: bigint, third: bigint, z: bigint): readonly [bigint, bigint] => {
    let a = first;
    const b = rotate(u64(a + z), 52);
    let c = rotate(a, 37);
    a = u64(a + second);
    c = u64(c + rotate(a, 7));
    a = u64(a + third);
    return [u64(a + z), u64(b + rotate(a, 31) + c)];
  };
  const [vf, vs] = half(u64(s.at(0) + u64(BigInt(n) + s.at(n - 16)) * K0), s.at(8), s.at(16), s.at(24));
  const [wf, ws] = half(u64(s.at(16) + s.at(n - 32)), s.at(n - 24), s.at(n - 16), s.at(n - 8));
  const r = fold(u64((vf + ws) * K2 + (wf + vs) * K0));
  return u64(fold(u64(r * K0 + vs)) * K2);
}

export function cityHash64(text: string): bigint {
  const bytes = new TextEncoder().encode(text);
  const s = new Words(bytes);
  const n = bytes.length;
  if (n <= 16) return short(bytes, s);
  if (n <= 32) return middle(n, s);
  if (n <= 64) return long(n, s);
  let x = s.at(0);
  let y = s.at(n - 16) ^ K1;
  let z = s.at(n - 56) ^ K0;
  let v = s.weak(n - 64, BigInt(n), y);
  let w = s.weak(n - 32, u64(BigInt(n) * K1), K0);
  z = u64(z + fold(v[1]) * K1);
  x = u64(rotate(u64(z + x), 39) * K1);
  y = u64(rotate(y, 33) * K1);
  for (let at = 0; at < ((n - 1) & ~63); at += 64) {
    x = u64(rotate(u64(x + y + v[0] + s.at(at + 16)), 37) * K1) ^ w[1];
    y = u64(rotate(u64(y + v[1] + s.at(at + 48)), 42) * K1) ^ v[0];
    z = rotate(z ^ w[0], 33);
    v = s.weak(at, u64(v[1] * K1), u64(x + w[0]));
    w = s.weak(at + 32, u64(z + w[1]), y);
    [z, x] = [x, z];
  }
  return mix(u64(mix(v[0], w[0]) + u64(fold(y) * K1) + z), u64(mix(v[1], w[1]) + x));
}

/** How CatBoost keeps a category: the lower half of its hash, with a sign. */
export const categoryHash = (name: string): number => Number(BigInt.asIntN(32, cityHash64(name)));

/** Missing categories have no value there: pandas' texts call them so, and so do files that are written here. */
export const MISSING_NAME = 'nan';
export const MISSING_HASH = categoryHash(MISSING_NAME);

const COMBINE = 0x4906ba494954cb65n;

/** One more part of a combination: a category's hash, or 0 or 1. */
export const combineHash = (sofar: bigint, part: number): bigint => u64(COMBINE * u64(sofar + u64(COMBINE * u64(BigInt(part)))));
