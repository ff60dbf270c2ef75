import type { FileColumn, TreeModelFile } from '../engine/trees/files/model-file.ts';
import { readTreeModel } from '../engine/trees/files/read.ts';
import { importedTrees } from '../engine/trees/imported/meta.ts';
import { importTrees } from '../engine/trees/imported/model.ts';
import type { Plain } from '../engine/core/plain.ts';
import type { ColumnInfo, ColumnType } from '../frame/table.ts';
import type { FittedPipeline } from './results.ts';

/** The type that a table's columns must have for the file; columns that it knows by place alone are left to be found. */
export const typesFor = ({ columns }: TreeModelFile): Readonly<Record<string, ColumnType>> =>
  Object.fromEntries(columns.filter((c) => !c.unnamed).map((c) => [c.name, c.kind]));

/** The file's own columns, for when there is no table: categories as it names them, or as codes. */
export const columnsOf = ({ columns, ensemble }: TreeModelFile): readonly ColumnInfo[] =>
  columns.map((c: FileColumn, j): ColumnInfo => ({ name: c.name, type: c.kind, ...(c.kind === 'category' ? { dictionary: ensemble.categories[j] ?? [] } : {}) }));

/**
 * A model file as a pipeline of its own, without a study: over the columns given (a table's, or `columnsOf` the file), with
 * the file's task and classes. What does not fit is thrown as StudioError with a sentence (engine/trees/imported/bind.ts).
 */
export function importedPipeline(bytes: Uint8Array, name: string, columns: readonly ColumnInfo[]): { readonly fitted: FittedPipeline; readonly notes: readonly string[] } {
  const file = readTreeModel(bytes);
  const known = new Set(file.columns.map((c) => c.name));
  const inputs = file.columns.every((c) => c.unnamed) && !file.columns.every((c) => columns.some((own) => own.name === c.name))
    ? columns.filter((c) => c.type !== 'text')
    : columns.filter((c) => known.has(c.name) || known.has(c.name.replaceAll(/[\s=]+/g, '_')));
  const categories = inputs.map((c) => (c.type === 'category' ? c.dictionary ?? [] : null));
  const state = importTrees(bytes, { columns: inputs.map((c) => c.name), categories }, file.task, file.classes);
  return {
    notes: state.notes,
    fitted: {
      format: 'tablab/pipeline', version: 1, task: file.task, target: null, classes: file.classes, inputs, typical: inputs.map(() => null), steps: [], trainRows: 0,
      features: inputs.map((c, j) => ({ name: c.name, origin: c.name, ...(categories[j] ? { categories: categories[j] } : {}) })),
      model: { type: importedTrees.type, version: importedTrees.version, params: { name }, state: state as Plain },
    },
  };
}
