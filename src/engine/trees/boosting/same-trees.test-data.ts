import { matrix } from '../../../frame/matrix.ts';
import type { Dataset, Task } from '../../core/dataset.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { inSet } from '../predict.ts';

/** A node of a reference: a leaf's value, or feature, condition, where missing values go, gain. */
export type ReferenceNode = readonly [number] | readonly [number, number | { readonly left?: readonly number[]; readonly right?: readonly number[] }, number | string, number];

export interface ReferenceSet {
  readonly columns: number;
  readonly X: readonly (number | null)[];
  readonly y: readonly number[];
  readonly weight: readonly number[];
  readonly categories: readonly (readonly string[] | null)[] | null;
  readonly groups?: readonly number[];
}

export const columnsOf = (set: ReferenceSet): readonly string[] => Array.from({ length: set.columns }, (_, j) => `x${j}`);

export function datasetOf(set: ReferenceSet, task: Task, weighted: boolean): Dataset {
  const X = matrix(columnsOf(set), Float64Array.from(set.X, (v) => v ?? Number.NaN));
  const classes = task === 'regression' || task === 'ranking' ? null : Array.from({ length: Math.max(...set.y) + 1 }, (_, k) => `class ${k}`);
  return { X: set.categories === null ? X : { ...X, categories: set.categories }, task, y: Float64Array.from(set.y), classes, sampleWeight: weighted ? Float64Array.from(set.weight) : null, ...(set.groups ? { groups: Int32Array.from(set.groups) } : {}) };
}

/** By how much a number is off, relative to numbers above one. */
const off = (a: number, b: number): number => Math.abs(a - b) / Math.max(1, Math.abs(b));

/** How a library writes a number split: a row goes left below it (XGBoost), or at or below it (LightGBM). */
export type Condition = 'below' | 'at or below';

function sameQuestion(e: TreeEnsemble, node: number, [feature, question, missing]: Exclude<ReferenceNode, readonly [number]>, condition: Condition): string | null {
  if (e.feature[node] !== feature) return `asks about ${e.feature[node]}, not ${feature}`;
  if (typeof question === 'number') {
    const t = e.threshold[node]!;
    const same = condition === 'below' ? t < question && off(t, question) < 1e-6 : off(t, question) < 1e-9;
    if (!same) return `splits feature ${feature} at ${t}, not ${question}`;
  } else {
    for (let code = 0; code < e.categories[feature]!.length; code++) {
      const left = question.left === undefined ? !question.right!.includes(code) : question.left.includes(code);
      if (inSet(e.sets, e.set[node]!, code) !== left) return `category ${code} of feature ${feature} goes the other way`;
    }
  }
  if (typeof missing === 'number' && e.missingLeft[node] !== missing) return `sends missing values of feature ${feature} the other way`;
  return null;
}

/** What differs first between a tree and its reference (preorder), or `null`. `bias` is what the reference's leaves hold besides. */
export function treeDifference(e: TreeEnsemble, tree: number, reference: readonly ReferenceNode[], condition: Condition, bias = 0, tolerance = 1e-6): string | null {
  let at = 0;
  const walk = (node: number, path: string): string | null => {
    const expected = reference[at++];
    if (expected === undefined) return `tree ${tree} goes on at ${path}`;
    if (expected.length === 1) {
      if (e.feature[node]! >= 0) return `tree ${tree} splits feature ${e.feature[node]} at leaf ${path} (gain ${e.gain[node]})`;
      return off(e.value[node]! + bias, expected[0]) <= tolerance ? null : `tree ${tree}, leaf ${path}: ${e.value[node]! + bias}, not ${expected[0]}`;
    }
    if (e.feature[node]! < 0) return `tree ${tree} ends at ${path}, where feature ${expected[0]} gains ${expected[3]}`;
    const wrong = sameQuestion(e, node, expected, condition);
    if (wrong !== null) return `tree ${tree}, node ${path} ${wrong} (gain ${e.gain[node]}, not ${expected[3]})`;
    if (off(e.gain[node]!, expected[3]) > 1e-4) return `tree ${tree}, node ${path} gains ${e.gain[node]}, not ${expected[3]}`;
    return walk(e.left[node]!, `${path}L`) ?? walk(e.right[node]!, `${path}R`);
  };
  return walk(e.roots[tree]!, '·');
}

/** The first difference of all trees, or `null`. */
export function treesDifference(e: TreeEnsemble, references: readonly (readonly ReferenceNode[])[], condition: Condition, bias: (tree: number) => number = () => 0): string | null {
  if (e.roots.length - 1 !== references.length) return `${e.roots.length - 1} trees, not ${references.length}`;
  for (const [t, reference] of references.entries()) {
    const found = treeDifference(e, t, reference, condition, bias(t));
    if (found !== null) return found;
  }
  return null;
}
