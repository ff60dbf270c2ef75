import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../core/errors.ts';
import { applyLink, rawOutputs } from '../../predict.ts';
import { breadthFirst } from '../breadth-first.test-data.ts';
import { randomEnsemble } from '../random-ensemble.test-data.ts';
import { fileMatrix } from '../reference-rows.test-data.ts';
import { readXgboost } from './read.ts';
import { writeXgboost } from './write.ts';

interface Case {
  readonly name: string;
  readonly file: Record<string, unknown>;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  readonly margin: readonly number[];
  readonly predicted: readonly number[];
  readonly ubjson?: string;
}
const cases = JSON.parse(readFileSync(new URL('reference.json', import.meta.url), 'utf8')) as readonly Case[];
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const thrownBy = (call: () => unknown): unknown => {
  try {
    call();
    return null;
  } catch (error) {
    return error;
  }
};

describe.each(cases)('a file of XGBoost: $name', ({ file, rows, margin, predicted, ubjson }) => {
  const read = readXgboost(bytesOf(file));
  const raw = rawOutputs(read.ensemble, fileMatrix(read, rows));

  it('predicts what XGBoost predicts', () => {
    expect(raw.length).toBe(margin.length);
    raw.forEach((v, i) => expect(Math.abs(v - margin[i]!), `row ${i}`).toBeLessThan(1e-6 * Math.max(1, Math.abs(v))));
    if (read.objective === 'binary:logitraw') return;
    applyLink(read.ensemble.link, raw, read.ensemble.outputs).forEach((v, i) => expect(Math.abs(v - predicted[i]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(v))));
  });

  it.runIf(ubjson !== undefined)('is the same in UBJSON', () => {
    expect(readXgboost(Buffer.from(ubjson!, 'base64'))).toEqual(read);
  });

  it.runIf(read.ensemble.width === 1)('is written as it was read', () => {
    for (const form of ['json', 'ubjson'] as const) {
      const again = readXgboost(writeXgboost(read.ensemble, { form, objective: read.objective }));
      expect(breadthFirst(again.ensemble).threshold).toEqual(breadthFirst(read.ensemble).threshold);
      expect(breadthFirst(again.ensemble).sets).toEqual(breadthFirst(read.ensemble).sets);
      rawOutputs(again.ensemble, fileMatrix(again, rows)).forEach((v, i) => expect(Math.abs(v - raw[i]!)).toBeLessThan(1e-6));
    }
  });
});

it('writes any trees of single precision so that reading gives them back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 5 }), fc.constantFrom('identity', 'softmax'), fc.integer({ min: 1, max: 12 }), fc.constantFrom('json', 'ubjson'), (seed, rounds, link, leaves, form) => {
    const outputs = link === 'softmax' ? 3 : 1;
    const made = randomEnsemble({ seed, trees: rounds * outputs, outputs, width: 1, columns: 4, categories: { 1: 3, 3: 70 }, leaves, float32: true, link: link as 'identity' });
    expect(breadthFirst(readXgboost(writeXgboost(made, { form: form as 'json' })).ensemble)).toEqual(breadthFirst(made));
  }), { numRuns: 25 });
});

it('puts right children right behind left ones, where XGBoost looks for them', () => {
  const made = randomEnsemble({ seed: 1, trees: 3, outputs: 1, width: 1, columns: 4, categories: { 1: 3 }, leaves: 9, float32: true, link: 'identity' });
  // As LightGBM numbers them: the other child of each question first.
  const turned = { ...made, left: made.right, right: made.left };
  const { trees } = JSON.parse(new TextDecoder().decode(writeXgboost(turned, { form: 'json' }))).learner.gradient_booster.model as { readonly trees: readonly { readonly left_children: readonly number[]; readonly right_children: readonly number[] }[] };
  for (const tree of trees) expect(tree.right_children).toEqual(tree.left_children.map((child) => (child < 0 ? -1 : child + 1)));
  expect(breadthFirst(readXgboost(writeXgboost(turned, { form: 'json' })).ensemble)).toEqual(breadthFirst(turned));
});

it('keeps a start far from a half', () => {
  const made = { ...randomEnsemble({ seed: 1, trees: 2, outputs: 1, width: 1, columns: 2, categories: {}, leaves: 3, float32: true, link: 'logistic' }), base: Float64Array.of(14.5) };
  const X = { rows: 3, columns: made.columns, values: Float64Array.of(-1, 0, 0.5, 1, 2, Number.NaN) };
  rawOutputs(readXgboost(writeXgboost(made, { form: 'json' })).ensemble, X).forEach((v, i) => expect(v).toBeCloseTo(rawOutputs(made, X)[i]!, 5));
});

it('takes categories for codes where XGBoost has cut their names', () => {
  const file = structuredClone(cases[0]!.file) as { learner: { gradient_booster: { model: { cats: { enc: unknown[] } } } } };
  // "née", "red" as XGBoost 3.2 writes them: letters counted, bytes cut.
  file.learner.gradient_booster.model.cats.enc[2] = { offsets: [0, 3, 6], values: [110, -61, -87, 101, 114, 101] };
  expect(readXgboost(bytesOf(file)).columns[2]).toMatchObject({ kind: 'category', categories: null });
});

describe('what is refused', () => {
  const good = cases.find((c) => c.name === 'regression')!.file;
  /** The file with one place changed. */
  const changed = (path: string, value: unknown): Uint8Array => {
    const copy = structuredClone(good);
    const steps = path.split('.');
    const last = steps.pop()!;
    const at = steps.reduce<Record<string, unknown>>((so, step) => so[step] as Record<string, unknown>, copy);
    if (value === undefined) delete at[last];
    else at[last] = value;
    return bytesOf(copy);
  };
  const tree = 'learner.gradient_booster.model.trees.0';
  it.each([
    ['no JSON', bytesOf('{"learner":'), /is not JSON/],
    ['a JSON of something else', bytesOf('{"a": 1}'), /learner should be a group of fields and is nothing/],
    ['a cycle', changed(`${tree}.left_children`, [0, 3, 5, 7, 9, 11, 13, -1, -1, -1, -1, -1, -1, -1, -1].slice(0, ((good['learner'] as never)['gradient_booster']['model']['trees'][0]['left_children'] as number[]).length)), /twice|not there/],
    ['a child that is not there', changed(`${tree}.right_children.0`, 4000), /child 4000 is not there/],
    ['a column that is not there', changed(`${tree}.split_indices.0`, 9), /asks about column 9, but there are 2/],
    ['a threshold that is no number', changed(`${tree}.split_conditions.0`, 'NaN'), /split_conditions\[0\] should be a number/],
    ['lists of different lengths', changed(`${tree}.default_left`, [1]), /should have \d+ entries and has 1/],
    ['a linear booster', changed('learner.gradient_booster.name', 'gblinear'), /has no trees/],
    ['an unknown objective', changed('learner.objective.name', '__proto__'), /"__proto__" of this XGBoost model is not known/],
    ['a tree for an output that is not there', changed('learner.gradient_booster.model.tree_info.0', 3), /tree_info\[0\] should be a whole number from 0 to 0/],
    ['a base score that is no number', changed('learner.learner_model_param.base_score', '[oops]'), /base_score should be a number or a list/],
    ['several targets', changed('learner.learner_model_param.num_target', '2'), /2 targets at once/],
    ['UBJSON that promises too much', Uint8Array.of(0x7b, 0x4c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0x61), /promises more than the file holds/],
    ['UBJSON that is nested too deep', Uint8Array.from({ length: 400 }, (_, i) => (i === 0 ? 0x7b : i === 1 ? 0x69 : i === 2 ? 0 : 0x5b)), /nested more than 64 deep/],
  ])('%s', (_, bytes, message) => {
    expect(() => readXgboost(bytes as Uint8Array)).toThrow(message);
  });

  it('never anything but a sentence, wherever a byte is wrong', () => {
    const ubjson = Buffer.from(cases[0]!.ubjson!, 'base64');
    fc.assert(fc.property(fc.integer({ min: 0, max: ubjson.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
      const broken = Uint8Array.from(ubjson);
      broken[at] = byte;
      expect(thrownBy(() => readXgboost(broken))).toSatisfy((error) => error === null || error instanceof StudioError);
    }), { numRuns: 100 });
  });
});

it('reads a file of XGBoost 1.x: no categories, sides as true and false, one base score', () => {
  const old = {
    learner: {
      gradient_booster: { name: 'gbtree', model: { gbtree_model_param: { num_trees: '1', size_leaf_vector: '0' }, tree_info: [0], trees: [{
        base_weights: [0, -1, 2], default_left: [true, false, false], id: 0, left_children: [1, -1, -1], right_children: [2, -1, -1], parents: [2147483647, 0, 0], loss_changes: [3, 0, 0],
        split_conditions: [0.5, -1, 2], split_indices: [1, 0, 0], sum_hessian: [4, 2, 2], tree_param: { num_deleted: '0', num_feature: '2', num_nodes: '3', size_leaf_vector: '0' },
      }] } },
      learner_model_param: { base_score: '5.000000E-01', num_class: '0', num_feature: '2' },
      objective: { name: 'reg:linear', reg_loss_param: { scale_pos_weight: '1' } },
    },
    version: [1, 0, 2],
  };
  const { ensemble, version, columns } = readXgboost(bytesOf(old));
  expect(version).toBe('1.0.2');
  expect(columns.map((c) => [c.name, c.unnamed])).toEqual([['f0', true], ['f1', true]]);
  const X = { rows: 3, columns: ensemble.columns, values: Float64Array.of(0, 0.5, 0, 0.49, 0, Number.NaN) };
  expect([...rawOutputs(ensemble, X)]).toEqual([2.5, -0.5, -0.5]);
});
