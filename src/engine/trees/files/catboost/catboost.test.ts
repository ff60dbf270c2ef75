import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLink, rawOutputs } from '../../predict.ts';
import { breadthFirst } from '../breadth-first.test-data.ts';
import { deriveValues } from '../derived.ts';
import { randomEnsemble } from '../random-ensemble.test-data.ts';
import { fileMatrix } from '../reference-rows.test-data.ts';
import { categoryHash } from './city-hash.ts';
import { readCatboost } from './read.ts';
import { writeCatboost } from './write.ts';

interface Case {
  readonly name: string;
  readonly file: Record<string, unknown>;
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly margin: readonly number[];
  readonly predicted: readonly number[];
}
const { cases, hashes } = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as { readonly cases: readonly Case[]; readonly hashes: readonly { readonly hash: number; readonly value: string }[] };
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const COLOURS = ['red', 'green', 'blue', 'née', 'a rather long name of a colour'];
const names = (column: string): readonly string[] | null => ({ colour: COLOURS, city: ['Oslo', 'Bern', 'Rome'] })[column] ?? null;
const far = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!) / Math.max(1, Math.abs(v))), 0);

it('hashes categories as CatBoost does, short and long', () => {
  expect(hashes.map(({ value }) => categoryHash(value) >>> 0)).toEqual(hashes.map(({ hash }) => hash));
});

describe.each(cases)('a file of CatBoost: $name', ({ file, rows, margin, predicted }) => {
  const read = readCatboost(bytesOf(file), names);
  const X = fileMatrix(read, rows);
  const derived = { rows: X.rows, columns: read.ensemble.columns, values: deriveValues(read.derived, X.values, X.rows, X.columns.length) };
  const raw = rawOutputs(read.ensemble, derived);

  it('predicts what CatBoost predicts', () => {
    expect(raw.length).toBe(margin.length);
    expect(far(raw, margin)).toBeLessThan(1e-9);
    expect(far(applyLink(read.ensemble.link, raw, read.ensemble.outputs), predicted)).toBeLessThan(1e-9);
  });

  it('is read with the names it has itself, too', () => {
    const own = readCatboost(bytesOf(file));
    expect(own.ensemble.roots).toEqual(read.ensemble.roots);
    expect(own.classes).toEqual(read.classes);
  });

  it.runIf(read.derived.every((column) => column.kind === 'column'))('is written as it was read', () => {
    expect(breadthFirst(readCatboost(writeCatboost(read.ensemble, { classes: read.classes, loss: read.objective }), names).ensemble)).toEqual(breadthFirst(read.ensemble));
  });
});

it('writes trees that CatBoost can hold so that reading gives them back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom('identity', 'logistic', 'softmax', 'exp'), fc.integer({ min: 1, max: 9 }), (seed, trees, link, leaves) => {
    const outputs = link === 'softmax' ? 3 : 1;
    const random = randomEnsemble({ seed, trees, outputs, width: outputs, columns: 3, categories: {}, leaves, float32: true, link: link as 'identity' });
    const made = { ...random, missingLeft: random.missingLeft.map((_, node) => (random.feature[node] === 1 ? 0 : random.feature[node]! >= 0 ? 1 : 0)), gain: random.gain.map(() => 0), count: random.cover };
    const inner = made.value.map((v, at) => (made.feature[Math.floor(at / outputs)]! < 0 ? v : 0));
    expect(breadthFirst(readCatboost(writeCatboost(made)).ensemble)).toEqual(breadthFirst({ ...made, value: inner, cover: sums(made) , count: sums(made) }));
  }), { numRuns: 25 });
});

/** The cover of inner nodes as the sum of their leaves', which is all that CatBoost keeps. */
function sums(e: ReturnType<typeof randomEnsemble>): Float64Array {
  const cover = e.cover.slice();
  for (let node = cover.length - 1; node >= 0; node--) if (e.feature[node]! >= 0) cover[node] = cover[e.left[node]!]! + cover[e.right[node]!]!;
  return cover;
}

describe('what is refused', () => {
  const good = cases[1]!.file;
  const changed = (path: string, value: unknown): Uint8Array => {
    const copy = structuredClone(good);
    const steps = path.split('.');
    const last = steps.pop()!;
    steps.reduce<Record<string, unknown>>((so, step) => so[step] as Record<string, unknown>, copy)[last] = value;
    return bytesOf(copy);
  };
  it.each([
    ['something else', bytesOf({ a: 1 }), /model_info should be a group of fields/],
    ['an unknown loss', changed('model_info.params', { loss_function: { type: '__proto__' } }), /"__proto__" of this CatBoost model is not known/],
    ['leaves of another number', changed('oblivious_trees.0.leaf_values', [1, 2, 3]), /leaf_values should have \d+ entries and has 3/],
    ['a column that is not there', changed('oblivious_trees.0.splits.0', { split_type: 'FloatFeature', float_feature_index: 7, border: 1 }), /float_feature_index should be a whole number from 0 to 1/],
    ['a border that is no number', changed('oblivious_trees.0.splits.0', { split_type: 'FloatFeature', float_feature_index: 0, border: null }), /border should be a number/],
    ['a tree that is too deep', changed('oblivious_trees.0.splits', Array.from({ length: 40 }, () => ({}))), /has 40 entries; at most 16 are read/],
    ['two columns in one place', changed('features_info.float_features.0.flat_feature_index', 1), /is 1, which another column is/],
    ['columns of text', changed('features_info.text_features', [{}]), /text_features are not read/],
    ['a statistic that is not there', changed('oblivious_trees.0.splits.0', { split_type: 'OnlineCtr', split_index: 900, border: 1 }), /split_index should be a whole number/],
  ])('%s', (_, bytes, message) => {
    expect(() => readCatboost(bytes)).toThrow(message);
  });

  it('sets of categories, and missing values on both sides', () => {
    const sets = randomEnsemble({ seed: 2, trees: 3, outputs: 1, width: 1, columns: 1, categories: { 0: 8 }, leaves: 4, float32: true, link: 'identity', missingCategoriesLeft: false });
    expect(() => writeCatboost(sets)).toThrow(/divide the categories of "x0" into sets, and CatBoost asks for one/);
    const both = randomEnsemble({ seed: 2, trees: 3, outputs: 1, width: 1, columns: 1, categories: {}, leaves: 8, float32: true, link: 'identity' });
    expect(() => writeCatboost(both)).toThrow(/missing values of "x0" left and some right/);
    const shares = randomEnsemble({ seed: 2, trees: 3, outputs: 3, width: 3, columns: 1, categories: {}, leaves: 1, float32: true, link: 'identity', combine: 'mean' });
    expect(() => writeCatboost(shares)).toThrow(/average the shares of 3 classes/);
  });
});
