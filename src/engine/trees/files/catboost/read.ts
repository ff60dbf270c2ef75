import { assemble } from '../assemble.ts';
import type { DerivedColumn } from '../derived.ts';
import type { TreeModelFile } from '../model-file.ts';
import { type Part, parseJson } from '../part.ts';
import { KIND, readColumns } from './columns.ts';
import { readCtrs } from './ctrs.ts';
import { lossOf } from './losses.ts';
import { readNested, readOblivious } from './trees.ts';

/** A part that may be text of JSON itself, as older files have it. */
function unpacked(part: Part): Part {
  if (typeof part.value !== 'string') return part;
  return parseJson(KIND, new TextEncoder().encode(part.value));
}

function readClasses(info: Part, count: number): readonly string[] | null {
  if (!info.has('class_params')) return null;
  const params = unpacked(info.at('class_params'));
  if (!params.has('class_names')) return null;
  const names = params.at('class_names').list().map((entry) => String(entry.value));
  return names.length === count ? names : null;
}

/**
 * A model that CatBoost saved as JSON: symmetric trees and others, numbers compared in single precision, categories by
 * their hashes, statistics of categories and their combinations as tables. `names` gives a column's categories, whose
 * hashes are then looked up; what the file names itself is taken without it. Source: json_model_helpers.cpp of CatBoost 1.2.
 */
export function readCatboost(bytes: Uint8Array, names: (column: string) => readonly string[] | null = () => null): TreeModelFile {
  const root = parseJson(KIND, bytes);
  const model = root.at('model_info');
  const loss = unpacked(model.at('params')).at('loss_function').at('type').text();
  const { link, task } = lossOf(loss);
  const info = root.at('features_info');
  const columns = readColumns(info, names);
  const { lookups, splits } = readCtrs(info, root, columns);
  const questions = { ...columns, ctrSplits: splits };

  const scaleAndBias = root.at('scale_and_bias').list(2);
  const scale = scaleAndBias[0]?.number() ?? 1;
  const start = scaleAndBias[1];
  const base = start === undefined ? Float64Array.of(0) : Array.isArray(start.value) ? start.numbers(start.length) : Float64Array.of(start.number());
  const outputs = base.length;
  if ((task === 'multiclass') !== outputs > 1) throw root.at('scale_and_bias').bad(`has ${outputs} numbers for the loss ${loss}.`);
  const oblivious = root.has('oblivious_trees');
  const raw = root.at(oblivious ? 'oblivious_trees' : 'trees').list().map((tree) => (oblivious ? readOblivious : readNested)(tree, questions, outputs, scale));

  const ensemble = assemble({
    columns: [...columns.columns.map((c) => c.name), ...lookups.map((c) => c.name)], categories: [...columns.categories, ...lookups.map(() => null)],
    width: outputs, outputs, base, link, float32: true, combine: 'sum',
  }, raw, KIND);
  const count = Math.max(2, outputs);
  const classes = task === 'regression' ? null : readClasses(model, count);
  return {
    library: 'CatBoost', version: versionOf(model), objective: loss, task, columns: columns.columns, ensemble,
    classes: task === 'regression' ? null : classes ?? Array.from({ length: count }, (_, k) => String(k)),
    countedClasses: task !== 'regression' && classes === null,
    derived: [...columns.columns.map((_, column): DerivedColumn => ({ kind: 'column', column, zeroMissing: false })), ...lookups],
    notes: [],
  };
}

function versionOf(model: Part): string {
  if (!model.has('catboost_version_info')) return '';
  return /release (\d[\d.]*\d)/.exec(model.at('catboost_version_info').text())?.[1] ?? '';
}
