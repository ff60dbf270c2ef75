import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode, encode } from './codec.ts';

const typed = fc.oneof(
  fc.float64Array({ maxLength: 20 }), fc.float32Array({ maxLength: 20 }), fc.int32Array({ maxLength: 20 }), fc.uint32Array({ maxLength: 20 }),
  fc.int16Array({ maxLength: 20 }), fc.uint16Array({ maxLength: 20 }), fc.int8Array({ maxLength: 20 }), fc.uint8Array({ maxLength: 20 }),
);
const key = fc.oneof(fc.string(), fc.constantFrom('$', '__proto__', 'constructor', 'at', 'n', 'v'));
const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null), fc.boolean(), fc.string({ unit: 'binary' }), fc.double(), typed,
    fc.array(tie('plain'), { maxLength: 5 }), fc.array(fc.double(), { minLength: 10, maxLength: 30 }),
    fc.array(fc.tuple(key, tie('plain')), { maxLength: 5 }).map((entries) => Object.fromEntries(entries)),
  ),
}));

it('gives back every plain value', () => {
  fc.assert(fc.property(plain, (value) => {
    expect(isDeepStrictEqual(decode(encode(value)), value)).toBe(true);
  }), { numRuns: 500 });
});

it('reads from the middle of a larger buffer and copies', () => {
  const bytes = encode({ a: Float64Array.of(1, 2, 3) });
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  const value = decode(shifted.subarray(3)) as { a: Float64Array };
  shifted.fill(0);
  expect([...value.a]).toEqual([1, 2, 3]);
});

it('refuses cut or changed bytes with a sentence and never anything else', () => {
  fc.assert(fc.property(plain, fc.nat(), fc.nat(255), (value, at, byte) => {
    const bytes = encode(value);
    const cut = bytes.slice(0, at % bytes.length);
    expect(() => decode(cut)).toThrow(expect.objectContaining({ code: 'storage' }));
    const changed = bytes.slice();
    changed[at % changed.length] = byte;
    const outcome = ((): string => {
      try {
        decode(changed);
        return 'read';
      } catch (thrown) {
        return (thrown as { code?: string }).code ?? String(thrown);
      }
    })();
    expect(['read', 'storage']).toContain(outcome);
  }));
});

it('reads a Buffer, whose slice shares memory, as any other bytes', () => {
  const value = { ints: Int32Array.of(7, 8, 9) };
  expect(decode(Buffer.concat([Buffer.alloc(0), encode(value)]))).toEqual(value);
});
