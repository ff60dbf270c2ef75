/** 1,234 · 0.9713 · 3.2e-7: four figures that matter, never more. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = Number.isInteger(value) && size < 1e15 ? value.toLocaleString('en')
    : size >= 1e6 || size < 1e-3 ? value.toExponential(2)
      : value.toLocaleString('en', { maximumSignificantDigits: 4 });
  return text.replace('-', '−');
}

/** Scores keep their zeros, so that columns of them line up. */
export function score(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) >= 100) return figure(value);
  return value.toFixed(Math.abs(value) >= 10 ? 2 : 3).replace('-', '−');
}

export const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits).replace(/\.0+$/, '')} %`;

export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "a, b and c"; "a, b and 3 more" where there are many. */
export function list(items: readonly string[], most = 8): string {
  const shown = items.length > most ? [...items.slice(0, most), `${(items.length - most).toLocaleString('en')} more`] : items;
  return shown.length <= 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)!}`;
}

export const seconds = (s: number): string => (s < 0.0095 ? `${(s * 1000).toFixed(1)} ms` : s < 1 ? `${Math.round(s * 1000)} ms` : s < 90 ? `${s.toFixed(1)} s` : `${(s / 60).toFixed(1)} min`);
export const bytes = (n: number): string => (n < 1024 ? `${n} B` : n < 1048576 ? `${(n / 1024).toFixed(1)} KB` : `${(n / 1048576).toFixed(1)} MB`);

/** Cut so that an axis has room for it. */
export const short = (text: string, most = 26): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
