import type { FitContext } from '../engine/core/context.ts';
import { isClassification } from '../engine/core/dataset.ts';
import { StudioError } from '../engine/core/errors.ts';
import { logLoss } from '../engine/metrics/log-loss.ts';
import { rmse } from '../engine/metrics/rmse.ts';
import { addTree, saidBy, stepsOf } from '../engine/trees/staged.ts';
import type { Table } from '../frame/table.ts';
import { takeFeatures } from '../frame/features.ts';
import { cellsOf, sample } from './explain/rows.ts';
import { type PipelineTrees, pipelineTrees } from './explain/trees.ts';
import { inputFeatures } from './predict.ts';
import type { RunResult } from './results.ts';

export interface StepsColumn {
  readonly name: string;
  readonly date: boolean;
  /** Numbers (NaN is missing; dates in milliseconds), or texts of categories (empty where missing). */
  readonly values: Float64Array | readonly string[];
}

/** Boosting watched: what the first trees say of some rows, for more and more trees. */
export interface BoostingSteps {
  /** Steps in all: trees, or trees for each class. */
  readonly trees: number;
  /** The classes, or the target alone. */
  readonly outputs: readonly string[];
  /** The class whose probability is followed; 0 for a value. */
  readonly output: number;
  readonly unit: 'value' | 'probability';
  /** Rows of the table that are drawn. */
  readonly rows: Uint32Array;
  /** The model has learned from these rows too: with several folds it was fitted once more on all of them. */
  readonly learned: boolean;
  /** What is there: the value, or 1 for the class followed and 0 for others. */
  readonly actual: Float64Array;
  /** Numbers of trees, ascending from 0 to all of them. */
  readonly stops: Int32Array;
  /** stops × rows: what is said after so many trees. */
  readonly predicted: Float32Array;
  /** The ensemble's tree that each stop added last; −1 at the start. */
  readonly treeAt: Int32Array;
  /** After each stop, over `rows` held-out rows (more than are drawn). */
  readonly score: { readonly name: string; readonly rows: number; readonly values: Float64Array };
  /** Columns the trees ask about, the one that gained most first. */
  readonly columns: readonly StepsColumn[];
}

/** Rows that are drawn, rows that are scored, cells of the answer, columns one can choose. */
const DRAWN = 400;
const SCORED = 2000;
const CELLS = 400_000;
const COLUMNS = 40;
/** Rows times trees that are walked: about a second. */
const WALKS = 20_000_000;

/** Every number of trees where that is few enough; else each of the first ones, then ever wider steps. */
export function stopsOf(trees: number, most: number): Int32Array {
  if (trees < most) return Int32Array.from({ length: trees + 1 }, (_, k) => k);
  const each = Math.floor(most / 2);
  const growth = (trees / each) ** (1 / (most - each - 1));
  const stops = Array.from({ length: most }, (_, i) => (i <= each ? i : Math.round(each * growth ** (i - each))));
  return Int32Array.from(new Set([...stops, trees]));
}

/** Columns of the inputs by what splits on them have gained; those never asked about are left out. */
function askedColumns({ ensemble: e, credit }: PipelineTrees): readonly number[] {
  const gain = new Float64Array(credit.columns).fill(-1);
  e.feature.forEach((j, node) => {
    if (j < 0) return;
    for (const column of credit.owners[credit.groupOf[j]!]!) gain[column] = Math.max(0, gain[column]!) + e.gain[node]!;
  });
  const asked = Array.from(gain.keys()).filter((j) => gain[j]! >= 0).sort((a, b) => gain[b]! - gain[a]!);
  return asked.length > 0 ? asked.slice(0, COLUMNS) : [0];
}

function boosted({ fitted }: Pick<RunResult, 'fitted'>): PipelineTrees {
  const trees = pipelineTrees(fitted);
  const algorithm = fitted.model.type;
  if (trees === null || trees.ensemble.combine === 'mean') throw new StudioError('unsupported', 'Only boosted trees are added one after the other. Trees of a forest stand side by side: look at them one by one.', { algorithm });
  if (fitted.task === 'ranking') throw new StudioError('unsupported', 'The scores of a ranking only order rows, so there is no value they come closer to.', { algorithm });
  return trees;
}

/** Follows a boosted model's predictions of its held-out rows, tree by tree. Throws StudioError('unsupported') for other models. */
export async function boostingSteps(
  run: Pick<RunResult, 'fitted' | 'probeRows' | 'predictions' | 'folds'>, table: Table, wanted: number, ctx: Pick<FitContext, 'breathe'> & { readonly progress: (done: number, total: number) => void },
): Promise<BoostingSteps> {
  const { fitted, predictions } = run;
  const trees = boosted(run);
  const { ensemble: e } = trees;
  const classes = isClassification(fitted.task) ? fitted.classes! : null;
  const steps = stepsOf(e);
  const scored = sample(run.probeRows, Math.min(SCORED, Math.max(DRAWN, Math.floor(WALKS / Math.max(1, steps.length)))), 0);
  const features = inputFeatures(fitted, table, scored);
  const X = trees.matrix(features);
  const truth = new Map(Array.from(predictions.rows, (row, i) => [row, predictions.yTrue![i]!]));
  const yTrue = Float64Array.from(scored, (row) => truth.get(row)!);
  const drawn = sample(Uint32Array.from(scored.keys()), DRAWN, 1);

  const K = classes?.length ?? 1;
  // One score for two classes speaks of the second.
  const output = classes === null ? 0 : K === 2 && e.outputs === 1 ? 1 : Math.min(Math.max(0, wanted), K - 1);
  const proba = new Float64Array(scored.length * K);
  const followed = (said: Float64Array, i: number): number => (e.outputs === 1 ? said[i]! : said[i * e.outputs + output]!);
  const score = (said: Float64Array): number => {
    if (classes === null) return rmse.score({ yTrue, yPred: said, proba: null, classes, weight: null });
    if (e.outputs === 1) said.forEach((p, i) => { proba[2 * i] = 1 - p; proba[2 * i + 1] = p; });
    return logLoss.score({ yTrue, yPred: yTrue, proba: e.outputs === 1 ? proba : said, classes, weight: null });
  };

  const stops = stopsOf(steps.length, Math.floor(CELLS / Math.max(1, drawn.length)));
  const predicted = new Float32Array(stops.length * drawn.length);
  const treeAt = new Int32Array(stops.length).fill(-1);
  const scores = new Float64Array(stops.length);
  const sums = new Float64Array(scored.length * e.outputs);
  let step = 0;
  for (const [at, stop] of stops.entries()) {
    for (; step < stop; step++) {
      for (const t of steps[step]!) {
        addTree(e, t, X, sums);
        if (e.width > 1 || e.outputs === 1 || e.output[t] === output) treeAt[at] = t;
      }
      if (step % 16 === 0) await ctx.breathe();
    }
    const said = saidBy(e, sums, classes !== null);
    drawn.forEach((i, place) => { predicted[at * drawn.length + place] = followed(said, i); });
    scores[at] = score(said);
    ctx.progress(stop, steps.length);
  }

  const shown = takeFeatures(features, drawn);
  const dates = new Set(fitted.inputs.filter((c) => c.type === 'date').map((c) => c.name));
  return {
    trees: steps.length, outputs: classes ?? [fitted.target ?? 'value'], output, unit: classes === null ? 'value' : 'probability',
    rows: drawn.map((i) => scored[i]!), learned: run.folds.length > 1,
    actual: Float64Array.from(drawn, (i) => (classes === null ? yTrue[i]! : Number(yTrue[i] === output))),
    stops, predicted, treeAt, score: { name: classes === null ? rmse.name : logLoss.name, rows: scored.length, values: scores },
    columns: askedColumns(trees).map((j) => ({ name: fitted.inputs[j]!.name, date: dates.has(fitted.inputs[j]!.name), values: cellsOf(shown.columns[j]!) })),
  };
}
