/** Numbers as a person reads them: grouped, with no more digits than they bear. */
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
/** Making a formatter takes longer than a hundred uses of it: one for each usual number of digits. */
const significant = Array.from({ length: 10 }, (_, i) => new Intl.NumberFormat('en', { maximumSignificantDigits: i + 1 }));
const MINUS = '\u2212';
const sign = (text: string): string => text.replace('-', MINUS);

/** At most `digits` significant digits (4 unless told); very large and very small ones in powers of ten; "–" for no number. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${MINUS}∞`;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e9) return sign(grouped.format(value));
  if (size >= 1e9 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
    return sign(`${Number(mantissa)}e${Number(exponent)}`);
  }
  const kept = Math.max(digits, Math.min(9, Math.floor(Math.log10(size)) + 1));
  return sign((significant[kept - 1] ?? new Intl.NumberFormat('en', { maximumSignificantDigits: kept })).format(value));
}

/** A fixed number of decimals, for columns of scores that are compared: 0.934, never 0.93. */
export const formatScore = (value: number | null | undefined, decimals = 3): string =>
  value === null || value === undefined || !Number.isFinite(value) ? formatNumber(value) : Math.abs(value) >= 1000 ? formatNumber(value) : sign(value.toFixed(decimals)).replace(/^\u2212(?=0\.0*$)/, '');

/** 12,345 */
export const formatCount = (value: number): string => (Number.isFinite(value) ? sign(grouped.format(Math.round(value))) : '–');

/** "1 row", "12,345 rows". */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** Seconds as "0.2 ms", "340 ms", "4.2 s", "3 min 20 s", "2 h 5 min". */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–';
  if (seconds < 0.001) return `${formatNumber(seconds * 1000, 2)} ms`;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Bytes in powers of 1000: "0 bytes", "12 KB", "3.4 MB". */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–';
  if (bytes < 1000) return plural(bytes, 'byte');
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** A share as "12 %", "1.3 %", "< 0.1 %"; exact zero and one stay exact. */
export function formatPercent(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return '–';
  if (share === 0) return '0 %';
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  return `${sign(Math.abs(percent) < 10 || (percent > 90 && percent < 100) ? String(Number(percent.toFixed(1))) : String(Math.round(percent)))} %`;
}

/** "just now", "5 min ago", "3 h ago", else the date. */
export function formatAgo(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return '–';
  const seconds = (now - then) / 1000;
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return new Date(then).toISOString().slice(0, 10);
}
