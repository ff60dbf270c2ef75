import type { Dialect } from './options.ts';

const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/**
 * A decimal number with spaces around it, or NaN. Exact: up to 15 digits and a power of ten within ±22 one correctly rounded
 * operation gives the nearest double (Clinger, "How to read floating point numbers accurately", 1990); beyond, `Number` does.
 */
export function parseDecimal(text: string): number {
  let end = text.length;
  let i = 0;
  while (i < end && text.charCodeAt(i) <= 32) i++;
  while (end > i && text.charCodeAt(end - 1) <= 32) end--;
  const start = i;
  let c = text.charCodeAt(i);
  const negative = c === 45;
  if (negative || c === 43) i++;
  let mantissa = 0;
  let significant = 0;
  let digits = 0;
  let power = 0;
  let fraction = false;
  for (; i < end; i++) {
    c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      digits++;
      if (significant > 0 || c !== 48) significant++;
      if (significant <= 15) mantissa = mantissa * 10 + (c - 48);
      if (fraction) power--;
    } else if (c === 46 && !fraction) fraction = true;
    else break;
  }
  if (digits === 0) return INFINITE.test(text.slice(start, end)) ? (negative ? -Infinity : Infinity) : NaN;
  if (i < end) {
    if (c !== 101 && c !== 69) return NaN;
    const exponent = parseExponent(text, i + 1, end);
    if (exponent !== exponent) return NaN;
    power += exponent;
  }
  if (significant > 15 || power > 22 || power < -22) return Number(text.slice(start, end));
  const value = power < 0 ? mantissa / POWERS[-power]! : mantissa * POWERS[power]!;
  return negative ? -value : value;
}

function parseExponent(text: string, from: number, end: number): number {
  let i = from;
  let c = text.charCodeAt(i);
  const negative = c === 45;
  if (negative || c === 43) i++;
  if (i >= end) return NaN;
  let value = 0;
  for (; i < end; i++) {
    c = text.charCodeAt(i);
    if (c < 48 || c > 57) return NaN;
    if (value < 100_000) value = value * 10 + (c - 48);
  }
  return negative ? -value : value;
}

const escape = (mark: string): string => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A reader of numbers as the dialect writes them; NaN for what is not one. Groups must be of three digits. */
export function numberParser(dialect: Pick<Dialect, 'decimal' | 'thousands'>): (text: string) => number {
  const { decimal, thousands } = dialect;
  if (decimal === '.' && thousands === '') return parseDecimal;
  // Spaces that group digits are also written as no-break and narrow no-break spaces.
  const mark = thousands === ' ' ? '[ \\u00a0\\u202f]' : thousands === "'" ? "['\\u2019]" : escape(thousands || ',');
  const grouped = thousands === '' ? null : new RegExp(`^\\s*[+-]?\\d{1,3}(?:${mark}\\d{3})+(?:${escape(decimal)}\\d*)?\\s*$`);
  const marks = new RegExp(mark, 'g');
  if (decimal === '.') {
    return (text) => {
      const value = parseDecimal(text);
      return value !== value && grouped !== null && grouped.test(text) ? parseDecimal(text.trim().replace(marks, '')) : value;
    };
  }
  return (text) => {
    const plain = grouped !== null && grouped.test(text) ? text.trim().replace(marks, '') : text;
    // A full stop is no decimal mark here.
    return plain.includes('.') ? NaN : parseDecimal(plain.replace(',', '.'));
  };
}
