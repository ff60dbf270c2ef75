/** Numbers in titles and labels: four digits at most, as a person would say them. */
export function say(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return value.toExponential(2).replace('-', '−');
  return new Intl.NumberFormat('en', { maximumSignificantDigits: Math.max(4, Math.floor(Math.log10(Math.max(size, 1))) + 1), useGrouping: size >= 10_000 }).format(value).replace('-', '−');
}
export const sayDate = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : '–');
export const count = (n: number): string => n.toLocaleString('en');
/** Long names are cut in axes; hover has them whole. */
export const short = (name: string, most = 24): string => (name.length > most ? `${name.slice(0, most - 1)}…` : name);
