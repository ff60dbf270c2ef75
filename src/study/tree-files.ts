import type { PredictContext } from '../engine/core/algorithm.ts';
import { StudioError } from '../engine/core/errors.ts';
import type { TreeEnsemble, TreeView } from '../engine/trees/ensemble.ts';
import { lossOf } from '../engine/trees/files/catboost/losses.ts';
import { writeCatboost } from '../engine/trees/files/catboost/write.ts';
import { objectiveLine, objectiveOf as lightgbmObjective } from '../engine/trees/files/lightgbm/objectives.ts';
import { deriveValues } from '../engine/trees/files/derived.ts';
import { writeLightgbm } from '../engine/trees/files/lightgbm/write.ts';
import { readTreeModel } from '../engine/trees/files/read.ts';
import { objectiveOf as xgboostObjective } from '../engine/trees/files/xgboost/objectives.ts';
import { writeXgboost } from '../engine/trees/files/xgboost/write.ts';
import { bindTrees } from '../engine/trees/imported/bind.ts';
import { applyLink } from '../engine/trees/predict.ts';
import { predictByKernel, rawOutputsByKernel } from '../engine/trees/predict/by-kernel.ts';
import type { Features } from '../frame/features.ts';
import { pipelineMatrices } from './model-matrix.ts';
import { algorithmOf } from './registry.ts';
import type { FittedPipeline } from './results.ts';
import { TREE_FORMATS, type TreeFormat } from './tree-formats.ts';

/** What the model itself calls its objective, where it has a word for it. */
function ownObjective({ model: { params, state } }: FittedPipeline): string | null {
  const imported = typeof state === 'object' && state !== null && 'objective' in state && typeof state.objective === 'string' ? state.objective : null;
  const said = [imported, params['objective'], params['lossFunction']].find((value) => typeof value === 'string' && value !== '');
  return typeof said === 'string' ? said : null;
}

/** The objective in the library's own words where it knows them and they mean the same link; else the library's usual one. */
function known<T extends { readonly link: TreeEnsemble['link'] }>(name: string | null, e: TreeEnsemble, lookUp: (name: string) => T): string | undefined {
  if (name === null) return undefined;
  try {
    return lookUp(name).link === e.link ? name : undefined;
  } catch {
    return undefined;
  }
}

function write(format: TreeFormat, { ensemble: e, statistics }: TreeView, fitted: FittedPipeline): Uint8Array<ArrayBuffer> {
  const name = ownObjective(fitted);
  if (format === 'catboost') {
    const loss = known(name, e, lossOf);
    return writeCatboost(e, { ...(loss === undefined ? {} : { loss }), classes: fitted.classes, ...(statistics ? { statistics } : {}) });
  }
  if (format === 'lightgbm') {
    const objective = known(name, e, lightgbmObjective);
    return writeLightgbm(e, objective === undefined || ['binary', 'multiclass'].includes(objective) ? { objective: objectiveLine(e.link, e.outputs) } : { objective });
  }
  const objective = known(name, e, xgboostObjective);
  return writeXgboost(e, { form: format === 'xgboost' ? 'json' : 'ubjson', ...(objective === undefined ? {} : { objective }) });
}

export interface TreeFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The columns it reads, in order: the table's, or what the study's steps make of them. */
  readonly columns: readonly string[];
}

/** The model's own columns, without those it derives. */
const own = ({ ensemble, statistics }: TreeView): readonly string[] => ensemble.columns.slice(0, ensemble.columns.length - (statistics?.features.length ?? 0));

/**
 * A fitted model's trees as a file of another library: the model alone, without the steps before it. Throws
 * StudioError('unsupported') with the reason where there is no such file.
 */
export function treeFile(fitted: FittedPipeline, format: TreeFormat): TreeFile {
  const algorithm = algorithmOf(fitted.model.type);
  const { library, file } = TREE_FORMATS[format];
  if (!algorithm.trees) throw new StudioError('unsupported', `${algorithm.name} has no trees, so it has no ${library} file. Take the ONNX file instead: every model has one.`, { algorithm: algorithm.type });
  const view = algorithm.trees(fitted.model.state);
  const { derive, statistics } = view;
  if (derive && !(statistics && format === 'catboost')) throw new StudioError('unsupported', `The trees of ${algorithm.name} ask about columns that it derives itself (statistics of categories, or zeros as missing values), which a ${library} file made here does not hold. Take the ONNX file instead.`, { algorithm: algorithm.type });
  return { name: file, bytes: write(format, view, fitted), columns: own(view) };
}

export interface TreeFileCheck {
  readonly rows: number;
  readonly largestDifference: number;
}

/** A file that `treeFile` made, read again and run on rows of the person's own (the pipeline's inputs) beside the model. */
export async function checkTreeFile(fitted: FittedPipeline, { bytes }: TreeFile, features: Features, ctx: Pick<PredictContext, 'breathe' | 'threads'>): Promise<TreeFileCheck> {
  const view = algorithmOf(fitted.model.type).trees!(fitted.model.state);
  const X = pipelineMatrices(fitted)(features);
  const read = readTreeModel(bytes, (column) => X.categories?.[X.columns.indexOf(column)] ?? null);
  const again = bindTrees(read, X, read.task, read.classes);
  const derived = again.derived === null ? X : { ...X, columns: again.ensemble.columns, values: deriveValues(again.derived, X.values, X.rows, X.columns.length) };
  const { link, outputs } = again.ensemble;
  const [ours, theirs] = [await predictByKernel(view, X, ctx), applyLink(link, await rawOutputsByKernel(again.ensemble, derived, ctx), outputs)];
  return { rows: X.rows, largestDifference: ours.reduce((most, v, i) => Math.max(most, Math.abs(v - theirs[i]!)), 0) };
}
