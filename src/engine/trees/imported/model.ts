import type { Matrix } from '../../../frame/matrix.ts';
import type { Model } from '../../core/algorithm.ts';
import { isClassification, type Task } from '../../core/dataset.ts';
import { StudioError } from '../../core/errors.ts';
import type { Plain } from '../../core/plain.ts';
import type { TreeView } from '../ensemble.ts';
import { deriveValues } from '../files/derived.ts';
import { readTreeModel } from '../files/read.ts';
import { lowerDerived } from './lower-derived.ts';
import { lowerTrees } from '../lower.ts';
import { predictTrees } from '../predict.ts';
import { bindTrees, type BoundTrees } from './bind.ts';
import type { importedTrees } from './meta.ts';

export type ImportedState = BoundTrees & {
  readonly task: Task;
  readonly classes: readonly string[] | null;
  readonly columns: readonly string[];
  readonly library: string;
  readonly objective: string;
};

/** A file read for a table: its categories are known from there. */
export function importTrees(bytes: Uint8Array, X: Pick<Matrix, 'columns' | 'categories'>, task: Task, classes: readonly string[] | null): ImportedState {
  const file = readTreeModel(bytes, (column) => X.categories?.[X.columns.indexOf(column)] ?? null);
  return { ...bindTrees(file, X, task, classes), task, classes, columns: X.columns, library: file.library, objective: file.objective };
}

function viewOf({ ensemble, derived, columns, library }: ImportedState): TreeView {
  const weighed = library === 'LightGBM' ? { branchWeight: 'count' } as const : {};
  if (derived === null) return { ensemble, ...weighed, origins: columns.map((_, j) => [j]) };
  return {
    ensemble, ...weighed,
    origins: derived.map((column) => (column.kind === 'column' ? [column.column] : [...new Set(column.parts.map((part) => part.column))])),
    derive: (X) => ({ rows: X.rows, columns: ensemble.columns, values: deriveValues(derived, X.values, X.rows, X.columns.length), categories: ensemble.categories }),
  };
}

/** rows × classes. */
function probabilities(state: ImportedState, X: Matrix): Matrix {
  const said = predictTrees(viewOf(state), X);
  const columns = state.classes ?? [];
  if (state.ensemble.outputs > 1) return { rows: X.rows, columns, values: said };
  return { rows: X.rows, columns, values: Float64Array.from({ length: said.length * 2 }, (_, at) => (at % 2 === 1 ? said[at >> 1]! : 1 - said[at >> 1]!)) };
}

export const importedTreesModel: Model<(typeof importedTrees)['params'], ImportedState & Plain> = {
  async fit(train, { file, name }, ctx) {
    const bytes = await ctx.file?.(file);
    if (!bytes) throw new StudioError('data', `The model file${name === '' ? '' : ` "${name}"`} is not kept with this study. Open the file again.`);
    const state = importTrees(bytes, train.X, train.task, train.classes);
    for (const note of state.notes) ctx.note('warning', note);
    return state as ImportedState & Plain;
  },
  predict(state, X) {
    if (!isClassification(state.task)) return predictTrees(viewOf(state), X);
    const { values, columns } = probabilities(state, X);
    const K = columns.length;
    return Float64Array.from({ length: X.rows }, (_, i) => {
      let best = 0;
      for (let k = 1; k < K; k++) if (values[i * K + k]! > values[i * K + best]!) best = k;
      return best;
    });
  },
  predictProba: probabilities,
  lower: ({ ensemble, derived, task }, graph, x) => lowerTrees(ensemble, task, graph, derived === null ? x : lowerDerived(derived, graph, x)),
  trees: viewOf,
};
