import type { Matrix } from '../../frame/matrix.ts';
import { sigmoid, softmaxRows } from '../math/softmax.ts';
import type { TreeEnsemble } from './ensemble.ts';
import { leafOf, treeCount } from './predict.ts';

/** Which trees each step of boosting added: one, or one for every output that has trees of its own. */
export function stepsOf(e: TreeEnsemble): readonly (readonly number[])[] {
  const steps: number[][] = [];
  const had = new Int32Array(e.outputs);
  for (let t = 0; t < treeCount(e); t++) {
    const step = e.width > 1 ? t : had[e.output[t]!]!++;
    (steps[step] ??= []).push(t);
  }
  return steps;
}

/** Adds one tree to `sums` (rows × outputs, from zero). Base, and the mean of forests, are for the reader to apply. */
export function addTree(e: TreeEnsemble, tree: number, X: Matrix, sums: Float64Array): void {
  const { width, outputs } = e;
  const p = X.columns.length;
  const output = e.output[tree]!;
  for (let i = 0; i < X.rows; i++) {
    const leaf = leafOf(e, tree, X.values, i * p);
    if (width === 1) sums[i * outputs + output]! += e.value[leaf]!;
    else for (let k = 0; k < width; k++) sums[i * outputs + k]! += e.value[leaf * width + k]!;
  }
}

/** What sums of trees say: rows × outputs after base and link, probabilities of several classes summing to one. */
export function saidBy(e: TreeEnsemble, sums: Float64Array, classes: boolean): Float64Array {
  const { outputs, base, link } = e;
  const said = sums.map((sum, i) => base[i % outputs]! + sum);
  if (link === 'softmax') softmaxRows(said, outputs);
  if (link === 'exp') return said.map(Math.exp);
  if (link !== 'logistic') return said;
  const chances = said.map(sigmoid);
  // One question a class: the answers are made to sum to one.
  if (classes && outputs > 1) {
    for (let from = 0; from < chances.length; from += outputs) {
      const sum = chances.subarray(from, from + outputs).reduce((a, b) => a + b, 0);
      for (let k = 0; k < outputs; k++) chances[from + k]! /= sum;
    }
  }
  return chances;
}
