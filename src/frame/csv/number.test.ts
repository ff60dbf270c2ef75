import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberParser, parseDecimal } from './number.ts';

describe('parseDecimal', () => {
  it('reads what Number reads, to the last bit', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (v) => Object.is(parseDecimal(String(v)), Number(String(v)))), { numRuns: 5_000 });
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 12 }), (v, digits) => {
      const text = (v / 1000).toFixed(digits);
      return Object.is(parseDecimal(` ${text} `), Number(text));
    }), { numRuns: 5_000 });
    for (const text of ['.5', '5.', '+1', '-0', '1e5', '1E-7', '123456789012345678', '0.1234567890123456789', '1e400', '00012', '9007199254740993', '1e22', '1e23', '-1.7976931348623157e308', '5e-324']) {
      expect(parseDecimal(text)).toBe(Number(text));
    }
  });

  it('refuses what is no decimal number, even where Number does not', () => {
    for (const text of ['', ' ', '.', '-', '+', 'e5', '1e', '1e+', '0x10', '0b1', '1_000', '1,5', '1 2', '1.2.3', '--1', 'Infinit', '١٢']) expect(parseDecimal(text)).toBeNaN();
    expect(parseDecimal('-inf')).toBe(-Infinity);
    expect(parseDecimal('Infinity')).toBe(Infinity);
  });
});

describe('numberParser', () => {
  it('reads decimal commas and groups of three', () => {
    const german = numberParser({ decimal: ',', thousands: '.' });
    expect([german('1.234,5'), german('-3,25'), german('1.234.567'), german('12')]).toEqual([1234.5, -3.25, 1234567, 12]);
    expect(german('1.5')).toBeNaN();
    const english = numberParser({ decimal: '.', thousands: ',' });
    expect([english('1,234.5'), english('12,345,678'), english('3.25')]).toEqual([1234.5, 12345678, 3.25]);
    expect(english('12,34')).toBeNaN();
    const french = numberParser({ decimal: ',', thousands: ' ' });
    expect([french('1 234,5'), french('1\u202f234'), french('1\u00a0234\u00a0567,25')]).toEqual([1234.5, 1234, 1234567.25]);
    const swiss = numberParser({ decimal: '.', thousands: "'" });
    expect([swiss("1'234.5"), swiss('1’234')]).toEqual([1234.5, 1234]);
  });
});
