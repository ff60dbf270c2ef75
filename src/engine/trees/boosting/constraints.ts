import { StudioError } from '../../core/errors.ts';

const fail = (param: string, message: string): never => { throw new StudioError('param', message, { param }); };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const bare = (text: string): string => text.trim().replaceAll(/^(["'])(.*)\1$/g, '$2');

function numberOf(columns: readonly string[], name: string, param: string): number {
  const j = columns.indexOf(name);
  if (j >= 0) return j;
  return fail(param, `There is no column "${name}" among what the model is given: ${columns.slice(0, 8).map((c) => `"${c}"`).join(', ')}${columns.length > 8 ? ', …' : ''}.`);
}

/** From `{"age": 1, "price": -1}`, or simply `age: 1, price: -1`; `null` where nothing is asked for. One number a column. */
export function monotoneOf(text: string, columns: readonly string[], categorical: (column: number) => boolean): Int8Array | null {
  const param = 'monotoneConstraints';
  if (text.trim() === '') return null;
  const json = parsed(text);
  const pairs: readonly (readonly [string, unknown])[] = json !== null && typeof json === 'object' && !Array.isArray(json)
    ? Object.entries(json)
    : text.split(',').map((part) => [bare(part.slice(0, part.lastIndexOf(':'))), Number(part.slice(part.lastIndexOf(':') + 1))] as const);
  const found = new Int8Array(columns.length);
  for (const [name, way] of pairs) {
    if (way !== 1 && way !== -1 && way !== 0) return fail(param, `"${text}" is no list of columns with 1 (may only rise), −1 (may only fall) or 0, such as {"age": 1, "price": -1}.`);
    const j = numberOf(columns, name, param);
    if (categorical(j) && way !== 0) return fail(param, `Column "${name}" holds categories, which neither rise nor fall. Leave it out, or make it a number.`);
    found[j] = way;
  }
  return found.some((way) => way !== 0) ? found : null;
}

/** From `[["age", "price"], ["city"]]`, or simply `age, price; city`: columns that may meet on one path. `null` where nothing is asked for. */
export function interactionsOf(text: string, columns: readonly string[]): readonly (readonly number[])[] | null {
  const param = 'interactionConstraints';
  if (text.trim() === '') return null;
  const json = parsed(text);
  const sets: readonly unknown[] = Array.isArray(json) ? json : text.split(';').map((part) => part.split(',').map(bare).filter((name) => name !== ''));
  return sets.map((set) => {
    if (!Array.isArray(set) || set.length === 0 || !set.every((name) => typeof name === 'string')) return fail(param, `"${text}" is no list of lists of columns, such as [["age", "price"], ["city"]].`);
    return (set as readonly string[]).map((name) => numberOf(columns, name, param));
  });
}
