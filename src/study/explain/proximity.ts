import { isClassification } from '../../engine/core/dataset.ts';
import { StudioError } from '../../engine/core/errors.ts';
import type { RowProximity } from '../../engine/explainers/explanation.ts';
import { classicalScaling } from '../../engine/math/classical-scaling.ts';
import { leavesOf, nearestRows, outlierScores, proximities } from '../../engine/trees/forest/proximity.ts';
import { treeCount } from '../../engine/trees/predict.ts';
import type { Table } from '../../frame/table.ts';
import { inputFeatures } from '../predict.ts';
import { algorithmOf } from '../registry.ts';
import type { RunResult } from '../results.ts';
import { readTarget } from '../target.ts';
import { type Explained, type ExplainRun, sample } from './rows.ts';
import { pipelineTrees } from './trees.ts';

export interface ProximityOptions {
  /** Training rows, each pair by the trees that learned from neither; else rows that were held out, where the split has such. */
  readonly outOfBag: boolean;
  /** Time grows with their square. */
  readonly maxRows: number;
  /** Rows most like a row that are kept for it. */
  readonly neighbours: number;
  readonly seed: number;
}

/** A class's index or a value for each of `rows`; NaN where the table's target is missing or there is none. */
function actualOf({ target, task, classes }: Explained['fitted'], table: Table, rows: Uint32Array): Float64Array {
  if (target === null || task === 'unsupervised' || !table.columns.some((c) => c.name === target)) return new Float64Array(rows.length).fill(Number.NaN);
  const known = readTarget(table, target, task);
  const place = new Map(Array.from(known.rows, (row, i) => [row, i]));
  return Float64Array.from(rows, (row) => {
    const value = known.y[place.get(row) ?? -1];
    if (value === undefined) return Number.NaN;
    const at = known.classes === null ? value : classes!.indexOf(known.classes[value]!);
    return at < 0 && known.classes !== null ? Number.NaN : at;
  });
}

/** rows × trees: 1 where a tree learned from a row. */
function drewOf(drawn: (t: number) => Float64Array, trees: number, trainRows: Uint32Array, rows: Uint32Array): Uint8Array {
  const place = new Map(Array.from(trainRows, (row, i) => [row, i]));
  const at = Array.from(rows, (row) => place.get(row)!);
  const drew = new Uint8Array(rows.length * trees);
  for (let t = 0; t < trees; t++) {
    const times = drawn(t);
    at.forEach((i, r) => { drew[r * trees + t] = times[i]! > 0 ? 1 : 0; });
  }
  return drew;
}

/** How rows lie to each other in a forest: a map, the rows most like each, and those unlike all of their class. */
export async function explainProximity(run: Explained & Pick<RunResult, 'trainRows'>, table: Table, options: ProximityOptions, ctx: ExplainRun): Promise<RowProximity> {
  const { fitted, trainRows } = run;
  const algorithm = algorithmOf(fitted.model.type);
  const trees = pipelineTrees(fitted);
  if (trees === null || trees.ensemble.combine !== 'mean') throw new StudioError('unsupported', `${algorithm.name} is no forest. Proximity asks in how many trees two rows come to one leaf, and needs trees that stand for themselves: a random forest or extra trees.`);
  const bagging = algorithm.bagging?.(fitted.model.state) ?? null;
  if (options.outOfBag && (bagging === null || trainRows === undefined)) throw new StudioError('unsupported', `Every tree of this ${algorithm.name} learned from all rows, so none is left to ask out of the bag. Switch bootstrap on, or ask about held-out rows.`, { param: 'bootstrap' });
  const rows = sample(options.outOfBag ? trainRows! : run.probeRows, options.maxRows, options.seed);
  const n = rows.length;
  if (n < 3) throw new StudioError('data', `A map of rows needs three of them at least. There ${n === 1 ? 'is 1' : `are ${n}`}.`);
  const count = treeCount(trees.ensemble);
  const total = 3 * n;
  let done = 0;
  const step = (weight: number) => async (): Promise<void> => {
    done += weight;
    ctx.progress(Math.min(total, Math.round(done)), total);
    await ctx.breathe();
  };
  const leaves = await leavesOf(trees.ensemble, trees.matrix(inputFeatures(fitted, table, rows)), step(n / count));
  const near = await proximities(leaves, n, options.outOfBag ? drewOf(bagging!.drawn, count, trainRows!, rows) : null, step(1));
  const { points, shown } = await classicalScaling(near, n, 2, step(n / 80));
  const actual = actualOf(fitted, table, rows);
  const neighbours = Math.min(options.neighbours, n - 1);
  const nearest = nearestRows(near, n, neighbours);
  return {
    outOfBag: options.outOfBag, trees: count, rows, classes: fitted.classes, actual, map: points, shown, nearest, neighbours,
    proximity: Float64Array.from(nearest, (j, at) => near[Math.floor(at / neighbours) * n + j]!),
    outlier: outlierScores(near, n, isClassification(fitted.task) ? actual : null),
  };
}
