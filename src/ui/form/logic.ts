import { accepts, describeParam, type Leaf, type Param, type ParamSchema, type ParamValue, type ParamValues } from '../../engine/core/params.ts';
import type { ColumnInfo } from '../../frame/table.ts';

export const leafOf = (p: Param): Leaf => (p.kind === 'nullable' ? p.of : p);

/** "learningRateInit" → "Learning rate init"; the scikit-learn name stays recognisable. */
export function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "most-frequent" and "most_frequent" → "most frequent". */
export const optionLabel = (option: string): string => option.replaceAll(/[-_]/g, ' ');

export const valueOf = (schema: ParamSchema, values: ParamValues, name: string): ParamValue => (Object.hasOwn(values, name) ? values[name]! : schema[name]!.default);

/** Is it shown, given what the parameters it depends on are set to? */
export function isShown(schema: ParamSchema, values: ParamValues, name: string): boolean {
  const when = leafOf(schema[name]!).when;
  if (!when) return true;
  return Object.entries(when).every(([other, allowed]) => {
    if (!Object.hasOwn(schema, other)) return true;
    const value = valueOf(schema, values, other);
    return (typeof value === 'string' || typeof value === 'boolean') && allowed.includes(value);
  });
}

export interface FieldGroups {
  readonly plain: readonly string[];
  readonly advanced: readonly string[];
}

/** Names to show, in the schema's order: at once, and under "More options". */
export function fieldGroups(schema: ParamSchema, values: ParamValues): FieldGroups {
  const shown = Object.keys(schema).filter((name) => isShown(schema, values, name));
  const isAdvanced = (name: string): boolean => leafOf(schema[name]!).advanced === true;
  return { plain: shown.filter((name) => !isAdvanced(name)), advanced: shown.filter(isAdvanced) };
}

export type Reading = { readonly ok: true; readonly value: ParamValue } | { readonly ok: false; readonly message: string };

const refuse = (p: Param, text: string): Reading => ({ ok: false, message: `Must be ${describeParam(p)}. Got ${text.trim() === '' ? 'nothing' : `“${text.trim()}”`}.` });
/** A decimal comma is how many of us write; a number with both signs is not guessed at. */
const toNumber = (text: string): number => {
  const t = text.trim();
  const plain = /^[^.]*,[^.,]*$/.test(t) ? t.replace(',', '.') : t;
  return plain !== '' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
};

/** What was typed as a value the schema takes, or the sentence why not. Empty means `null` where that is allowed. */
export function readText(p: Param, text: string): Reading {
  if (p.kind === 'nullable' && text.trim() === '') return { ok: true, value: null };
  const leaf = leafOf(p);
  let value: ParamValue;
  if (leaf.kind === 'float' || leaf.kind === 'int') value = toNumber(text);
  else if (leaf.kind === 'ints') value = text.split(/[\s,;]+/).filter((t) => t !== '').map(toNumber);
  else value = text;
  return accepts(p, value) ? { ok: true, value } : refuse(p, text);
}

/** A value as it stands in its field. */
export function writeText(value: ParamValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export const sameValue = (a: ParamValue, b: ParamValue): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((v, i) => v === b[i]) : a === b;

/** Columns a step may be given. */
export function columnChoices(columns: readonly ColumnInfo[], of: 'number' | 'category' | 'any'): readonly string[] {
  return columns.filter((c) => of === 'any' || (of === 'number' ? c.type === 'number' : c.type === 'category')).map((c) => c.name);
}
