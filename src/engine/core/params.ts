import { StudioError } from './errors.ts';

interface Help {
  /** One line a pupil understands. */
  readonly help: string;
  /** Shown only while the named parameters have one of these values. */
  readonly when?: Readonly<Record<string, readonly (string | boolean)[]>>;
  /** Folded under "More" in forms. */
  readonly advanced?: boolean;
  /** Name in the reference library where snake_case of ours is not it; `null` where the library has no such parameter. */
  readonly python?: string | null;
}
interface Range {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  readonly search?: { readonly low: number; readonly high: number; readonly log?: boolean };
}
/** One flat level: a self-nesting `nullable` makes ParamsOf recurse without end (TS2589). */
export type Leaf =
  | ({ readonly kind: 'float' | 'int'; readonly default: number } & Range & Help)
  | ({ readonly kind: 'bool'; readonly default: boolean } & Help)
  | ({ readonly kind: 'choice'; readonly default: string; readonly options: readonly string[] } & Help)
  /** A list of integers, such as the widths of hidden layers. */
  | ({ readonly kind: 'ints'; readonly default: readonly number[]; readonly min: number; readonly maxLength: number } & Help)
  | ({ readonly kind: 'text'; readonly default: string } & Help)
  /** Columns of the table, by name; an empty list means every column of the kind the step can take. */
  | ({ readonly kind: 'columns'; readonly default: readonly string[]; readonly of: 'number' | 'category' | 'any' } & Help);
export type Param = Leaf | { readonly kind: 'nullable'; readonly default: null; readonly of: Leaf; readonly help: string };

export type ParamSchema = Readonly<Record<string, Param>>;
export type ParamValues = Readonly<Record<string, ParamValue>>;
export type ParamValue = number | boolean | string | null | readonly number[] | readonly string[];

type LeafValue<P> =
  P extends { kind: 'float' | 'int' } ? number
  : P extends { kind: 'bool' } ? boolean
  : P extends { kind: 'choice'; options: readonly (infer O)[] } ? O
  : P extends { kind: 'ints' } ? readonly number[]
  : P extends { kind: 'text' } ? string
  : P extends { kind: 'columns' } ? readonly string[]
  : never;
type ValueOf<P> = P extends { kind: 'nullable'; of: infer L } ? LeafValue<L> | null : LeafValue<P>;

/** `{alpha: number, solver: 'svd' | 'cholesky'}`, inferred from the schema. */
export type ParamsOf<S extends ParamSchema> = { readonly [K in keyof S]: ValueOf<S[K]> };

export const float = <const O extends Range & Help>(value: number, o: O) => ({ kind: 'float', default: value, ...o }) as const;
export const int = <const O extends Range & Help>(value: number, o: O) => ({ kind: 'int', default: value, ...o }) as const;
export const bool = <const O extends Help>(value: boolean, o: O) => ({ kind: 'bool', default: value, ...o }) as const;
export const choice = <const T extends readonly string[], const O extends Help>(value: T[number], options: T, o: O) =>
  ({ kind: 'choice', default: value, options, ...o }) as const;
export const ints = <const O extends Help & { readonly min: number; readonly maxLength: number }>(value: readonly number[], o: O) =>
  ({ kind: 'ints', default: value, ...o }) as const;
export const text = <const O extends Help>(value: string, o: O) => ({ kind: 'text', default: value, ...o }) as const;
export const columns = <const O extends Help & { readonly of: 'number' | 'category' | 'any' }>(o: O) =>
  ({ kind: 'columns', default: [] as readonly string[], ...o }) as const;
export const nullable = <const P extends Leaf>(of: P) => ({ kind: 'nullable', default: null, of, help: of.help }) as const;

function describeRange(p: Range): string {
  const left = p.above !== undefined ? `> ${p.above}` : p.min !== undefined ? `≥ ${p.min}` : '';
  const right = p.below !== undefined ? `< ${p.below}` : p.max !== undefined ? `≤ ${p.max}` : '';
  return [left, right].filter(Boolean).join(' and ');
}

export function describeParam(p: Param): string {
  switch (p.kind) {
    case 'float':
    case 'int':
      return [p.kind === 'int' ? 'an integer' : 'a number', describeRange(p)].filter(Boolean).join(' ');
    case 'bool': return 'true or false';
    case 'choice': return `one of ${p.options.join(', ')}`;
    case 'ints': return `a list of at most ${p.maxLength} integers ≥ ${p.min}`;
    case 'text': return 'a text';
    case 'columns': return 'a list of column names';
    case 'nullable': return `${describeParam(p.of)}, or empty`;
    default: return p satisfies never;
  }
}

const inRange = (p: Range, v: number): boolean =>
  (p.min === undefined || v >= p.min) && (p.max === undefined || v <= p.max) && (p.above === undefined || v > p.above) && (p.below === undefined || v < p.below);

export function accepts(p: Param, v: unknown): boolean {
  switch (p.kind) {
    case 'float': return typeof v === 'number' && Number.isFinite(v) && inRange(p, v);
    case 'int': return typeof v === 'number' && Number.isInteger(v) && inRange(p, v);
    case 'bool': return typeof v === 'boolean';
    case 'choice': return typeof v === 'string' && p.options.includes(v);
    case 'ints': return Array.isArray(v) && v.length <= p.maxLength && v.every((n) => Number.isInteger(n) && n >= p.min);
    case 'text': return typeof v === 'string';
    case 'columns': return Array.isArray(v) && v.every((name) => typeof name === 'string');
    case 'nullable': return v === null || accepts(p.of, v);
    default: return p satisfies never;
  }
}

export function defaultsOf<S extends ParamSchema>(schema: S): ParamsOf<S> {
  return Object.fromEntries(Object.entries(schema).map(([k, p]) => [k, p.default])) as ParamsOf<S>;
}

/** Fills defaults in and refuses what the schema does not allow. */
export function resolveParams<S extends ParamSchema>(schema: S, given: Readonly<Record<string, unknown>>, owner: string): ParamsOf<S> {
  for (const [key, value] of Object.entries(given)) {
    const p = Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!p) {
      const known = Object.keys(schema);
      const has = known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`;
      throw new StudioError('param', `${owner} has no parameter "${key}". ${has}`, { algorithm: owner, param: key });
    }
    if (!accepts(p, value)) {
      throw new StudioError('param', `The "${key}" parameter of ${owner} must be ${describeParam(p)}. Got ${JSON.stringify(value) ?? String(value)}.`, { algorithm: owner, param: key });
    }
  }
  return { ...defaultsOf(schema), ...given } as ParamsOf<S>;
}

/** A value the schema must refuse; contract tests feed it to every parameter. */
export function badValue(p: Param): unknown {
  switch (p.kind) {
    case 'float':
    case 'int':
      if (p.above !== undefined) return p.above;
      if (p.min !== undefined) return p.min - 1;
      if (p.below !== undefined) return p.below;
      if (p.max !== undefined) return p.max + 1;
      return Number.NaN;
    case 'bool': return 'neither';
    case 'choice': return `not-${p.options.join('-')}`;
    case 'ints': return [p.min - 1];
    case 'text': return 42;
    case 'columns': return [42];
    case 'nullable': return badValue(p.of);
    default: return p satisfies never;
  }
}

export type Dimension =
  | { readonly name: string; readonly kind: 'categorical'; readonly choices: readonly string[] }
  | { readonly name: string; readonly kind: 'float' | 'int'; readonly low: number; readonly high: number; readonly log?: boolean };

export const searchSpace = (schema: ParamSchema): readonly Dimension[] =>
  Object.entries(schema).flatMap(([name, p]): Dimension[] => {
    if (p.kind === 'choice') return [{ name, kind: 'categorical', choices: p.options }];
    if ((p.kind === 'float' || p.kind === 'int') && p.search) return [{ name, kind: p.kind, ...p.search }];
    return [];
  });
