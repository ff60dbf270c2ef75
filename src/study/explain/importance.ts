import { StudioError } from '../../engine/core/errors.ts';
import type { TreeImportance } from '../../engine/explainers/explanation.ts';
import { measureNames, treeImportance } from '../../engine/trees/importance.ts';
import { treeCount } from '../../engine/trees/predict.ts';
import { algorithmOf } from '../registry.ts';
import type { Explained } from './rows.ts';
import { pipelineTrees } from './trees.ts';

/** Importance by how the trees were built, on the person's own columns, as the model's library names it. */
export function explainImportance({ fitted }: Pick<Explained, 'fitted'>, seed: number): TreeImportance {
  const algorithm = algorithmOf(fitted.model.type);
  const trees = pipelineTrees(fitted);
  if (trees === null) throw new StudioError('unsupported', `${algorithm.name} has no trees to count. Permutation importance works for every model.`);
  const known = new Map(treeImportance(trees.ensemble, trees.credit, seed).map((m) => [m.measure, m]));
  return {
    kind: 'tree-importance',
    columns: fitted.inputs.map((c) => c.name),
    trees: treeCount(trees.ensemble),
    measures: measureNames(algorithm.module).flatMap(([measure, name]) => {
      const found = known.get(measure);
      return found ? [{ name, ...found }] : [];
    }),
  };
}
