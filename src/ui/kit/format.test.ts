import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatCount, formatDuration, formatNumber, formatPercent, formatScore, plural } from './format.ts';

describe('format', () => {
  it('keeps numbers to the digits they bear', () => {
    expect(formatNumber(0)).toBe('0');
    expect(formatNumber(1234567)).toBe('1,234,567');
    expect(formatNumber(3.14159265)).toBe('3.142');
    expect(formatNumber(-0.000123456)).toBe('−0.0001235');
    expect(formatNumber(0.00000123)).toBe('1.23e-6'.replace('-', '−'));
    expect(formatNumber(12345.678)).toBe('12,346');
    expect(formatNumber(2.5e12)).toBe('2.5e12');
    expect(formatNumber(Number.NaN)).toBe('–');
    expect(formatNumber(null)).toBe('–');
    expect(formatNumber(-Infinity)).toBe('−∞');
  });
  it('compares scores at fixed decimals', () => {
    expect(formatScore(0.93)).toBe('0.930');
    expect(formatScore(-1.5, 2)).toBe('−1.50');
    expect(formatScore(Number.NaN)).toBe('–');
    expect(formatScore(52341.123)).toBe('52,341');
  });
  it('says counts, times, bytes and shares as people do', () => {
    expect(formatCount(1e6)).toBe('1,000,000');
    expect(plural(1, 'row')).toBe('1 row');
    expect(plural(2, 'class', 'classes')).toBe('2 classes');
    expect(formatDuration(0.34)).toBe('340 ms');
    expect(formatDuration(4.21)).toBe('4.2 s');
    expect(formatDuration(200)).toBe('3 min 20 s');
    expect(formatDuration(7500)).toBe('2 h 5 min');
    expect(formatDuration(7199)).toBe('2 h');
    expect(formatDuration(Number.NaN)).toBe('–');
    expect(formatBytes(0)).toBe('0 bytes');
    expect(formatBytes(1)).toBe('1 byte');
    expect(formatBytes(12_345)).toBe('12 KB');
    expect(formatBytes(3_400_000)).toBe('3.4 MB');
    expect(formatBytes(999_900)).toBe('1.0 MB');
    expect(formatPercent(0)).toBe('0 %');
    expect(formatPercent(1)).toBe('100 %');
    expect(formatPercent(0.00001)).toBe('< 0.1 %');
    expect(formatPercent(0.013)).toBe('1.3 %');
    expect(formatPercent(0.9999)).toBe('> 99.9 %');
  });
  it('says when', () => {
    const now = Date.parse('2026-01-02T00:00:00Z');
    expect(formatAgo('2026-01-01T23:59:30Z', now)).toBe('just now');
    expect(formatAgo('2026-01-01T22:00:00Z', now)).toBe('2 h ago');
    expect(formatAgo('2025-12-01T22:00:00Z', now)).toBe('2025-12-01');
    expect(formatAgo('?', now)).toBe('–');
  });
});
