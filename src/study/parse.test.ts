import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../engine/core/errors.ts';
import { parseStudy, printStudy, readStudy } from './parse.ts';
import type { Study } from './schema.ts';

const HASH = 'a'.repeat(64);
const study: Study = {
  format: 'tablab/study', version: 1, id: 's1', name: 'Penguins',
  data: {
    table: HASH, file: null, name: 'penguins.csv', sample: 'penguins', rows: 344,
    columns: [{ name: 'species', type: 'category', dictionary: ['Adelie', 'Gentoo'] }, { name: '__proto__', type: 'number' }, { name: 'when', type: 'date', dateFormat: 'yyyy-MM-dd' }],
    options: { dialect: { delimiter: ';', decimal: ',' }, types: Object.fromEntries([['__proto__', 'number']]), missing: null, everyNth: 1 },
    image: null,
  },
  target: 'species', task: null,
  steps: [{ id: 'a', type: 'simple-imputer', version: 1, enabled: true, params: { strategy: 'median', columns: ['__proto__'], fillValue: null } }, { id: 'b', type: 'standard-scaler', version: 1, enabled: false, only: 'needed', params: {} }],
  split: { kind: 'holdout', test: 0.2, stratify: true, shuffle: true, seed: 42 },
  models: [{ id: 'm', type: 'mlp', version: 1, params: { layers: [64, 32], alpha: 0.1, shuffle: true }, seed: 7 }],
  metric: 'accuracy', notes: 'née',
};

const splits = fc.oneof(
  fc.record({ kind: fc.constant('holdout' as const), test: fc.double({ min: 0.01, max: 0.99, noNaN: true }), stratify: fc.boolean(), shuffle: fc.boolean(), seed: fc.nat() }),
  fc.record({ kind: fc.constant('k-fold' as const), folds: fc.integer({ min: 2, max: 20 }), stratify: fc.boolean(), shuffle: fc.boolean(), seed: fc.nat() }),
  fc.record({ kind: fc.constant('given' as const), folds: fc.array(fc.integer({ min: -1, max: 4 })) }),
);

/** "Study", or the sentence that refuses it; anything else thrown goes on. */
function outcome(value: unknown): string {
  try {
    parseStudy(value);
    return 'Study';
  } catch (error) {
    if (error instanceof StudioError) return error.message;
    throw error;
  }
}

describe('parseStudy', () => {
  it('gives back what was printed, names of prototypes included', () => {
    const back = readStudy(printStudy(study));
    expect(back).toEqual(study);
    expect(Object.hasOwn(back.data!.options.types, '__proto__')).toBe(true);
  });

  it('gives back generated studies', () => {
    const params = fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => (v === 0 ? 0 : v)), fc.boolean(), fc.string(), fc.constant(null), fc.array(fc.integer()), fc.array(fc.string())), { noNullPrototype: true, maxKeys: 8 });
    fc.assert(fc.property(splits, params, fc.string(), (split, values, notes) => {
      const made: Study = { ...study, split, notes, models: [{ id: 'm', type: 'ridge', version: 1, params: values, seed: 1 }] };
      expect(readStudy(printStudy(made))).toEqual(made);
    }));
  });

  it('answers any JSON with a study or a sentence', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      expect(outcome(value)).toMatch(/^This study .*\.$/s);
    }));
  });

  it('answers a study with any one field replaced with a study or a sentence', () => {
    const paths: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]): void => {
      paths.push(path);
      if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) walk(part, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    walk(study, []);
    const put = (value: unknown, path: readonly (string | number)[], by: unknown): unknown => {
      const [first, ...rest] = path;
      if (first === undefined) return by;
      if (Array.isArray(value)) return value.map((part: unknown, i) => (i === first ? put(part, rest, by) : part));
      return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, key === first ? put(part, rest, by) : part]));
    };
    fc.assert(fc.property(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.constant(Number.NaN), fc.constant(-1), fc.constant(1e300)), (path, by) => {
      expect(outcome(put(study, path, by))).toMatch(/^(Study|This study .*\.)$/s);
    }), { numRuns: 500 });
  });

  it.each([
    ['a newer version', { ...study, version: 9 }, /made by a newer Tablab \(version 9/],
    ['an older one than there ever was', { ...study, version: 0 }, /version 0, which this Tablab cannot read/],
    ['another document', { format: 'other' }, /does not say that it is a Tablab study/],
    ['a broken field', { ...study, split: { ...study.split, test: 2 } }, /at split → test/],
    ['an unknown split', { ...study, split: { kind: 'dice' } }, /at split/],
    ['a parameter that is an object', { ...study, models: [{ ...study.models[0], params: { a: { b: 1 } } }] }, /models → 0 → params, must be parameters/],
    ['two steps of one id', { ...study, steps: [study.steps[0], study.steps[0]] }, /the same id "a"/],
    ['a hash that is a path', { ...study, data: { ...study.data, table: '../../etc' } }, /data → table, must be a SHA-256/],
    ['too many steps', { ...study, steps: Array.from({ length: 1001 }, (_, i) => ({ ...study.steps[0], id: String(i) })) }, /at steps/],
  ])('refuses %s', (_, value, message) => {
    expect(() => parseStudy(JSON.parse(JSON.stringify(value)))).toThrow(message);
  });

  it('leaves out fields it does not know', () => {
    expect(parseStudy({ ...study, extra: 1 })).toEqual(study);
  });

  it('refuses what is not JSON', () => {
    expect(() => readStudy('{')).toThrow(/it is not JSON/);
  });
});
