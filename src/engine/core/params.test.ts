import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from './errors.ts';
import { type Param, type ParamSchema, accepts, badValue, bool, choice, columns, defaultsOf, describeParam, float, int, ints, nullable, resolveParams, searchSpace, text } from './params.ts';

const help = 'Says what it is for.';
const bound = fc.integer({ min: -1000, max: 1000 });
const range = fc.record({ low: bound, width: fc.integer({ min: 1, max: 500 }), open: fc.boolean(), half: fc.constantFrom('both', 'low', 'high', 'none') })
  .map(({ low, width, open, half }) => ({
    ...(half === 'both' || half === 'low' ? (open ? { above: low } : { min: low }) : {}),
    ...(half === 'both' || half === 'high' ? (open ? { below: low + width } : { max: low + width }) : {}),
  }));
const leaf = fc.oneof(
  range.map((r) => float(0.5, { ...r, help })),
  range.map((r) => int(1, { ...r, help })),
  fc.boolean().map((value) => bool(value, { help })),
  fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }).map((options) => choice(options[0]!, options, { help })),
  fc.integer({ min: 0, max: 5 }).map((min) => ints([min, min + 1], { min, maxLength: 4, help })),
  fc.string().map((value) => text(value, { help })),
  fc.constantFrom<'number' | 'category' | 'any'>('number', 'category', 'any').map((of) => columns({ of, help })),
);
const param: fc.Arbitrary<Param> = fc.oneof(leaf, leaf.map((of) => nullable(of)));
const schema: fc.Arbitrary<ParamSchema> = fc.dictionary(fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'), param, { maxKeys: 6 });
const anything = fc.anything();

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('parameters, for any schema', () => {
  it('refuses the bad value of every parameter with a sentence that names it and says what it must be', () => {
    fc.assert(fc.property(schema, (params) => {
      for (const [key, p] of Object.entries(params)) {
        const thrown = outcome(() => resolveParams(params, { [key]: badValue(p) }, 'Toy'));
        expect(thrown).toBeInstanceOf(StudioError);
        const { message, at, code } = thrown as StudioError;
        expect([code, at.param]).toEqual(['param', key]);
        expect(message).toContain(`"${key}"`);
        expect(message).toContain(describeParam(p));
      }
    }));
  });

  it('gives back what it accepts, with the defaults for the rest, and never changes what it was given', () => {
    fc.assert(fc.property(schema, fc.dictionary(fc.string(), anything, { maxKeys: 4 }), (params, given) => {
      const keys = Object.keys(params);
      const wishes = Object.fromEntries(Object.values(given).slice(0, keys.length).map((value, i) => [keys[i]!, value]));
      const before = { ...wishes };
      const result = outcome(() => resolveParams(params, wishes, 'Toy'));
      const allowed = Object.entries(wishes).every(([key, value]) => accepts(params[key]!, value));
      expect(result instanceof StudioError).toBe(!allowed);
      expect(allowed ? result : null).toEqual(allowed ? { ...defaultsOf(params), ...wishes } : null);
      expect(wishes).toEqual(before);
    }));
  });

  it('refuses a name it does not have, also those that every object has', () => {
    fc.assert(fc.property(schema, fc.constantFrom('constructor', 'toString', 'hasOwnProperty', 'no such'), (params, name) => {
      fc.pre(!Object.hasOwn(params, name));
      const thrown = outcome(() => resolveParams(params, { [name]: 1 }, 'Toy'));
      expect((thrown as StudioError).message).toContain(`no parameter "${name}"`);
    }));
  });

  it('offers for search only what it would accept', () => {
    const params = { alpha: float(1, { min: 0, help, search: { low: 1e-3, high: 10, log: true } }), k: int(5, { min: 1, help, search: { low: 1, high: 9 } }), kind: choice('a', ['a', 'b'], { help }), other: bool(true, { help }) };
    const space = searchSpace(params);
    expect(space.map((d) => d.name)).toEqual(['alpha', 'k', 'kind']);
    for (const dimension of space) {
      const values = dimension.kind === 'categorical' ? dimension.choices : [dimension.low, dimension.high];
      for (const value of values) expect(accepts(params[dimension.name as keyof typeof params], value)).toBe(true);
    }
  });
});
