import type { FeatureColumn, Features } from '../../frame/features.ts';
import type { AnyTransformer } from '../core/transformer.ts';
import { mulberry32, normal } from '../core/random.ts';
import { defaultsOf, type Param } from '../core/params.ts';

const CITIES = ['Aachen', 'Bonn', 'Zürich', 'São Paulo', 'New York', '東京', 'x"y', 'Ghent'];

/** Check names a transformer may waive by. */
export const NEGATIVES = 'takes negative numbers';

/** Columns of every sort: ties, missing values, a constant, an empty one, skew, names that trip objects and joins. */
export function toyFeatures(t: AnyTransformer, rows = 60, seed = 5): Features {
  const random = mulberry32(seed);
  const draw = normal(random);
  const lift = t.waives?.[NEGATIVES] === undefined ? 0 : 100;
  const number = (name: string, value: (i: number) => number): FeatureColumn => ({ kind: 'number', name, values: Float64Array.from({ length: rows }, (_, i) => value(i)) });
  const category = (name: string, categories: readonly string[], code: (i: number) => number): FeatureColumn => ({ kind: 'category', name, categories, codes: Int32Array.from({ length: rows }, (_, i) => code(i)) });
  return {
    rows,
    columns: [
      number('plain', () => draw() * 3 - 1 + lift),
      category('city', CITIES, () => Math.floor(random() ** 2 * CITIES.length)),
      number('holes', (i) => (i % 5 === 2 ? Number.NaN : Math.round(draw() * 2) + lift)),
      number('__proto__', () => Math.exp(draw())),
      category('flag', ['yes', 'no'], () => (random() < 0.3 ? 0 : 1)),
      number('constant', () => 7.25),
      category('a_b', ['c', 'unused'], () => 0),
      category('a', ['b_c', 'd'], (i) => (i % 7 === 0 ? -1 : i % 2)),
      number('empty', () => Number.NaN),
      category('nothing', ['never'], () => -1),
      number('large', () => 1e6 + draw()),
    ],
  };
}

/** Other rows of the same columns; with `surprises`, categories in another order, some never seen, and numbers far outside. */
export function freshFeatures(t: AnyTransformer, surprises: boolean): Features {
  const fresh = toyFeatures(t, 23, 77);
  if (!surprises) return fresh;
  return {
    rows: fresh.rows,
    columns: fresh.columns.map((column): FeatureColumn => {
      if (column.kind === 'number') return { ...column, values: column.values.map((v, i) => (i === 3 ? 1e4 : i === 4 ? Number.NaN : i === 5 && t.waives?.[NEGATIVES] === undefined ? -1e4 : i === 6 ? 0 : v)) };
      const categories = ['brand new', ...column.categories];
      return { ...column, categories, codes: column.codes.map((code, i) => (i === 1 ? 0 : i === 2 ? -1 : code < 0 ? -1 : code + 1)) };
    }),
  };
}

/** Parameters that differ from the defaults. */
export type Variant = Readonly<Record<string, unknown>>;

const others = (p: Param): readonly unknown[] => {
  if (p.kind === 'choice') return p.options.filter((o) => o !== p.default);
  if (p.kind === 'bool') return [!p.default];
  if (p.kind === 'nullable' && p.of.kind !== 'text') return [p.of.default];
  if ((p.kind === 'float' || p.kind === 'int') && p.search) return [p.search.low, p.search.high];
  return [];
};

/** The defaults, then every other option of every parameter, one at a time, then all of them changed at once. */
export function variantsOf(t: AnyTransformer): readonly Variant[] {
  const entries = Object.entries(t.params);
  const last = Object.fromEntries(entries.flatMap(([name, p]) => (others(p).length === 0 ? [] : [[name, others(p).at(-1)]])));
  const single = entries.flatMap(([name, p]) => others(p).map((value): Variant => ({ [name]: value })));
  return [{}, ...single, ...(Object.keys(last).length > 1 ? [last] : [])];
}

export const withDefaults = (t: AnyTransformer, variant: Variant): Variant => ({ ...defaultsOf(t.params), ...variant });
