import { formatNumber } from './format.ts';

/** A number in tabular figures; the exact value on hover. */
export function Num({ value, digits, unit }: { readonly value: number | null | undefined; readonly digits?: number; readonly unit?: string }) {
  return <span className="tl-num" title={typeof value === 'number' ? String(value) : undefined}>{formatNumber(value, digits)}{unit ? ` ${unit}` : ''}</span>;
}
