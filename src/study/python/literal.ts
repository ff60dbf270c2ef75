import type { ParamValue } from '../../engine/core/params.ts';

/** A text as a Python literal: JSON's escapes are Python's too, and lone surrogates stay escaped. */
export const text = (value: string): string => JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll('\u007f', '\\x7f');

function number(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value > 0 ? 'float("inf")' : 'float("-inf")';
  return String(value);
}

/** A value as Python writes it. */
export function literal(value: ParamValue): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return text(value);
  return `[${(value as readonly (number | string)[]).map(literal).join(', ')}]`;
}

/** `minSamplesLeaf` → `min_samples_leaf`; `C` stays `C`. */
export const snake = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c.toLowerCase()}`);

const WIDTH = 110;
const RUN = 8;

/** `pixel0 … pixel783` as one comprehension: a list of 784 names helps nobody. */
function entries(names: readonly string[]): readonly string[] {
  const parts = names.map((name) => /^(.*?)(0|[1-9]\d{0,8})$/s.exec(name));
  const out: string[] = [];
  for (let i = 0; i < names.length;) {
    const first = Number(parts[i]?.[2]);
    const stem = parts[i]?.[1] ?? '{';
    let length = 1;
    while (parts[i + length]?.[1] === stem && Number(parts[i + length]![2]) === first + length) length++;
    if (length < RUN || /[{}\\"]/.test(stem)) {
      out.push(text(names[i]!));
      i++;
      continue;
    }
    out.push(`*[f${text(`${stem}{i}`)} for i in range(${first === 0 ? '' : `${first}, `}${first + length})]`);
    i += length;
  }
  return out;
}

/** A list of texts, broken into lines of 110 characters. */
export function nameList(names: readonly string[], indent = ''): string {
  const parts = entries(names);
  const line = `[${parts.join(', ')}]`;
  if (indent.length + line.length <= WIDTH) return line;
  const lines: string[] = [];
  let current = '';
  for (const part of parts) {
    if (current !== '' && indent.length + 4 + current.length + part.length + 2 > WIDTH) {
      lines.push(current);
      current = '';
    }
    current += `${current === '' ? '' : ' '}${part},`;
  }
  if (current !== '') lines.push(current);
  return `[\n${lines.map((l) => `${indent}    ${l}\n`).join('')}${indent}]`;
}

/** A text that may stand in a comment or docstring: one line, no way out of the quotes. */
export const remark = (value: string): string => value.replace(/[\\\p{Cc}\u2028\u2029]/gu, ' ').replaceAll('"""', "'''").slice(0, 300);
