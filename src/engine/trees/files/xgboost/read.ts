import { StudioError } from '../../../core/errors.ts';
import { assemble } from '../assemble.ts';
import { codeNames } from '../codes.ts';
import type { FileColumn, TreeModelFile } from '../model-file.ts';
import { type Part, parseJson } from '../part.ts';
import { decodeUbjson } from '../ubjson.ts';
import { readCategories } from './categories.ts';
import { objectiveOf, toMargin } from './objectives.ts';
import { readTree } from './trees.ts';

const KIND = 'XGBoost';
const MOST_COLUMNS = 5_000_000;

/** base_score: one number, or from 3.1 on `[a,b,…]`, one an output. */
function readBase(part: Part, outputs: number): readonly number[] {
  const text = part.text().trim();
  const numbers = text.replace(/^\[|\]$/g, '').split(',').map((v) => Math.fround(Number(v)));
  if (text === '' || numbers.some((v) => !Number.isFinite(v))) throw part.bad(`should be a number or a list of numbers and is "${text.slice(0, 40)}".`);
  if (numbers.length === 1) return Array.from({ length: outputs }, () => numbers[0]!);
  if (numbers.length !== outputs) throw part.bad(`has ${numbers.length} numbers for ${outputs} outputs.`);
  return numbers;
}

function readColumns(learner: Part, model: Part, count: number, byCategory: ReadonlySet<number>): readonly FileColumn[] {
  const listed = (name: string): readonly string[] => {
    if (!learner.has(name)) return [];
    const found = learner.at(name).texts();
    if (found.length !== 0 && found.length !== count) throw learner.at(name).bad(`should have ${count} entries and has ${found.length}.`);
    return found;
  };
  const names = listed('feature_names');
  const types = listed('feature_types');
  const categories = readCategories(model, count);
  return Array.from({ length: count }, (_, j) => {
    const category = types[j] === 'c' || byCategory.has(j) || categories[j] !== null;
    return { name: names[j] ?? `f${j}`, unnamed: names.length === 0, kind: category ? 'category' : 'number', categories: categories[j]! };
  });
}

/** Where the trees are: a gbtree's own, or inside a dart, with the weight of each. */
function readBooster(learner: Part): { readonly model: Part; readonly weights: Float64Array | null } {
  const booster = learner.at('gradient_booster');
  const name = booster.at('name').text();
  if (name === 'gbtree') return { model: booster.at('model'), weights: null };
  if (name !== 'dart') throw new StudioError('unsupported', `This XGBoost model is a "${name.slice(0, 40)}", which has no trees. Models of gbtree and dart are read.`);
  const weights = booster.at('weight_drop');
  return { model: booster.at('gbtree').at('model'), weights: weights.numbers(weights.length) };
}

function versionOf(root: Part): string {
  if (!root.has('version')) return '';
  const version = root.at('version');
  return Array.from(version.numbers(version.length)).join('.');
}

/**
 * A model that XGBoost 1.0 to 3.x saved as JSON or UBJSON. Base scores become margins; leaf values of dart are multiplied
 * by their trees' weights. Source: doc/model.schema and the C++ readers of XGBoost 3.2.
 */
export function readXgboost(bytes: Uint8Array): TreeModelFile {
  const root = bytes[0] === 0x7b && !isJson(bytes) ? decodeUbjson(KIND, bytes) : parseJson(KIND, bytes);
  const learner = root.at('learner');
  const head = learner.at('learner_model_param');
  const objective = learner.at('objective').at('name').text();
  const { link, task, start } = objectiveOf(objective);
  const count = head.at('num_feature').integer(1, MOST_COLUMNS);
  const classCount = task === 'multiclass' ? head.at('num_class').integer(2, 100_000) : 0;
  const targets = head.has('num_target') ? head.at('num_target').integer(0, 100_000) : 1;
  if (task !== 'multiclass' && targets > 1) throw new StudioError('unsupported', `This XGBoost model predicts ${targets} targets at once; models of one target are read. Train one model a target.`);
  const outputs = Math.max(classCount, 1);

  const { model, weights } = readBooster(learner);
  const trees = model.at('trees').list();
  const info = model.at('tree_info').integers(trees.length, 0, outputs - 1);
  if (weights !== null && weights.length !== trees.length) throw model.bad(`has ${trees.length} trees and ${weights.length} weights for them.`);
  const widths = trees.map((tree) => (tree.at('tree_param').has('size_leaf_vector') ? Math.max(1, tree.at('tree_param').at('size_leaf_vector').integer(0, 100_000)) : 1));
  const width = widths[0] ?? 1;
  if (widths.some((w) => w !== width) || (width !== 1 && width !== outputs)) throw model.at('trees').bad(`should have leaves of 1 or ${outputs} numbers in every tree.`);

  const raw = trees.map((tree, t) => readTree(tree, info[t]!, weights?.[t] ?? 1, width));
  const byCategory = new Set(raw.flatMap((tree) => [...tree.sets.keys()].map((node) => tree.feature[node]!)));
  const columns = readColumns(learner, model, count, byCategory);
  const categories = columns.map((column, j) => (column.kind === 'number' ? null : column.categories ?? codeNames(raw, j)));
  const ensemble = assemble({
    columns: columns.map((c) => c.name), categories, width, outputs, link, float32: true, combine: 'sum',
    base: Float64Array.from(readBase(head.at('base_score'), outputs), (score) => toMargin(start, score)),
  }, raw, KIND);
  return {
    library: 'XGBoost', version: versionOf(root), objective, task, columns, ensemble,
    classes: task === 'regression' ? null : Array.from({ length: Math.max(2, classCount) }, (_, k) => String(k)),
    countedClasses: task !== 'regression',
    derived: columns.map((_, j) => ({ kind: 'column', column: j, zeroMissing: false })),
    notes: !objective.startsWith('rank:') ? [] : ['Its predictions are scores that order the rows of one query.'],
  };
}

/** JSON has a quote or a brace after its first one; UBJSON the type of a length. */
function isJson(bytes: Uint8Array): boolean {
  let at = 1;
  while (at < bytes.length && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at]!)) at++;
  return bytes[at] === 0x22 || bytes[at] === 0x7d;
}
