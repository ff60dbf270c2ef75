import type { Matrix } from '../../../frame/matrix.ts';
import type { ShapValues } from '../../explainers/kernel-shap.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { applyLink } from '../predict.ts';
import { rawOutputsByKernel } from '../predict/by-kernel.ts';
import { againstEffects } from './against-effects.ts';
import { type Credit, credited, crediting } from './credit.ts';
import { meanSlopes } from './link-slopes.ts';
import { addedUp, treeScale } from './path-shap.ts';
import type { TreeShapContext } from './run-trees.ts';

export interface AgainstShapOptions {
  /** Rows to compare with, of the ensemble's own columns. */
  readonly background: Matrix;
  readonly credit: Credit;
  readonly twins?: boolean;
}

/** Mean of every output over the rows of a row-major matrix. */
function outputMeans(values: Float64Array, outputs: number): Float64Array {
  const rows = values.length / outputs;
  const means = new Float64Array(outputs);
  values.forEach((v, i) => { means[i % outputs]! += v / rows; });
  return means;
}

/**
 * Interventional TreeSHAP (Lundberg et al. 2020): exact Shapley values before the link, where what is not known of a row is taken from
 * the background rows. Equals shap's `TreeExplainer` with `interventional`.
 */
export async function againstShap(e: TreeEnsemble, X: Matrix, { background, credit, twins = false }: AgainstShapOptions, ctx: TreeShapContext): Promise<ShapValues> {
  const { outputs } = e;
  const N = X.rows;
  const p = credit.columns;
  const scale = treeScale(e) / background.rows;
  const values = new Float64Array(outputs * N * p);
  await againstEffects(e, X, { background, groupOf: credit.groupOf, groups: credit.owners.length, pairs: false, each: false, twins }, ctx, crediting(credit, outputs, N, values));
  values.forEach((v, i) => { values[i] = v * scale; });
  const base = outputMeans(await rawOutputsByKernel(e, background, ctx), outputs);
  return { values, base, predicted: addedUp(values, base, N, p) };
}

/**
 * The same after the link (probabilities, or what `exp` makes of sums of logarithms): row by row and background row by background row,
 * effects before the link are scaled by the link's mean slope between the two, as shap does for `model_output="probability"`; of
 * several classes, each class's probability by its slopes along every output. The effects add up to the prediction exactly.
 */
export async function againstShapLinked(e: TreeEnsemble, X: Matrix, { background, credit, twins = false }: AgainstShapOptions, ctx: TreeShapContext): Promise<ShapValues> {
  const { outputs } = e;
  const N = X.rows;
  const p = credit.columns;
  const groups = credit.owners.length;
  const scale = treeScale(e) / background.rows;
  const margins = await rawOutputsByKernel(e, X, ctx);
  const from = await rawOutputsByKernel(e, background, ctx);
  const values = new Float64Array(outputs * N * p);
  const mixed = new Float64Array(groups);
  await againstEffects(e, X, { background, groupOf: credit.groupOf, groups, pairs: false, each: true, twins }, ctx, (block) => {
    for (let i = 0; i < block.rows; i++) {
      const row = block.from + i;
      const slopes = meanSlopes(e.link, from.subarray(block.pass * outputs, (block.pass + 1) * outputs), margins.subarray(row * outputs, (row + 1) * outputs));
      for (let k = 0; k < outputs; k++) {
        mixed.fill(0);
        for (let o = 0; o < outputs; o++) {
          const slope = scale * slopes[k * outputs + o]!;
          if (slope !== 0) for (let g = 0; g < groups; g++) mixed[g]! += slope * block.effects[(o * groups + g) * block.stride + i]!;
        }
        credited(credit, mixed, 0, 1, values, (k * N + row) * p);
      }
    }
  });
  const base = outputMeans(applyLink(e.link, from, outputs), outputs);
  return { values, base, predicted: addedUp(values, base, N, p) };
}
