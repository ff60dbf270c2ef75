import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { leftShares } from './branches.ts';
import type { Credit } from './credit.ts';
import { type PathBlock, pathEffects, type TreeShapContext } from './path-effects.ts';
import { type PathShapOptions, treeScale } from './path-shap.ts';

/** Called for every row and output; `matrix` (columns × columns, row-major) is used again for the next. */
export type VisitInteractions = (output: number, row: number, matrix: Float64Array) => void;

/** Groups × groups of one row and output: off the diagonal half an interaction each, on it what is left of the group's effect. */
function groupMatrix({ effects, pairs, stride }: PathBlock, k: number, groups: number, i: number, into: Float64Array): void {
  const half = (g: number, h: number): number => pairs![((k * groups + g) * groups + h) * stride + i]!;
  for (let g = 0; g < groups; g++) {
    let rest = effects[(k * groups + g) * stride + i]!;
    for (let h = 0; h < groups; h++) {
      if (h === g) continue;
      const value = (half(g, h) + half(h, g)) / 2;
      into[g * groups + h] = value;
      rest -= value;
    }
    into[g * groups + g] = rest;
  }
}

/** Shares a matrix of groups out among the columns that own them. */
function ownersMatrix({ owners, columns }: Credit, from: Float64Array, scale: number, into: Float64Array): void {
  into.fill(0);
  owners.forEach((a, g) => owners.forEach((b, h) => {
    const share = (scale * from[g * owners.length + h]!) / (a.length * b.length);
    for (const i of a) for (const j of b) into[i * columns + j]! += share;
  }));
}

/**
 * SHAP interaction values (Lundberg et al. 2020), path-dependent: of every pair of columns what they do together beyond what each does
 * alone. Symmetric; a row of a matrix adds up to the column's SHAP value. Equals XGBoost's `pred_interactions`.
 */
export async function pathInteractions(e: TreeEnsemble, X: Matrix, { by, credit, twins = false }: PathShapOptions, ctx: TreeShapContext, visit: VisitInteractions): Promise<void> {
  const groups = credit.owners.length;
  const scale = treeScale(e);
  const own = new Float64Array(groups * groups);
  const matrix = new Float64Array(credit.columns * credit.columns);
  await pathEffects(e, X, { leftShare: leftShares(e, by), groupOf: credit.groupOf, groups, pairs: true, twins }, ctx, (block) => {
    for (let k = 0; k < e.outputs; k++) {
      for (let i = 0; i < block.rows; i++) {
        groupMatrix(block, k, groups, i, own);
        ownersMatrix(credit, own, scale, matrix);
        visit(k, block.from + i, matrix);
      }
    }
  });
}
