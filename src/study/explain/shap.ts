import { isClassification } from '../../engine/core/dataset.ts';
import { StudioError } from '../../engine/core/errors.ts';
import type { ShapExplanation, ShapMethod, Space } from '../../engine/explainers/explanation.ts';
import { kernelShap, type ShapValues } from '../../engine/explainers/kernel-shap.ts';
import { linearShap } from '../../engine/explainers/linear-shap.ts';
import type { Features } from '../../frame/features.ts';
import type { Table } from '../../frame/table.ts';
import { pipelineMatrices } from '../model-matrix.ts';
import { inputFeatures } from '../predict.ts';
import { algorithmOf } from '../registry.ts';
import type { FittedPipeline } from '../results.ts';
import { cellsOf, explainable, type Explained, type ExplainRun, sample } from './rows.ts';
import { pipelineTrees, treeShap } from './trees.ts';

export interface ShapOptions {
  readonly maxRows: number;
  /** Rows to compare with, where the method compares. */
  readonly background: number;
  /** Of the kernel: subsets tried a row, `null` for its default. */
  readonly nSamples: number | null;
  readonly seed: number;
  /** `auto`: exact by the coefficients or the trees where there are some, else the kernel. */
  readonly method?: ShapMethod | 'auto';
  /** Trees against a background: effects on what is predicted (probabilities) instead of what the trees add up to. */
  readonly linked?: boolean;
  /** Trees: which columns act together, too. */
  readonly interactions?: boolean;
}

interface Found {
  readonly shap: ShapValues;
  readonly outputs: readonly string[];
  readonly space: Space;
  readonly interactions?: Float64Array;
}

/** The method that is used, and why not where a model does not allow the one that was asked for. */
export function shapMethod(fitted: Pick<FittedPipeline, 'model'>, asked: ShapMethod | 'auto'): ShapMethod {
  const algorithm = algorithmOf(fitted.model.type);
  const linear = algorithm.tags.linear && algorithm.coefficients !== undefined;
  const trees = algorithm.trees !== undefined;
  if (asked === 'auto') return linear ? 'linear' : trees ? 'tree-path' : 'kernel';
  if (asked === 'linear' && !linear) throw new StudioError('unsupported', `${algorithm.name} has no coefficients: linear SHAP is for linear models. Leave the method to Tablab, or choose the kernel.`, { param: 'method' });
  if (asked.startsWith('tree') && !trees) throw new StudioError('unsupported', `${algorithm.name} has no trees: TreeSHAP is for trees and their ensembles. Leave the method to Tablab, or choose the kernel.`, { param: 'method' });
  return asked;
}

function exactLinear({ fitted }: Explained, background: Features, rows: Features): Found {
  const model = algorithmOf(fitted.model.type).coefficients!(fitted.model.state);
  const place = new Map(fitted.inputs.map((c, j) => [c.name, j]));
  const columnOf = fitted.features.map((f) => place.get(f.origin)!);
  const toMatrix = pipelineMatrices(fitted);
  const shap = linearShap(model, toMatrix(background), toMatrix(rows), columnOf, fitted.inputs.length);
  const outputs = fitted.classes === null ? [fitted.target!] : model.intercept.length === 1 ? [fitted.classes[1]!] : fitted.classes;
  return { shap, outputs, space: isClassification(fitted.task) ? 'log-odds' : 'value' };
}

/**
 * SHAP values on the person's own columns: exact for linear models (in log-odds for classes) and for trees, by the kernel for any other.
 * Explained rows are drawn from those held out, the background from all others of the table.
 */
export async function explainShap(run: Explained, table: Table, options: ShapOptions, ctx: ExplainRun): Promise<ShapExplanation> {
  const { fitted } = run;
  const method = shapMethod(fitted, options.method ?? 'auto');
  const rowsAt = sample(run.probeRows, options.maxRows, options.seed);
  const everyRow = Uint32Array.from({ length: table.rows }, (_, i) => i);
  const explained = new Set(rowsAt);
  const others = everyRow.filter((row) => !explained.has(row));
  const features = inputFeatures(fitted, table, rowsAt);
  const background = (): Features => inputFeatures(fitted, table, sample(others.length > 0 ? others : everyRow, options.background, options.seed + 1));
  const byKernel = async (): Promise<Found> => {
    const model = explainable(run, ctx);
    return { shap: await kernelShap(model, background(), features, options, ctx), outputs: model.outputs, space: isClassification(fitted.task) ? 'probability' : 'value' };
  };
  const { shap, outputs, space, interactions } =
    method === 'linear' ? exactLinear(run, background(), features)
    : method === 'kernel' ? await byKernel()
    : await treeShap(pipelineTrees(fitted)!, features, method === 'tree-path' ? null : background(), { linked: options.linked ?? false, interactions: options.interactions ?? false }, ctx);
  return {
    kind: 'shap',
    method,
    space,
    columns: fitted.inputs.map((c) => c.name),
    outputs,
    rows: rowsAt,
    values: shap.values,
    base: shap.base,
    predicted: shap.predicted,
    cells: features.columns.map(cellsOf),
    ...(interactions ? { interactions } : {}),
  };
}
