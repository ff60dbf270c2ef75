import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateFormatOf, formatDate, parseDate } from './date.ts';

describe('parseDate', () => {
  it('agrees with Date.parse on ISO texts', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('2999-12-31T23:59:59Z'), noInvalidDate: true }), (date) => {
      const iso = date.toISOString();
      expect(parseDate(iso, 'ymd')).toBe(date.getTime());
      expect(parseDate(iso.slice(0, 10), 'ymd')).toBe(Date.parse(iso.slice(0, 10)));
    }), { numRuns: 2_000 });
  });

  it.each([
    ['2012-02-29', 'ymd', '2012-02-29T00:00:00.000Z'],
    ['1949-01', 'ymd', '1949-01-01T00:00:00.000Z'],
    ['2012/1/3 4:05', 'ymd', '2012-01-03T04:05:00.000Z'],
    ['20120131', 'ymd', '2012-01-31T00:00:00.000Z'],
    ['31.12.1999', 'dmy', '1999-12-31T00:00:00.000Z'],
    ['12/31/99 11:30 PM', 'mdy', '1999-12-31T23:30:00.000Z'],
    ['1/2/15', 'dmy', '2015-02-01T00:00:00.000Z'],
    ['3 Jan 2012', 'ymd', '2012-01-03T00:00:00.000Z'],
    ['January 3, 2012', 'mdy', '2012-01-03T00:00:00.000Z'],
    ['2012-01-03T10:00:00+02:00', 'ymd', '2012-01-03T08:00:00.000Z'],
    ['2012-01-03 10:00:00.250Z', 'ymd', '2012-01-03T10:00:00.250Z'],
  ] as const)('reads %s (%s)', (text, order, iso) => {
    expect(new Date(parseDate(text, order)).toISOString()).toBe(iso);
  });

  it.each(['', '2011-02-29', '2012-13-01', '31/31/2012', '12', '3.14', '1-2', 'May be', '2012-01-03 25:00', '2012-01-03x', '555-1234', '12:30'])('refuses %j', (text) => {
    for (const order of ['ymd', 'dmy', 'mdy'] as const) expect(parseDate(text, order)).toBeNaN();
  });

  it('writes a date as it was written', () => {
    for (const [text, order] of [['2012-01-31', 'ymd'], ['31/01/2012', 'dmy'], ['01/31/2012 04:05', 'mdy'], ['2012-01-31T04:05:06', 'ymd'], ['1949-01', 'ymd'], ['31.01.2012 04:05:06.789', 'dmy']] as const) {
      expect(formatDate(parseDate(text, order), dateFormatOf(text, order))).toBe(text);
    }
  });
});
