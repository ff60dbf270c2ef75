import { isClassification } from '../../engine/core/dataset.ts';
import { StudioError } from '../../engine/core/errors.ts';
import { bruteDependence, filled, type Grid, gridOf } from '../../engine/explainers/dependence.ts';
import type { PartialDependence } from '../../engine/explainers/explanation.ts';
import { percentile } from '../../engine/math/percentile.ts';
import { branchDependence } from '../../engine/trees/branch-dependence.ts';
import { leftShares } from '../../engine/trees/shap/branches.ts';
import { type FeatureColumn, type Features, takeFeatures } from '../../frame/features.ts';
import type { Table } from '../../frame/table.ts';
import { inputFeatures } from '../predict.ts';
import { explainable, type Explained, type ExplainRun, sample } from './rows.ts';
import { type PipelineTrees, pipelineTrees } from './trees.ts';

export interface DependenceOptions {
  /** One or two of the inputs. */
  readonly columns: readonly string[];
  /** `auto`: from rows, with every row's own line, for one column; from the trees for two, where there are some. */
  readonly method: 'auto' | 'trees' | 'brute';
  readonly maxRows: number;
  /** Points of a number column's grid. */
  readonly points: number;
  readonly seed: number;
}

const decilesOf = (column: FeatureColumn): Float64Array => {
  if (column.kind !== 'number') return new Float64Array(0);
  const known = column.values.filter((v) => !Number.isNaN(v));
  return known.length === 0 ? new Float64Array(0) : Float64Array.from({ length: 9 }, (_, i) => percentile(known, (i + 1) / 10));
};

/** The points of the grids as rows of inputs; what the other columns hold does not matter. */
function gridRows(features: Features, places: readonly number[], grids: readonly Grid[]): Features {
  const [G, H] = [grids[0]!.length, grids[1]?.length ?? 1];
  const first = takeFeatures(features, new Uint32Array(G * H));
  const columns = first.columns.map((column, j): FeatureColumn => {
    const i = places.indexOf(j);
    if (i < 0) return column;
    const at = (row: number): number => (i === 0 ? Math.floor(row / H) : row % H);
    const point = (row: number): FeatureColumn => filled(column, grids[i]!, at(row), 1);
    if (column.kind === 'number') return { ...column, values: Float64Array.from({ length: G * H }, (_, row) => (point(row) as typeof column).values[0]!) };
    return { ...column, codes: Int32Array.from({ length: G * H }, (_, row) => (point(row) as typeof column).codes[0]!) };
  });
  return { rows: G * H, columns };
}

async function fromTrees({ ensemble, by, credit, matrix }: PipelineTrees, points: Features, places: readonly number[], ctx: ExplainRun): Promise<Float64Array> {
  const known = Array.from(credit.groupOf, (group) => credit.owners[group]!.every((owner) => places.includes(owner)));
  const raw = await branchDependence(ensemble, leftShares(ensemble, by), matrix(points), known, ctx.breathe);
  return raw.map((_, at) => raw[(at % points.rows) * ensemble.outputs + Math.floor(at / points.rows)]!);
}

/** How a model's answer changes on average with one column, or with two together. */
export async function explainDependence(run: Explained, table: Table, options: DependenceOptions, ctx: ExplainRun): Promise<PartialDependence> {
  const { fitted } = run;
  const places = options.columns.map((name) => {
    const place = fitted.inputs.findIndex((c) => c.name === name);
    if (place < 0) throw new StudioError('param', `The model has no column "${name}". It has ${fitted.inputs.map((c) => `"${c.name}"`).join(', ')}.`, { param: 'columns', column: name });
    return place;
  });
  if (places.length < 1 || places.length > 2 || places[0] === places[1]) throw new StudioError('param', 'Partial dependence is of one column or of two different ones.', { param: 'columns' });
  const trees = pipelineTrees(fitted);
  if (options.method === 'trees' && trees === null) throw new StudioError('unsupported', 'This model has no trees. Choose "brute", which asks the model itself.', { param: 'method' });
  const method = options.method === 'auto' ? (trees !== null && places.length === 2 ? 'trees' : 'brute') : options.method;
  const features = inputFeatures(fitted, table, sample(run.probeRows, options.maxRows, options.seed));
  if (features.rows === 0) throw new StudioError('data', 'There are no rows to ask the model about.');
  const columns = places.map((j) => features.columns[j]!);
  const grids = columns.map((column) => gridOf(column, options.points));
  const empty = columns.find((_, i) => grids[i]!.length === 0);
  if (empty) throw new StudioError('data', `Column "${empty.name}" is missing in all of these rows: there is nothing to set it to.`, { column: empty.name });
  const shared = { kind: 'partial-dependence', method, columns: options.columns, grids, deciles: columns.map(decilesOf) } as const;
  if (method === 'trees') {
    const mean = await fromTrees(trees!, gridRows(features, places, grids), places, ctx);
    return { ...shared, space: trees!.space, outputs: trees!.outputs, mean, lines: new Float64Array(0), rows: 0 };
  }
  const model = explainable(run, ctx);
  const { mean, lines } = await bruteDependence(model, features, places, grids, ctx);
  return { ...shared, space: isClassification(fitted.task) ? 'probability' : 'value', outputs: model.outputs, mean, lines, rows: features.rows };
}
