import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from './usage.ts';

export interface Args {
  readonly text: (name: string) => string | undefined;
  /** A text that must be given. */
  readonly need: (name: string) => string;
  readonly flag: (name: string) => boolean;
  readonly number: (name: string, fallback: number, range?: { readonly min?: number; readonly max?: number; readonly integer?: boolean }) => number;
  readonly rest: readonly string[];
}

/** Reads a command's own options; unknown ones are refused with a sentence. */
export function readArgs(argv: readonly string[], texts: readonly string[], flags: readonly string[] = []): Args {
  const options: ParseArgsOptionsConfig = {};
  for (const name of texts) options[name] = { type: 'string' };
  for (const name of flags) options[name] = { type: 'boolean' };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const values = parsed.values as Readonly<Record<string, string | boolean | undefined>>;
  const text = (name: string): string | undefined => values[name] as string | undefined;
  return {
    text,
    need(name) {
      const value = text(name);
      if (value === undefined || value === '') throw new UsageError(`--${name} is needed.`);
      return value;
    },
    flag: (name) => values[name] === true,
    number(name, fallback, range = {}) {
      const given = text(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      const bad = given.trim() === '' || Number.isNaN(value) || value < (range.min ?? Number.NEGATIVE_INFINITY) || value > (range.max ?? Number.POSITIVE_INFINITY) || (range.integer === true && !Number.isInteger(value));
      if (bad) {
        const kind = range.integer === true ? 'a whole number' : 'a number';
        const bounds = range.min !== undefined && range.max !== undefined ? ` between ${range.min} and ${range.max}` : range.min !== undefined ? ` of at least ${range.min}` : '';
        throw new UsageError(`--${name} must be ${kind}${bounds}. Got "${given}".`);
      }
      return value;
    },
    rest: parsed.positionals,
  };
}
