/** Numbers as figures say them in titles and labels. */
export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.0995 ? 1 : 0)} %`;

/** Three significant digits, without a tail of noise: 0.123, 12.3, 1,230. */
export function sane(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e7 || size < 1e-4 ? value.toExponential(digits - 1) : value.toLocaleString('en-US', { maximumSignificantDigits: Math.max(digits, Math.ceil(Math.log10(size))) });
  return text.replace('-', '−');
}

/** Scores that are compared have the same three decimals: 0.930, never 0.93. */
export const score = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(3));

/** "1 row", "1,024 rows". */
export const count = (n: number, word: string): string => `${n.toLocaleString('en-US')} ${word}${n === 1 ? '' : 's'}`;

/** "Accuracy" inside a sentence is "accuracy"; "ROC AUC" and "F1" stay. */
export const inside = (name: string): string => (/^[A-Z][a-z]/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name);

/** The number of a row as the grid shows it: rows are counted from one. */
export const rowNumber = (row: number): string => (row + 1).toLocaleString('en-US');

/** Long names end in an ellipsis so that axes stay readable; the hover has the whole. */
export const short = (name: string, length = 24): string => (name.length > length ? `${name.slice(0, length - 1)}…` : name);
