import { expect, it } from 'vitest';
import type { Matrix } from '../../../frame/matrix.ts';
import { quietContext } from '../../core/context.ts';
import { openBackend } from '../../kernels/open.ts';
import { treeKernels } from '../../kernels/trees.ts';
import { bin } from '../bins/bin.ts';
import { nextSingleBelow } from '../bins/next-number.ts';
import { createGrower } from './create-grower.ts';
import type { GrownTree } from './grown-tree.ts';
import { predictMemory } from './layout.ts';
import reference from './reference.json';
import { type GrowRules, lightgbmRules, xgboostRules } from './rules.ts';

/** What the libraries call their parameters, and what they are here. */
const NAMES: Readonly<Record<string, keyof GrowRules>> = {
  min_child_weight: 'minChildWeight', alpha: 'alpha', gamma: 'minGain', lambda: 'lambda', max_delta_step: 'maxDeltaStep', max_leaves: 'maxLeaves', max_depth: 'maxDepth',
  min_data_in_leaf: 'minDataInLeaf', lambda_l2: 'lambda', lambda_l1: 'alpha', min_gain_to_split: 'minGain', num_leaves: 'maxLeaves', path_smooth: 'pathSmooth', min_sum_hessian_in_leaf: 'minChildWeight',
};
const CATEGORY_NAMES: Readonly<Record<string, string>> = { max_cat_to_onehot: 'maxCatToOnehot', min_data_per_group: 'minDataPerGroup', cat_smooth: 'catSmooth' };

type Params = Readonly<Record<string, unknown>>;
const numbers = (text: unknown): Int8Array => Int8Array.from(typeof text === 'string' ? (JSON.parse(text.replace('(', '[').replace(')', ']')) as number[]) : (text as number[]));

function rulesOf(flavour: GrowRules['flavour'], params: Params): GrowRules {
  const base = flavour === 'xgboost' ? xgboostRules() : lightgbmRules();
  const given: Record<string, unknown> = {};
  const category: Record<string, unknown> = { ...base.category };
  for (const [name, value] of Object.entries(params)) {
    if (name in NAMES) given[NAMES[name]!] = name === 'max_depth' && value === 0 ? Infinity : value;
    else if (name in CATEGORY_NAMES) category[CATEGORY_NAMES[name]!] = value;
    else if (name === 'monotone_constraints') given['monotone'] = numbers(value);
    else if (name === 'interaction_constraints') given['interactions'] = [[0, 1], [2, 3]];
    else if (name === 'grow_policy') given['growth'] = 'leaf';
    else throw new TypeError(`Parameter ${name} is not known to this test.`);
  }
  return { ...base, ...given, category: category as unknown as GrowRules['category'] };
}

interface Printed {
  readonly feature?: number;
  readonly children?: readonly Printed[];
  readonly value?: number;
  readonly cover?: number;
  readonly count?: number;
  readonly gain?: number;
  readonly below?: number;
  readonly atMost?: number;
  readonly missingLeft?: number;
  readonly missing?: string;
  readonly right?: readonly number[];
  readonly left?: readonly number[];
}

const near = (value: number): unknown => expect.closeTo(value, Math.max(0, 5 - Math.ceil(Math.log10(Math.abs(value) + 1e-12))));

const anything: unknown = expect.anything();

/** The library's tree in the form of `printed`, numbers to be matched to five digits. */
function expected(node: Printed, X: Matrix): unknown {
  const { feature, children, below, atMost, right, left } = node;
  if (feature === undefined || children === undefined) return { value: near(node.value!), ...(node.count === undefined ? { cover: near(node.cover!) } : { count: node.count }) };
  const codes = X.categories![feature]?.map((_, c) => c) ?? [];
  const split = right ? { left: codes.filter((c) => !right.includes(c)) } : left ? { left } : { atMost: below === undefined ? near(atMost!) : nextSingleBelow(below) };
  return { feature, ...split, missingLeft: node.missing === 'None' ? anything : node.missingLeft, gain: expect.closeTo(node.gain!, 3), children: children.map((child) => expected(child, X)) };
}

function printed(tree: GrownTree, i: number, counts: boolean): unknown {
  if (tree.feature[i]! < 0) return { value: tree.value[i], ...(counts ? { count: tree.count[i] } : { cover: tree.cover[i] }) };
  const left = tree.leftCategories[i];
  return {
    feature: tree.feature[i], ...(left ? { left: Array.from(left) } : { atMost: tree.threshold[i] }), missingLeft: tree.missingLeft[i], gain: tree.gain[i],
    children: [printed(tree, tree.left[i]!, counts), printed(tree, tree.right[i]!, counts)],
  };
}

it.each(reference.cases)('$name: the same tree, split for split', async (testCase) => {
  const { name, gradients, tree: theirs } = testCase;
  const flavour = name.startsWith('xgboost') ? 'xgboost' : 'lightgbm';
  const all = reference.x.map((v) => v ?? Number.NaN);
  const p = 'categories' in testCase ? 6 : 4;
  const rows = all.length / 6;
  const X: Matrix = {
    rows, columns: reference.columns.slice(0, p), categories: reference.categories.slice(0, p),
    values: Float64Array.from({ length: rows * p }, (_, k) => all[Math.floor(k / p) * 6 + (k % p)]!),
  };
  const backend = await openBackend([treeKernels], { bytes: predictMemory({ rows, features: p, outputs: 1, maxLeaves: 64, threads: 1, categories: 32 }) });
  try {
    const maxBin = 'maxBin' in testCase ? testCase.maxBin! : 255;
    const grower = createGrower(await bin(X, { flavour, maxBin }, backend, quietContext()), { outputs: 1, maxLeaves: 64 });
    const [g, h] = reference.gradients[gradients as 'squared' | 'logistic'] as [number[], number[]];
    const { gradient, hessian } = grower.gradients(0);
    gradient.set(g);
    hessian.set(h);
    const tree = grower.grow(0, null, rulesOf(flavour, ('params' in testCase ? testCase.params : {}) as Params), () => 0.5);
    expect(printed(tree, 0, flavour === 'lightgbm')).toEqual(expected(theirs as Printed, X));
  } finally {
    backend.close();
  }
});
