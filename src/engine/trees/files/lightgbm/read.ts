import { StudioError } from '../../../core/errors.ts';
import { assemble } from '../assemble.ts';
import { codeNames } from '../codes.ts';
import type { FileColumn, TreeModelFile } from '../model-file.ts';
import { badFile, Part } from '../part.ts';
import { objectiveOf } from './objectives.ts';
import { KIND, type LightgbmText, splitText } from './text.ts';
import { type LightgbmTree, readTree } from './trees.ts';

/** Which columns hold categories: as the parameters say, and where `feature_infos` lists them (`3:0:1`, not `[0:1]`). */
function categoryColumns({ head, parameters }: LightgbmText, names: readonly string[], trees: readonly LightgbmTree[]): readonly number[] {
  const found = new Set(trees.flatMap((tree) => [...tree.sets.keys()].map((node) => tree.feature[node]!)));
  const listed = (parameters.get('categorical_feature') ?? '').split(',').filter(Boolean);
  for (const entry of listed) {
    const j = entry.startsWith('name:') ? names.indexOf(entry.slice(5)) : Number(entry);
    if (Number.isInteger(j) && j >= 0 && j < names.length) found.add(j);
  }
  if (head.has('feature_infos')) head.words('feature_infos').forEach((info, j) => { if (/^-?\d+(:-?\d+)*$/.test(info) && j < names.length) found.add(j); });
  return [...found].sort((a, b) => a - b);
}

/** Names of the categories of pandas columns, in the order of the columns. */
function pandasCategories(pandas: string | null): readonly (readonly string[])[] {
  if (pandas === null || pandas.trim() === 'null') return [];
  let value: unknown;
  try {
    value = JSON.parse(pandas);
  } catch {
    throw badFile(KIND, 'pandas_categorical', 'is not JSON.');
  }
  return new Part(KIND, 'pandas_categorical', value).list().map((list) => list.list().map((entry) => (typeof entry.value === 'string' ? entry.value : String(entry.value))));
}

/** Columns whose zeros are missing. The same column cannot have zeros that are and zeros that are not. */
function zeroColumns(trees: readonly LightgbmTree[], names: readonly string[]): ReadonlySet<number> {
  const zero = new Set(trees.flatMap((tree) => [...tree.zeroMissing]));
  const clash = trees.flatMap((tree) => [...tree.nanMissing]).find((j) => zero.has(j));
  if (clash !== undefined) throw new StudioError('unsupported', `In this LightGBM model zeros of "${names[clash]!}" are missing in some trees and numbers in others (zero_as_missing changed between trainings); it is not read.`);
  return zero;
}

/**
 * A model that LightGBM 2 to 4 saved as text. Numbers are compared as doubles; what each node takes for missing becomes a
 * direction, and where zeros are missing the column is derived. Source: src/io/tree.cpp and gbdt_model_text.cpp of LightGBM 4.
 */
export function readLightgbm(bytes: Uint8Array): TreeModelFile {
  if (bytes.length > 500_000_000) throw new StudioError('limit', `This LightGBM model file has ${Math.round(bytes.length / 1048576)} MB; at most 476 MB are read.`);
  const file = splitText(new TextDecoder().decode(bytes));
  const { head } = file;
  if (!head.has('objective')) throw new StudioError('unsupported', 'This LightGBM model does not name its objective (it was trained with a function of one\'s own), so what its numbers mean is not known.');
  const { name, link, task, scale } = objectiveOf(head.text('objective'));
  const outputs = head.integer('num_tree_per_iteration', 1, 100_000);
  if ((task === 'multiclass') !== outputs > 1) throw head.bad('num_tree_per_iteration', `should be ${task === 'multiclass' ? 'more than 1' : '1'} for ${name} and is ${outputs}.`);
  const names = head.words('feature_names');
  const count = head.integer('max_feature_idx', 0, 5_000_000) + 1;
  if (names.length !== count) throw head.bad('feature_names', `should have ${count} entries and has ${names.length}.`);
  const average = head.has('average_output');
  // The mean is over rounds there and over trees here.
  const trees = file.trees.map((tree, t) => readTree(tree, t % outputs, average ? scale * outputs : scale, count));

  const byCategory = categoryColumns(file, names, trees);
  const listed = pandasCategories(file.pandas);
  const known = listed.length === byCategory.length ? listed : [];
  const unnamed = names.every((column, j) => column === `Column_${j}`);
  const columns = names.map((column, j): FileColumn => {
    const at = byCategory.indexOf(j);
    return { name: column, unnamed, kind: at < 0 ? 'number' : 'category', categories: at < 0 ? null : known[at] ?? null };
  });
  const zero = zeroColumns(trees, names);
  const ensemble = assemble({
    columns: names, width: 1, outputs, link, float32: false, combine: average ? 'mean' : 'sum', base: new Float64Array(outputs),
    categories: columns.map((column, j) => (column.kind === 'number' ? null : column.categories ?? codeNames(trees, j))),
  }, trees, KIND);
  return {
    library: 'LightGBM', version: head.has('version') ? head.text('version') : '', objective: name, task, columns, ensemble,
    classes: task === 'regression' ? null : Array.from({ length: Math.max(2, outputs) }, (_, k) => String(k)),
    countedClasses: task !== 'regression',
    derived: columns.map((_, j) => ({ kind: 'column', column: j, zeroMissing: zero.has(j) })),
    notes: [
      ...(listed.length > 0 && known.length === 0 ? ['It names categories of other columns than those it splits by category; categories are taken for codes.'] : []),
      ...(name === 'lambdarank' || name === 'rank_xendcg' ? ['Its predictions are scores that order the rows of one query.'] : []),
    ],
  };
}
