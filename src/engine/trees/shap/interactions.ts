import type { Matrix } from '../../../frame/matrix.ts';
import type { TreeEnsemble } from '../ensemble.ts';
import { againstEffects } from './against-effects.ts';
import type { AgainstShapOptions } from './against-shap.ts';
import { leftShares } from './branches.ts';
import type { Credit } from './credit.ts';
import { pathEffects } from './path-effects.ts';
import { type PathShapOptions, treeScale } from './path-shap.ts';
import type { RowBlock, TreeShapContext } from './run-trees.ts';

/** Called for every row and output; `matrix` (columns × columns, row-major) is used again for the next. */
export type VisitInteractions = (output: number, row: number, matrix: Float64Array) => void;

/** Groups × groups of one row and output: off the diagonal half an interaction each, on it what is left of the group's effect. */
function groupMatrix({ effects, pairs, stride }: RowBlock, k: number, groups: number, i: number, into: Float64Array): void {
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

/** Reads the interactions of a block: calls `visit` for every row and output. */
function eachInteraction(credit: Credit, outputs: number, scale: number, visit: VisitInteractions): (block: RowBlock) => void {
  const groups = credit.owners.length;
  const own = new Float64Array(groups * groups);
  const matrix = new Float64Array(credit.columns * credit.columns);
  return (block) => {
    for (let k = 0; k < outputs; k++) {
      for (let i = 0; i < block.rows; i++) {
        groupMatrix(block, k, groups, i, own);
        ownersMatrix(credit, own, scale, matrix);
        visit(k, block.from + i, matrix);
      }
    }
  };
}

/**
 * SHAP interaction values (Lundberg et al. 2020), path-dependent: of every pair of columns what they do together beyond what each does
 * alone. Symmetric; a row of a matrix adds up to the column's SHAP value. Equals XGBoost's `pred_interactions`.
 */
export async function pathInteractions(e: TreeEnsemble, X: Matrix, { by, credit, twins = false }: PathShapOptions, ctx: TreeShapContext, visit: VisitInteractions): Promise<void> {
  const options = { leftShare: leftShares(e, by), groupOf: credit.groupOf, groups: credit.owners.length, pairs: true, twins };
  await pathEffects(e, X, options, ctx, eachInteraction(credit, e.outputs, treeScale(e), visit));
}

/** The same against background rows. */
export async function againstInteractions(e: TreeEnsemble, X: Matrix, { background, credit, twins = false }: AgainstShapOptions, ctx: TreeShapContext, visit: VisitInteractions): Promise<void> {
  const options = { background, groupOf: credit.groupOf, groups: credit.owners.length, pairs: true, each: false, twins };
  await againstEffects(e, X, options, ctx, eachInteraction(credit, e.outputs, treeScale(e) / background.rows, visit));
}
