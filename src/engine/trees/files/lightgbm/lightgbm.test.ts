import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLink, rawOutputs } from '../../predict.ts';
import { breadthFirst } from '../breadth-first.test-data.ts';
import { deriveValues } from '../derived.ts';
import { randomEnsemble } from '../random-ensemble.test-data.ts';
import { fileMatrix } from '../reference-rows.test-data.ts';
import { readLightgbm } from './read.ts';
import { writeLightgbm } from './write.ts';

interface Case {
  readonly name: string;
  readonly file: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly margin: readonly number[];
  readonly predicted: readonly number[];
}
const cases = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as readonly Case[];
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each(cases)('a file of LightGBM: $name', ({ name, file, rows, margin, predicted }) => {
  const read = readLightgbm(bytesOf(file.join('\n')));
  const X = fileMatrix(read, rows);
  const derived = { ...X, values: deriveValues(read.derived, X.values, X.rows, X.columns.length) };
  const raw = rawOutputs(read.ensemble, derived);
  // Raw scores there are before a steeper sigmoid, and sums where a forest takes the mean.
  const factor = name.includes('steeper') ? 2 : read.ensemble.combine === 'mean' ? read.ensemble.outputs / read.ensemble.output.length : 1;

  it('predicts what LightGBM predicts', () => {
    expect(raw.length).toBe(margin.length);
    raw.forEach((v, i) => expect(Math.abs(v - margin[i]! * factor), `row ${i}`).toBeLessThan(1e-9));
    applyLink(read.ensemble.link, raw, read.ensemble.outputs).forEach((v, i) => expect(Math.abs(v - predicted[i]!)).toBeLessThan(1e-9 * Math.max(1, Math.abs(v))));
  });

  it('is written as it was read', () => {
    const again = readLightgbm(writeLightgbm(read.ensemble)).ensemble;
    // The mean is over rounds there and over trees here: leaves are divided by 3 and multiplied again.
    const leaves = read.ensemble.combine === 'mean' && read.ensemble.outputs > 1 ? { value: breadthFirst(read.ensemble).value } : {};
    expect({ ...breadthFirst(again), ...leaves }).toEqual(breadthFirst(read.ensemble));
    rawOutputs(again, derived).forEach((v, i) => expect(v).toBeCloseTo(raw[i]!, 12));
  });
});

it('writes any trees so that reading gives them back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('identity', 'logistic', 'softmax', 'exp'), fc.integer({ min: 1, max: 12 }), fc.constantFrom('sum', 'mean'), (seed, rounds, link, leaves, combine) => {
    const outputs = link === 'softmax' ? 4 : 1;
    const made = { ...randomEnsemble({ seed, trees: rounds * outputs, outputs, width: 1, columns: 4, categories: { 1: 3, 3: 70 }, leaves, float32: false, link: link as 'identity', missingCategoriesLeft: false, combine: combine as 'sum' }), base: new Float64Array(outputs) };
    // LightGBM counts whole rows, which weights stand in for where they are not counted.
    expect(breadthFirst(readLightgbm(writeLightgbm(made)).ensemble)).toEqual(breadthFirst({ ...made, count: made.cover.map(Math.round) }));
  }), { numRuns: 25 });
});

it('predicts the same whatever the trees: starts, sides of missing categories, single precision, leaves of several numbers', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), fc.constantFrom('sum', 'mean'), fc.boolean(), (seed, float32, combine, wide) => {
    const made = randomEnsemble({ seed, trees: 6, outputs: 3, width: wide ? 3 : 1, columns: 3, categories: { 1: 5 }, leaves: 6, float32, link: 'softmax', combine: combine as 'sum' });
    const again = readLightgbm(writeLightgbm(made)).ensemble;
    const thresholds = made.threshold.filter((_, node) => made.feature[node]! >= 0);
    const values = Float64Array.from({ length: 300 }, (_, i) => {
      const t = thresholds[i % thresholds.length]!;
      if (i % 3 === 1) return i % 4 === 0 ? Number.NaN : i % 6;
      return [t, t + 1e-9, t - 1e-9, t * (1 + 2 ** -24), Number.NaN, Math.fround(t)][i % 6]!;
    });
    const X = { rows: 100, columns: made.columns, values };
    const ours = rawOutputs(made, X);
    expect(rawOutputs(again, X).reduce((most, v, i) => Math.max(most, Math.abs(v - ours[i]!)), 0)).toBeLessThan(1e-12);
  }), { numRuns: 25 });
});

describe('what is refused', () => {
  const good = cases[0]!.file.join('\n');
  const line = (key: string, value: string): string => good.replace(new RegExp(`^${key}=.*$`, 'm'), `${key}=${value}`);
  it.each([
    ['something else', 'trees\n', /first line should be "tree"/],
    ['a file that is cut off', good.slice(0, good.indexOf('end of trees')), /is cut off/],
    ['a cycle', line('left_child', '0 1 2 3'), /twice/],
    ['a child that is not there', line('left_child', '400 1 2 3'), /whole numbers from -5 to 3 and has 400/],
    ['a column that is not there', line('split_feature', '9 9 9 9'), /whole numbers from 0 to 2/],
    ['a threshold that is no number', line('threshold', 'nan 1 2 3'), /number 1 is "nan"/],
    ['lists of other lengths', line('leaf_value', '1 2'), /should have 5 entries and has 2/],
    ['linear leaves', line('is_linear', '1'), /linear_tree/],
    ['an unknown objective', line('objective', 'constructor'), /"constructor" of this LightGBM model is not known/],
    ['no objective', good.replace(/^objective=.*\n/m, ''), /does not name its objective/],
    ['sets that are not there', line('cat_boundaries', '0 9999999'), /should have \d+ entries/],
    ['more leaves than numbers can count', line('num_leaves', '1e300'), /whole numbers from 1 to/],
  ])('%s', (_, text, message) => {
    expect(() => readLightgbm(bytesOf(text))).toThrow(message);
  });
});
