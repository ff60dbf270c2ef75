import type { Param } from '../../../core/params.ts';

/** A word of a line and the column it starts at. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** The words of a line, without what follows a `#`. */
export const wordsOf = (line: string): readonly Word[] => Array.from(line.replace(/#.*/, '').matchAll(/[^\s,]+/g), (m) => ({ text: m[0], column: m.index + 1 }));

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const LIST = /^-?\d+(?:x-?\d+)*$/;
export const isNumberLike = (text: string): boolean => NUMBER.test(text) || LIST.test(text);

/** The value of a field as it is written; `undefined` where it is none of its kind. */
export function valueFrom(p: Param, text: string): unknown {
  switch (p.kind) {
    case 'int':
    case 'float': return NUMBER.test(text) ? Number(text) : undefined;
    case 'bool': return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'choice': return p.options.includes(text) ? text : undefined;
    case 'ints': return text === '' ? [] : LIST.test(text) ? text.split('x').map(Number) : undefined;
    case 'text': return text;
    case 'nullable': return text === 'none' ? null : valueFrom(p.of, text);
    case 'columns': return undefined;
    default: return p satisfies never;
  }
}

/** A field's value as it is written; read back by `valueFrom`. */
export function textOf(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.join('x');
  return String(value);
}

/** Steps (a letter put in, left out, changed, or two swapped) from one word to another. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const least = Math.min(row[j - 1]! + 1, above[j]! + 1, above[j - 1]! + Number(a[i - 1] !== b[j - 1]));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(least, rows[i - 2]![j - 2]! + 1) : least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** `; did you mean "dense"?`, where a known word is near. */
export function hint(word: string, known: Iterable<string>): string {
  let best: string | null = null;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best === null ? '' : `; did you mean "${best}"?`;
}
