import { StudioError } from '../engine/core/errors.ts';

/**
 * Plain values as bytes: "TLB1", the length of a JSON text and of all the bytes after it (u32 and f64, little-endian), the text, then
 * the typed arrays, each at a multiple of 8. In the text an array is `{"$":"f64","at":0,"n":3}`, a number that JSON cannot say `{"$":"num","v":"NaN"}`,
 * an object that has a key "$" of its own `{"$":"obj","v":[[key, value], …]}`, and a long list
 * of numbers, such as a curve, `{"$":"nums","at":0,"n":3}` as doubles, which is quicker than text. Reading builds nothing but plain values.
 */
const MAGIC = 0x31424c54;
const HEAD = 16;
const LONG = 16;

const KINDS = {
  f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, i16: Int16Array, u16: Uint16Array, i8: Int8Array, u8: Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
type Typed = InstanceType<(typeof KINDS)[Kind]>;

const kindOf = (value: Typed): Kind => (Object.keys(KINDS) as Kind[]).find((kind) => value instanceof KINDS[kind])!;
const aligned = (n: number): number => (n + 7) & ~7;

export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { readonly array: Typed; readonly at: number }[] = [];
  let size = 0;
  const walk = (v: unknown): unknown => {
    if (typeof v === 'number') return Number.isFinite(v) && !Object.is(v, -0) ? v : { $: 'num', v: Object.is(v, -0) ? '-0' : String(v) };
    if (v === null || typeof v === 'string' || typeof v === 'boolean') return v;
    if (ArrayBuffer.isView(v)) {
      const array = v as Typed;
      const kind = kindOf(array);
      if (kind === undefined) throw new StudioError('internal', `A ${v.constructor.name} cannot be stored.`);
      const at = size;
      arrays.push({ array, at });
      size = aligned(size + array.byteLength);
      return { $: kind, at, n: array.length };
    }
    if (Array.isArray(v) && v.length >= LONG && v.every((entry) => typeof entry === 'number')) return { ...(walk(Float64Array.from(v)) as object), $: 'nums' };
    if (Array.isArray(v)) return v.map((entry) => walk(entry === undefined ? null : entry));
    if (typeof v !== 'object') throw new StudioError('internal', `A ${typeof v} cannot be stored.`);
    const entries = Object.entries(v).filter(([, entry]) => entry !== undefined).map(([key, entry]) => [key, walk(entry)] as const);
    return Object.hasOwn(v, '$') ? { $: 'obj', v: entries } : Object.fromEntries(entries);
  };
  const text = new TextEncoder().encode(JSON.stringify(walk(value)));
  const start = aligned(HEAD + text.length);
  const bytes = new Uint8Array(start + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, text.length, true);
  view.setFloat64(8, bytes.length, true);
  bytes.set(text, HEAD);
  for (const { array, at } of arrays) bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + at);
  return bytes;
}

const damaged = (why: string): StudioError => new StudioError('storage', `What was stored cannot be read (${why}). It will be made again; train or ask once more.`);

/** The value that `encode` was given. Arrays are copies with buffers of their own. Throws StudioError('storage') where the bytes are not ours or are cut short. */
export function decode(given: Uint8Array): unknown {
  // Node's Buffer is a Uint8Array whose `slice` shares memory; a plain view's copies.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.length < HEAD) throw damaged('too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== MAGIC || HEAD + length > bytes.length) throw damaged('not in the form expected');
  if (view.getFloat64(8, true) !== bytes.length) throw damaged('a part is missing');
  const start = aligned(HEAD + length);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(HEAD, HEAD + length)));
  } catch {
    throw damaged('its text is not whole');
  }

  const array = (kind: Kind, at: unknown, n: unknown): Typed => {
    const width = KINDS[kind].BYTES_PER_ELEMENT;
    if (!Number.isInteger(at) || !Number.isInteger(n) || (at as number) < 0 || (n as number) < 0 || start + (at as number) + (n as number) * width > bytes.length) throw damaged('an array reaches over the end');
    const copy = bytes.slice(start + (at as number), start + (at as number) + (n as number) * width);
    return new KINDS[kind](copy.buffer, 0, n as number);
  };
  const special = (v: Readonly<Record<string, unknown>>): unknown => {
    const kind = v['$'];
    if (kind === 'num') return Number(v['v']);
    if (kind === 'obj' && Array.isArray(v['v'])) return Object.fromEntries((v['v'] as [string, unknown][]).map(([key, entry]) => [key, walk(entry)]));
    if (kind === 'nums') return Array.from(array('f64', v['at'], v['n']));
    if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) return array(kind as Kind, v['at'], v['n']);
    throw damaged('it holds something unknown');
  };
  const walk = (v: unknown): unknown => {
    if (Array.isArray(v)) return v.map(walk);
    if (v === null || typeof v !== 'object') return v;
    // fromEntries defines own properties, so a key `__proto__` stays a key.
    return Object.hasOwn(v, '$') ? special(v as Readonly<Record<string, unknown>>) : Object.fromEntries(Object.entries(v).map(([key, entry]) => [key, walk(entry)]));
  };
  return walk(parsed);
}
